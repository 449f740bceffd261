"""Show what a run left behind without ever running it in our origin.

Text is escaped into our page, pictures are served under a type of our own choice, HTML and SVG are shown in a frame
without scripts and without an origin; everything else can only be downloaded. What a file is follows from its name
alone: what a client claims of its bytes counts for nothing.
"""

import csv
import io
import json
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import PurePosixPath

from assay.kit import blobs, notebooks
from assay.kit.models import NotebookPage
from assay.runs.models import Artifact
from assay.web.file_answers import framed_type, picture_type

MOST_BYTES = 200_000
MOST_TABLE_BYTES = 2_000_000
MOST_IMAGE_BYTES = 10_000_000
MOST_FRAME_BYTES = 5_000_000
MOST_ROWS = 200
MOST_COLUMNS = 40
MOST_CELL = 200
DEEPEST = 30
TABLES = {".csv": ",", ".tsv": "\t"}
PROSE = {".md", ".markdown"}
NOTEBOOK = ".ipynb"
TEXTS = {
    ".txt", ".log", ".json", ".jsonl", ".yaml", ".yml", ".toml", ".ini", ".cfg", ".conf", ".py", ".r", ".sh", ".sql",
    ".xml", ".out", ".err", ".diff",
}  # fmt: skip
# Files of MLflow and of packaging that have no ending.
NAMES = {"MLmodel", "Dockerfile", "Makefile", "requirements", "README", "LICENSE"}


class Look(StrEnum):
    """How a file is shown. `TOO_LARGE` and `NOTHING` are not."""

    PICTURE = "picture"
    FRAME = "frame"
    NOTEBOOK = "notebook"
    TABLE = "table"
    PROSE = "prose"
    TEXT = "text"
    TOO_LARGE = "too-large"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Preview:
    """What can be shown of a file. `limit` is how many bytes were read at most; `is_cut` says that there are more."""

    artifact: Artifact
    look: Look
    text: str = ""
    header: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    is_cut: bool = False
    limit: int = MOST_BYTES
    notebook: NotebookPage | None = None


def look_of(path: str, size: int) -> Look:
    """Return how a file of this name and size would be shown; an empty one is not."""
    if not size:
        return Look.NOTHING
    if picture_type(path):
        return Look.PICTURE if size <= MOST_IMAGE_BYTES else Look.TOO_LARGE
    if framed_type(path):
        return Look.FRAME if size <= MOST_FRAME_BYTES else Look.TOO_LARGE
    if _ending(path) == NOTEBOOK:
        return Look.NOTEBOOK if size <= notebooks.MOST_BYTES else Look.TOO_LARGE
    return _look_of_text(path)


def _look_of_text(path: str) -> Look:
    ending = _ending(path)
    if ending in TABLES:
        return Look.TABLE
    if ending in PROSE:
        return Look.PROSE
    return Look.TEXT if ending in TEXTS or PurePosixPath(path).name in NAMES else Look.NOTHING


def preview_of(artifact: Artifact) -> Preview:
    """Return what can be shown; a file that is no text after all shows nothing. Raises as `blobs.open`."""
    look = look_of(artifact.path, artifact.size)
    match look:
        case Look.TABLE:
            return _table(artifact)
        case Look.TEXT | Look.PROSE:
            return _text(artifact, look)
        case Look.NOTEBOOK:
            return Preview(artifact, look, notebook=notebooks.page_of(artifact.sha256))
        case Look.PICTURE | Look.TOO_LARGE:
            return Preview(artifact, look, limit=_limit_of(artifact.path))
    return Preview(artifact, look)


def _limit_of(path: str) -> int:
    if picture_type(path):
        return MOST_IMAGE_BYTES
    return notebooks.MOST_BYTES if _ending(path) == NOTEBOOK else MOST_FRAME_BYTES


def _text(artifact: Artifact, look: Look) -> Preview:
    text = _beginning(artifact, MOST_BYTES)
    if not text:
        return Preview(artifact, Look.NOTHING)
    is_cut = artifact.size > MOST_BYTES
    if _ending(artifact.path) == ".json" and not is_cut:
        text = _pretty(text)
    # Half a document may be markup without its end.
    return Preview(artifact, Look.TEXT if is_cut else look, text=text, is_cut=is_cut)


def _beginning(artifact: Artifact, most: int) -> str:
    """Return the text of the first bytes; nothing for what is no text."""
    with blobs.open(artifact.sha256) as file:
        raw = file.read(most)
    for spare in range(4):  # the cut may go through a letter
        try:
            text = raw[: len(raw) - spare].decode("utf-8-sig")
        except UnicodeDecodeError:
            if artifact.size <= most:
                return ""
        else:
            return "" if "\0" in text else text
    return ""


def _ending(path: str) -> str:
    return PurePosixPath(path).suffix.lower()


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


def _table(artifact: Artifact) -> Preview:
    text = _beginning(artifact, MOST_TABLE_BYTES)
    if not text:
        return Preview(artifact, Look.NOTHING)
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=TABLES[_ending(artifact.path)]):
            rows.append([cell[:MOST_CELL] for cell in row[:MOST_COLUMNS]])
            if len(rows) > MOST_ROWS + 1:
                break
    except csv.Error:
        return Preview(artifact, Look.TEXT, text=text[:MOST_BYTES], is_cut=len(text) > MOST_BYTES)
    if not any(rows):
        return Preview(artifact, Look.NOTHING)
    is_cut = len(rows) > MOST_ROWS + 1 or artifact.size > MOST_TABLE_BYTES
    return Preview(artifact, Look.TABLE, header=rows[0], rows=rows[1 : MOST_ROWS + 1], is_cut=is_cut)
