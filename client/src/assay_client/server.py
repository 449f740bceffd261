"""Where Assay is and how to ask it: what MLflow's client is told serves here too. Standard library only."""

from __future__ import annotations

import configparser
import json
import os
import ssl
import sys
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

SECONDS = 5.0


@dataclass(frozen=True)
class Server:
    """The address of Assay and the header that names who asks."""

    address: str
    authorization: str

    def get(self, path: str) -> Any:
        """Return the parsed answer; whatever goes wrong is an `OSError` or a `ValueError`."""
        asked = urllib.request.Request(  # noqa: S310 (http and https only, see `find_server`)
            f"{self.address}/api/v1/{path}",
            headers={"Authorization": self.authorization, "Accept": "application/json"},
        )
        with _opener().open(asked, timeout=SECONDS) as answer:
            return json.loads(answer.read())


def find_server() -> Server | None:
    """Return the server that the environment or the MLflow client of this process names, if it is one by HTTP."""
    address = os.environ.get("ASSAY_URL") or _tracking_uri()
    parts = urlsplit(address)
    authorization = _authorization()
    if parts.scheme not in {"http", "https"} or not parts.hostname or not authorization:
        return None
    # A tracking URI may name a project or a card in its path; the API stands at the root of the host.
    place = parts.netloc.rpartition("@")[2]
    return Server(f"{parts.scheme}://{place}", authorization)


def _tracking_uri() -> str:
    mlflow = sys.modules.get("mlflow")
    if mlflow is not None and hasattr(mlflow, "get_tracking_uri"):
        return str(mlflow.get_tracking_uri())
    return os.environ.get("MLFLOW_TRACKING_URI", "")


def _authorization() -> str:
    """Return the header, Basic before Bearer as MLflow's client does."""
    own = os.environ.get("ASSAY_TOKEN")
    if own:
        return f"Bearer {own}"
    password = os.environ.get("MLFLOW_TRACKING_PASSWORD") or _kept_password()
    secret = password or os.environ.get("MLFLOW_TRACKING_TOKEN")
    return f"Bearer {secret}" if secret else ""


def _kept_password() -> str:
    kept = configparser.ConfigParser(interpolation=None)
    try:
        kept.read(Path.home() / ".mlflow" / "credentials", encoding="utf-8")
        return kept.get("mlflow", "mlflow_tracking_password", fallback="")
    except (configparser.Error, OSError, RuntimeError, UnicodeDecodeError):
        return ""


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """The token goes to the address it was given for, and nowhere else."""

    def redirect_request(self, *_args: Any) -> None:
        return None


def _opener() -> urllib.request.OpenerDirector:
    return urllib.request.build_opener(_NoRedirect, urllib.request.HTTPSHandler(context=_trust()))


def _trust() -> ssl.SSLContext:
    """Trust what MLflow's client is told to trust."""
    if os.environ.get("MLFLOW_TRACKING_INSECURE_TLS", "").lower() in {"true", "1"}:
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        return context
    return ssl.create_default_context(cafile=os.environ.get("MLFLOW_TRACKING_SERVER_CERT_PATH") or None)
