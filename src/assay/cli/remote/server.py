"""The server that the commands speak to: its address, one's token, and requests to its REST API."""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assay.cli.refusals import CannotDo

if TYPE_CHECKING:
    from requests import Response

SECONDS, UPLOAD_SECONDS = 30, 300
PAGE = 100
# What MLflow's client is told serves as well: where runs can be logged, commands work.
ADDRESSES = ("ASSAY_URL", "MLFLOW_TRACKING_URI")
TOKENS = ("ASSAY_TOKEN", "MLFLOW_TRACKING_TOKEN")


class Unanswered(CannotDo):
    """The server refused; `status` and `code` are what it said, `fields` what to correct."""

    def __init__(self, message: str, *, status: int, code: str, fields: Mapping[str, list[str]]) -> None:
        super().__init__(message)
        self.status, self.code, self.fields = status, code, fields


@dataclass(frozen=True)
class Server:
    """Where the API is and who asks."""

    address: str
    token: str

    def get(self, path: str, **asked: Any) -> Any:
        return self._send("GET", path, params={name: value for name, value in asked.items() if value not in (None, "")})

    def post(self, path: str, body: Mapping[str, Any]) -> Any:
        return self._send("POST", path, json=body)

    def upload(self, path: str, file: Path, **asked: str) -> Any:
        """Send a file as a form does, in the field `file`."""
        with file.open("rb") as body:
            said = {name: value for name, value in asked.items() if value}
            sent = {"file": (file.name, body)}
            return self._send("POST", path, params=said, files=sent, seconds=UPLOAD_SECONDS)

    def patch(self, path: str, body: Mapping[str, Any]) -> Any:
        return self._send("PATCH", path, json=body)

    def put(self, path: str, body: Mapping[str, Any]) -> Any:
        return self._send("PUT", path, json=body)

    def delete(self, path: str) -> None:
        self._send("DELETE", path)

    def items(self, path: str, *, most: int, **asked: Any) -> Iterator[dict[str, Any]]:
        """Yield the items of a list over all its pages, `most` of them."""
        cursor = ""
        while most > 0:
            page = self.get(path, **asked, cursor=cursor, limit=min(most, PAGE))
            yield from page["items"]
            most, cursor = most - len(page["items"]), page["next"]
            if not cursor:
                return

    def _send(self, method: str, path: str, *, seconds: int = SECONDS, **options: Any) -> Any:
        import requests

        headers = {"Authorization": f"Bearer {self.token}", "Accept": "application/json"}
        try:
            answer = requests.request(
                method,
                f"{self.address}/api/v1{path}",
                headers=headers,
                allow_redirects=False,
                timeout=seconds,
                **options,
            )
        except requests.RequestException as fault:
            raise CannotDo(
                f"No answer from {self.address}: {_reason(fault)}. Is it running, and is that the address?"
            ) from fault
        return _read(answer)


def server() -> Server:
    """Return the server that the environment or `assay login` names. Raises `CannotDo` without one."""
    kept = _kept()
    address = next((os.environ[name] for name in ADDRESSES if os.environ.get(name)), kept.get("address", ""))
    own = kept.get("token", "") if address.rstrip("/") == kept.get("address", "") else ""
    token = next((os.environ[name] for name in TOKENS if os.environ.get(name)), own)
    if not address.startswith(("http://", "https://")):
        raise CannotDo("Which server? Run `assay login ADDRESS` once, or set ASSAY_URL and ASSAY_TOKEN (in CI).")
    if not token:
        raise CannotDo(f"No token for {address}. Run `assay login {address}`, or set ASSAY_TOKEN.")
    return Server(address.rstrip("/"), token)


def keep(chosen: Server) -> Path:
    """Remember the server for later commands, readable by this user alone; return the file."""
    path = _file()
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        json.dump({"address": chosen.address, "token": chosen.token}, file)
    path.chmod(0o600)
    return path


def forget() -> bool:
    """Remove what `keep` wrote; False when there was nothing."""
    path = _file()
    if not path.exists():
        return False
    path.unlink()
    return True


def _file() -> Path:
    folder = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(folder) / "assay" / "login.json"


def _kept() -> dict[str, str]:
    try:
        found = json.loads(_file().read_text())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _read(answer: "Response") -> Any:
    if answer.status_code == 204:
        return None
    try:
        body = answer.json()
    except ValueError as fault:
        raise _refusal(answer, None) from fault
    if answer.ok:
        return body
    raise _refusal(answer, body)


def _refusal(answer: "Response", body: Any) -> Unanswered:
    error = body.get("error", {}) if isinstance(body, dict) else {}
    if not isinstance(error, dict) or "message" not in error:
        said = f"{answer.url} answered {answer.status_code}, which is no answer of Assay. Check the address."
        return Unanswered(said, status=answer.status_code, code="", fields={})
    fields = error.get("fields", {})
    details = [f"{name}: {text}" for name, texts in fields.items() for text in texts]
    is_said = all(text in error["message"] for texts in fields.values() for text in texts)
    message = "\n  ".join(details if details and is_said else [error["message"], *details])
    return Unanswered(message, status=answer.status_code, code=error.get("code", ""), fields=fields)


def _reason(fault: Exception) -> str:
    inner = getattr(fault.args[0], "reason", None) if fault.args else None
    return str(inner or fault).split(":")[-1].strip() or type(fault).__name__
