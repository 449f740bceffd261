"""An MLflow server over its REST protocol: what is asked of it, page by page."""

import base64
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import Any, Self, TypeVar
from urllib.parse import quote

import msgspec
from django.utils.translation import gettext as _

from assay.importers.remote import shapes
from assay.importers.remote.faults import Broke, NotThere, Odd, Refused, RemoteFault, Unwelcome
from assay.kit.outgoing import Answer, NotAllowed, OutgoingFault, Session

T = TypeVar("T")
SECONDS = 120
MOST_BYTES = 256_000_000
FILE_SECONDS = 3600
MOST_FILE_BYTES = 5_000_000_000
API = "/api/2.0/mlflow/"
FILES = "/api/2.0/mlflow-artifacts/artifacts/"
RUNS_A_PAGE = 100
POINTS_A_PAGE = 25_000
# Before the next try of an answer that may be another one a moment later.
WAITS = (0.5, 2.0, 5.0)
# A server that took longer to fail is not asked again: the worker's slice, four minutes at most, must come to an end.
AGAIN_WITHIN_SECONDS = 30


class Remote:
    """One server. Use it with `with`; each thread needs its own. All methods raise `RemoteFault`."""

    def __init__(
        self,
        uri: str,
        *,
        user_name: str = "",
        secret: str = "",
        is_trusted: bool = False,
        file_seconds: float = FILE_SECONDS,
        wait: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.uri = uri.rstrip("/")
        headers = _authorization(user_name, secret)
        self._session = Session(seconds=SECONDS, most_bytes=MOST_BYTES, headers=headers, is_trusted=is_trusted)
        self._files = Session(seconds=file_seconds, most_bytes=MOST_FILE_BYTES, headers=headers, is_trusted=is_trusted)
        self._wait, self._clock = wait, clock

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._session.close()
        self._files.close()

    def experiments(self, token: str = "") -> shapes.Experiments:
        body = {"max_results": 1000, "view_type": "ACTIVE_ONLY", "page_token": token or None}
        return self._post("experiments/search", body, shapes.Experiments)

    def runs(
        self, experiments: Sequence[str], condition: str = "", *, token: str = "", view: str = "ACTIVE_ONLY"
    ) -> shapes.Runs:
        """Return a page of the runs, the earliest first."""
        body = {
            "experiment_ids": list(experiments),
            "filter": condition or None,
            "run_view_type": view,
            "max_results": RUNS_A_PAGE,
            "order_by": ["attributes.start_time ASC"],
            "page_token": token or None,
        }
        return self._post("runs/search", body, shapes.Runs)

    def run(self, uid: str) -> shapes.Run:
        """Return one run. Raises `NotThere` as well."""
        return self._get("runs/get", {"run_id": uid}, shapes.OneRun).run

    def history(self, run: str, key: str, token: str = "") -> shapes.History:
        """Return a page of the points of a metric, by time, step and value."""
        query = {"run_id": run, "metric_key": key, "max_results": POINTS_A_PAGE}
        return self._get("metrics/get-history", query | _token(token), shapes.History)

    def logged_models(self, experiment: str, token: str = "") -> shapes.LoggedModels:
        """Return a page of them; none where the server is of a time before them."""
        body = {"experiment_ids": [experiment], "max_results": 50, "page_token": token or None}
        try:
            return self._post("logged-models/search", body, shapes.LoggedModels)
        except NotThere:
            return shapes.LoggedModels()

    def registered_models(self, token: str = "") -> shapes.RegisteredModels:
        query = {"max_results": 100} | _token(token)
        return self._get("registered-models/search", query, shapes.RegisteredModels)

    def versions(self, name: str) -> Iterator[shapes.Version]:
        """Yield all versions of the model, over all pages."""
        told = name.replace("'", "''") if '"' in name else name
        condition = f'name="{told}"' if '"' not in told else f"name='{told}'"
        token = ""
        while True:
            query = {"filter": condition, "max_results": 1000} | _token(token)
            page = self._get("model-versions/search", query, shapes.Versions)
            yield from page.model_versions
            if not (token := page.next_page_token):
                return

    def files(self, run: str, folder: str = "") -> list[shapes.File]:
        """Return what lies directly in a folder of the run."""
        query = {"run_id": run} | ({"path": folder} if folder else {})
        return self._get("artifacts/list", query, shapes.Files).files

    def model_files(self, uid: str, folder: str = "") -> list[shapes.File]:
        """Return what lies directly in a folder of the logged model."""
        query = {"artifact_directory_path": folder} if folder else {}
        return self._get(f"logged-models/{uid}/artifacts/directories", query, shapes.Files).files

    def file(self, path: str) -> Iterator[bytes]:
        """Yield the bytes of a file, by its path in the artifact service."""
        try:
            answer = self._again(lambda: self._opened(path))
        except Broke as fault:
            raise NotThere(str(fault)) from fault
        try:
            yield from answer.chunks()
        except OutgoingFault as fault:
            raise _told(fault) from fault

    def _opened(self, path: str) -> Answer:
        try:
            answer = self._files.get(f"{self.uri}{FILES}{quote(path)}")
            if answer.is_fine:
                return answer
            body = answer.read()
        except OutgoingFault as fault:
            raise _told(fault) from fault
        said = _("The server answered %(status)d for a file.") % {"status": answer.status}
        if answer.status == 500:  # what MLflow says also for ever, of a file that its store has lost
            raise Broke(said)
        raise _refusal(answer.status, body) if is_busy(answer.status) else NotThere(said)

    def _get(self, path: str, query: Mapping[str, Any], shape: type[T]) -> T:
        return self._asked(lambda: self._session.get(f"{self.uri}{API}{path}", query=query), shape)

    def _post(self, path: str, body: Mapping[str, Any], shape: type[T]) -> T:
        said = {name: value for name, value in body.items() if value is not None}
        return self._asked(lambda: self._session.post(f"{self.uri}{API}{path}", json=said), shape)

    def _asked(self, ask: Callable[[], Answer], shape: type[T], waits: Sequence[float] = WAITS) -> T:
        """Ask, again after a while if the server is busy, and read the answer."""
        return _read(self._again(lambda: answered(ask), waits), shape)

    def _again(self, ask: Callable[[], T], waits: Sequence[float] = WAITS) -> T:
        """Return what comes of asking, a few times over if the server is busy."""
        began, pauses = self._clock(), list(waits)
        while True:
            try:
                return ask()
            except RemoteFault as fault:
                is_slow = self._clock() - began > AGAIN_WITHIN_SECONDS
                if not pauses or is_slow or not fault.can_help_itself:
                    raise
            self._wait(pauses.pop(0))


def answered(ask: Callable[[], Answer]) -> bytes:
    """Ask once and return the whole answer. Raises `RemoteFault`."""
    try:
        answer = ask()
        body = answer.read()
    except OutgoingFault as fault:
        raise _told(fault) from fault
    if not answer.is_fine:
        raise _refusal(answer.status, body)
    return body


def _read(body: bytes, shape: type[T]) -> T:
    try:
        return msgspec.json.decode(body, type=shape)
    except (msgspec.DecodeError, RecursionError) as fault:
        raise Odd(_("The answer is not that of an MLflow server: %(fault)s") % {"fault": str(fault)[:200]}) from fault


def _refusal(status: int, body: bytes) -> RemoteFault:
    try:
        said = msgspec.json.decode(body, type=dict[str, Any])
    except (msgspec.DecodeError, RecursionError):
        said = {}
    message = str(said.get("message", ""))[:300]
    facts = {"status": status, "message": message}
    if status in {401, 403}:
        return Unwelcome(_("The server wants a valid token, or a user and password (%(status)d).") % facts)
    if status == 404:
        return NotThere(_("The server knows no such thing (404): %(message)s") % facts)
    if is_busy(status):
        return RemoteFault(_("The server answered %(status)d: %(message)s") % facts)
    return Refused(_("The server refused (%(status)d): %(message)s") % facts)


def is_busy(status: int) -> bool:
    """Whether the answer may be another one a moment later."""
    return status >= 500 or status == 429


def _told(fault: OutgoingFault) -> RemoteFault:
    """Return the fault as one of the server's."""
    return (Refused if isinstance(fault, NotAllowed) else RemoteFault)(str(fault))


def _authorization(user_name: str, secret: str) -> dict[str, str]:
    if not secret and not user_name:
        return {}
    if not user_name:
        return {"Authorization": f"Bearer {secret}"}
    pair = base64.b64encode(f"{user_name}:{secret}".encode()).decode()
    return {"Authorization": f"Basic {pair}"}


def _token(token: str) -> dict[str, str]:
    return {"page_token": token} if token else {}
