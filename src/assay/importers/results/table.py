"""A table from a file: bytes to text, text to headings and rows; what is wrong is said with its line.

Pure: nothing here knows what the columns mean.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assay.kit.spreadsheets import bare

MOST_BYTES = 50_000_000
MOST_ROWS = 200_000
MOST_COLUMNS = 1000
MOST_PROBLEMS = 20
# What spreadsheets write above the headings.
_SEPARATOR = re.compile(r"sep=([,;\t])", re.IGNORECASE)


class Unreadable(ValueError):
    """Nothing of the table can be stored; `problems` says why, each with its place."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = list(problems)


@dataclass(frozen=True)
class Table:
    """Headings and rows as texts; each row has its line in the file."""

    headings: list[str]
    rows: list[tuple[int, list[str]]]


def decoded(content: bytes) -> str:
    """Return the text of a file: UTF-8, with or without its mark, or UTF-16 with one. Raises `Unreadable`."""
    if len(content) > MOST_BYTES:
        raise Unreadable([_("The file has more than 50 MB. Send it in parts.")])
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        message = _("The file is neither UTF-8 nor UTF-16 (line %(line)d, byte %(place)d). Save it as CSV UTF-8.")
        facts = {"line": _line_of(content[: error.start].decode(encoding, "ignore")), "place": error.start + 1}
        raise Unreadable([message % facts]) from error
    if "\0" in text:
        message = _("The file holds NUL characters (line %(line)d), so it is no text. Save it as CSV UTF-8.")
        raise Unreadable([message % {"line": _line_of(text.partition("\0")[0])}])
    return text


def _line_of(before: str) -> int:
    return before.count("\n") + 1


def table_of(text: str) -> Table:
    """Return the rows of a CSV text, comma, semicolon or tab between cells. Raises `Unreadable`."""
    first = text.partition("\n")[0]
    named = _SEPARATOR.fullmatch(first.strip())
    lines = _lines(text, named[1] if named else max(",;\t", key=first.count))
    if named:
        next(lines)
    _line, cells = next(lines, (1, []))
    headings = [bare(cell).strip() for cell in cells]
    _check_headings(headings)
    rows = _rows(lines, len(headings))
    if not rows:
        raise Unreadable([_("The file has headings only; there is no row below them.")])
    return Table(headings, rows)


def _check_headings(headings: Sequence[str]) -> None:
    if len(headings) > MOST_COLUMNS:
        raise Unreadable([_("The file has more than %(most)d columns.") % {"most": MOST_COLUMNS}])
    problems = [
        _("Line 1, column %(number)d has no heading.") % {"number": number}
        for number, heading in enumerate(headings, 1)
        if not heading
    ]
    twice = sorted({heading for heading in headings if heading and headings.count(heading) > 1})
    problems += [_("Line 1: the heading %(heading)s is there twice.") % {"heading": heading} for heading in twice]
    if not headings or problems:
        raise Unreadable(problems[:MOST_PROBLEMS] or [_("The file is empty. The first line names the columns.")])


def _lines(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the cells of each row with the line in which it begins: a quoted cell may hold several."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            yield line, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            said = _("Line %(line)d: %(what)s. A quote that is opened must be closed.")
            raise Unreadable([said % {"line": line, "what": error}]) from error


def _rows(lines: Iterable[tuple[int, list[str]]], width: int) -> list[tuple[int, list[str]]]:
    rows: list[tuple[int, list[str]]] = []
    for line, cells in lines:
        if not any(cells):
            continue
        if len(cells) != width:
            said = _("Line %(line)d has %(found)d cells, the headings are %(wanted)d.")
            raise Unreadable([said % {"line": line, "found": len(cells), "wanted": width}])
        if len(rows) >= MOST_ROWS:
            raise Unreadable([_("The file has more than %(most)d rows. Send it in parts.") % {"most": MOST_ROWS}])
        rows.append((line, [bare(cell).strip() for cell in cells]))
    return rows
