"""Files as a tree of folders. A small one is whole; of a large one each folder is fetched when it is opened."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, starmap
from pathlib import PurePosixPath
from typing import NamedTuple

from assay.runs.files import checked_path
from assay.runs.previews import Look, look_of
from assay.runs.shelves import Shelf

# So many files are sent at once, opened or not, and from so many levels.
WHOLE = 200
LEVELS = 8
MOST_ENTRIES = 1000


@dataclass(frozen=True)
class File:
    """A file, where its bytes are, and where it can be looked at if it can."""

    name: str
    size: int
    url: str
    preview_url: str = ""
    is_image: bool = False


@dataclass(frozen=True)
class Folder:
    """A folder: how much it holds on all levels, and what lies in it directly, unless that is fetched later."""

    name: str
    path: str
    url: str
    zip_url: str
    size: int
    count: int
    folders: "Sequence[Folder]" = ()
    files: Sequence[File] = ()
    is_loaded: bool = True
    is_cut: bool = False

    @property
    def pictures(self) -> Iterator[File]:
        """The pictures of all levels, in the order of their paths."""
        yield from (file for file in self.files if file.is_image)
        for folder in self.folders:
            yield from folder.pictures


class _Listed(NamedTuple):
    path: str
    size: int


def tree_of(shelf: Shelf, folder: str = "") -> Folder | None:
    """Return the folder with what lies in it; None for one that holds nothing. Raises `BadPath`."""
    prefix = f"{checked_path(folder)}/" if folder else ""
    artifacts = shelf.artifacts.filter(path__startswith=prefix) if prefix else shelf.artifacts
    rows = starmap(_Listed, artifacts.values_list("path", "size"))
    # SQLite compares prefixes without regard to case, so Python has the last word.
    found = sorted(one for one in rows if one.path.startswith(prefix))
    if not found:
        return None
    return _opened(shelf, prefix, found, levels=LEVELS if len(found) <= WHOLE else 1)


def _opened(shelf: Shelf, prefix: str, found: Sequence[_Listed], *, levels: int) -> Folder:
    """Return the folder with so many levels of what lies in it."""
    if not levels:
        return _closed(shelf, prefix, found)
    folders, files = [], []
    for head, some in groupby(found, key=lambda one: one.path[len(prefix) :].partition("/")[0]):
        inner = list(some)
        below = f"{prefix}{head}/"
        deeper = [one for one in inner if one.path.startswith(below)]
        if deeper:
            folders.append(_opened(shelf, below, deeper, levels=levels - 1))
        files += [_file(shelf, one) for one in inner if not one.path.startswith(below)]
    room = max(0, MOST_ENTRIES - len(folders))
    return replace(
        _closed(shelf, prefix, found),
        folders=folders[:MOST_ENTRIES],
        files=files[:room],
        is_loaded=True,
        is_cut=len(folders) + len(files) > MOST_ENTRIES,
    )


def _closed(shelf: Shelf, prefix: str, found: Sequence[_Listed]) -> Folder:
    path = prefix.rstrip("/")
    return Folder(
        name=PurePosixPath(path).name,
        path=path,
        url=shelf.url("files", path),
        zip_url=shelf.url("zip", path),
        size=sum(one.size for one in found),
        count=len(found),
        is_loaded=False,
    )


def _file(shelf: Shelf, listed: _Listed) -> File:
    look = look_of(listed.path, listed.size)
    is_shown = look not in {Look.NOTHING, Look.TOO_LARGE}
    return File(
        name=PurePosixPath(listed.path).name,
        size=listed.size,
        url=shelf.url("artifact", listed.path),
        preview_url=shelf.url("preview", listed.path) if is_shown else "",
        is_image=look is Look.PICTURE,
    )
