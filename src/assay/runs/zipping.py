"""A folder of files as one zip, made while it is sent: nothing waits on the disk or in memory."""

import zipfile
from collections.abc import Iterable, Iterator
from typing import IO, cast

from assay.kit import blobs
from assay.runs.models import Artifact

MISSING = "_missing.txt"


class _Pipe:
    """What the zip writes, taken away piece by piece. It can only be written on, so sizes follow the bytes."""

    def __init__(self) -> None:
        self.waiting = bytearray()

    def write(self, data: bytes) -> int:
        self.waiting += data
        return len(data)

    def flush(self) -> None:
        """Nothing waits anywhere else."""

    def take(self) -> bytes:
        taken = bytes(self.waiting)
        self.waiting.clear()
        return taken


def zipped(artifacts: Iterable[Artifact], *, below: str = "") -> Iterator[bytes]:
    """Yield a zip of the files, their names counted from the folder `below`; files whose bytes are gone are named."""
    pipe, missing = _Pipe(), []
    with zipfile.ZipFile(cast("IO[bytes]", pipe), "w") as archive:  # it writes and flushes; more is not asked
        for artifact in artifacts:
            try:
                yield from _written(archive, pipe, artifact, below)
            except blobs.NoSuchBlob:
                missing.append(artifact.path)
        if missing:
            archive.writestr(MISSING, "\n".join(missing))
    yield pipe.take()


def _written(archive: zipfile.ZipFile, pipe: _Pipe, artifact: Artifact, below: str) -> Iterator[bytes]:
    made = artifact.created_at
    name = artifact.path.removeprefix(f"{below}/") if below else artifact.path
    moment = (max(1980, made.year), made.month, made.day, made.hour, made.minute, made.second)
    with (
        blobs.open(artifact.sha256) as source,
        archive.open(zipfile.ZipInfo(name, moment), "w", force_zip64=True) as to,
    ):
        while chunk := source.read(blobs.CHUNK):
            to.write(chunk)
            yield pipe.take()
