"""Writing to an MLflow server."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

import msgspec

from assay.importers.remote import shapes
from assay.importers.remote.faults import NotThere
from assay.importers.remote.server import API, FILES, Remote, answered

Json = dict[str, Any]
# Before another try: there is none.
NO_WAITS: tuple[float, ...] = ()


class Made(msgspec.Struct):
    """What a server says of the thing it made; which of these it names depends on the thing."""

    experiment_id: str = ""
    run: shapes.Run | None = None
    model: shapes.LoggedModel | None = None
    model_version: shapes.Version | None = None


class OneRegistered(msgspec.Struct):
    registered_model: shapes.Registered


class Writer(Remote):
    """A server that is read and written. All methods raise `RemoteFault`."""

    def make(self, path: str, body: Mapping[str, Any]) -> Made:
        """Make a thing. Asked once only: the answer may be lost, and the thing made."""
        return self._asked(lambda: self._session.post(f"{self.uri}{API}{path}", json=body), Made, NO_WAITS)

    def put(self, path: str, body: Mapping[str, Any], *, method: str = "POST") -> None:
        """Say what may be said twice."""
        self._asked(lambda: self._session.send(method, f"{self.uri}{API}{path}", json=body), Json)

    def registered(self, name: str) -> shapes.Registered | None:
        """Return the registered model of this name; None if there is none."""
        try:
            return self._get("registered-models/get", {"name": name}, OneRegistered).registered_model
        except NotThere:
            return None

    def send_file(self, path: str, pieces: Iterator[bytes], size: int) -> None:
        """Store a file by its path in the server's artifact service."""
        headers = {"Content-Length": str(size), "Content-Type": "application/octet-stream"}
        answered(lambda: self._files.send("PUT", f"{self.uri}{FILES}{quote(path)}", body=pieces, headers=headers))
