"""Show what a run left behind without ever running it in our origin.

Text is escaped into our page, images are served under a type we chose ourselves; everything else can only be
downloaded. The type follows from the name alone: what a client claims of its bytes counts for nothing.
"""

import csv
import io
import json
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from django.http import FileResponse

from assay.kit import blobs
from assay.runs.models import Artifact

MOST_BYTES = 200_000
MOST_IMAGE_BYTES = 10_000_000
MOST_ROWS = 50
MOST_COLUMNS = 40
MOST_CELL = 200
DEEPEST = 30
IMAGES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
}
TABLES = {".csv": ",", ".tsv": "\t"}
TEXTS = {
    ".txt", ".log", ".md", ".json", ".yaml", ".yml", ".toml", ".ini", ".cfg", ".py", ".r", ".sh", ".sql",
}  # fmt: skip
# Files of MLflow and of packaging that have no ending.
NAMES = {"MLmodel", "Dockerfile", "Makefile", "requirements"}
NO_SCRIPT = "sandbox; default-src 'none'; img-src 'self'; style-src 'none'; script-src 'none'; frame-ancestors 'none'"


@dataclass(frozen=True)
class Preview:
    """What can be shown of a file: an image, a text, or the first rows of a table; else nothing."""

    artifact: Artifact
    is_image: bool = False
    text: str = ""
    header: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    is_cut: bool = False

    @property
    def is_shown(self) -> bool:
        return bool(self.is_image or self.text or self.header)


def can_show(artifact: Artifact) -> bool:
    """Whether `preview_of` would show something, judged by name and size alone."""
    ending = _ending(artifact)
    if ending in IMAGES:
        return 0 < artifact.size <= MOST_IMAGE_BYTES
    is_text = ending in TEXTS or ending in TABLES or PurePosixPath(artifact.path).name in NAMES
    return is_text and 0 < artifact.size <= MOST_BYTES


def preview_of(artifact: Artifact) -> Preview:
    """Return what can be shown; a file that is no text after all shows nothing."""
    if not can_show(artifact):
        return Preview(artifact)
    ending = _ending(artifact)
    if ending in IMAGES:
        return Preview(artifact, is_image=True)
    text = _text(artifact)
    if ending in TABLES:
        return _table(artifact, text, TABLES[ending])
    return Preview(artifact, text=_pretty(text) if ending == ".json" else text)


def served(artifact: Artifact) -> FileResponse:
    """Answer with the bytes: images inline, everything else as a download, both barred from running anything."""
    image = IMAGES.get(_ending(artifact))
    response = FileResponse(
        blobs.path_of(artifact.sha256).open("rb"),
        as_attachment=image is None,
        filename=PurePosixPath(artifact.path).name or "artifact",
        content_type=image or "application/octet-stream",
    )
    response.headers["Content-Security-Policy"] = NO_SCRIPT
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _ending(artifact: Artifact) -> str:
    return PurePosixPath(artifact.path).suffix.lower()


def _text(artifact: Artifact) -> str:
    raw = blobs.path_of(artifact.sha256).read_bytes()[:MOST_BYTES]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return ""
    return "" if "\0" in text else text


def _pretty(text: str) -> str:
    """JSON on several lines; what is no JSON, or nested beyond reading, stays as it is."""
    if _depth(text) > DEEPEST:
        return text
    try:
        return json.dumps(json.loads(text), indent=2, ensure_ascii=False)
    except (ValueError, RecursionError):
        return text


def _depth(text: str) -> int:
    """How deep the brackets go; those within texts count too, as this only keeps the indent from exploding."""
    depth = deepest = 0
    for letter in text:
        depth += (letter in "[{") - (letter in "]}")
        deepest = max(deepest, depth)
    return deepest


def _table(artifact: Artifact, text: str, delimiter: str) -> Preview:
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            rows.append([cell[:MOST_CELL] for cell in row[:MOST_COLUMNS]])
            if len(rows) > MOST_ROWS + 1:
                break
    except csv.Error:
        return Preview(artifact, text=text)
    if not rows:
        return Preview(artifact)
    header, body = rows[0], rows[1:]
    return Preview(artifact, header=header, rows=body[:MOST_ROWS], is_cut=len(body) > MOST_ROWS)
