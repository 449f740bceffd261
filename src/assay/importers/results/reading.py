"""Read a table of results: which columns there are, what each is taken for, and the runs that its rows say.

Pure: text in, plain values out. Everything wrong is said with its line and column, and then nothing counts.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from django.utils.translation import gettext as _

from assay.importers.results.sent import Sent, SentPoint
from assay.importers.results.table import MOST_PROBLEMS, Table, Unreadable
from assay.kit.clock import can_be_kept

MOST_RUNS = 10_000
PREVIEW_ROWS = 5
# Headings that say at once what a column is.
_SINGLE = {
    "name": "name",
    "run_name": "name",
    "id": "id",
    "run_id": "id",
    "run": "run",
    "step": "step",
    "epoch": "step",
    "metric": "metric_name",
    "value": "value",
    "started": "started",
    "start_time": "started",
    "started_at": "started",
    "ended": "ended",
    "end_time": "ended",
    "ended_at": "ended",
    "environment": "environment",
    "dataset": "dataset",
    "status": "status",
}
_PREFIXES = {"params": "param", "param": "param", "metrics": "metric", "metric": "metric", "tags": "tag", "tag": "tag"}
_SETTINGS = re.compile(
    r"(lr|learning_rate|batch|batch_size|seed|epochs|depth|max_depth|layers|hidden|dropout|alpha|beta|gamma|momentum|"
    r"n_estimators|optimizer|model|fold|.*_(size|rate|decay|depth|seed))$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$")
_COMMA_NUMBER = re.compile(r"[+-]?\d+,\d+$")
_DIGITS_OF_A_DAY, _MOST_SECONDS = 8, 10
_ODD_NUMBERS = {"nan": math.nan, "inf": math.inf, "+inf": math.inf, "-inf": -math.inf, "infinity": math.inf}


@dataclass(frozen=True)
class Column:
    """A column and what it is taken for: one of `columns.LABELS`, and the name it gets there."""

    heading: str
    role: str
    name: str
    sample: str = ""


@dataclass
class _Rows:
    """Rows of one run."""

    first_line: int
    sent: Sent
    points: list[SentPoint] = field(default_factory=list)


def guessed(table: Table) -> list[Column]:
    """Return what each column most likely is."""
    is_long = {"metric", "value"} <= {heading.lower() for heading in table.headings}
    return [_guess(table, number, is_long=is_long) for number in range(len(table.headings))]


def runs_of(table: Table, columns: Sequence[Column]) -> list[Sent]:
    """Return the runs: one a row, or, where rows share a run and have steps, one for all its rows.

    Raises `Unreadable` with the places of all that is wrong, up to twenty of them.
    """
    reading = _Reading(columns)
    for line, cells in table.rows:
        reading.add(line, cells)
        if len(reading.problems) >= MOST_PROBLEMS:
            break
    if reading.problems:
        raise Unreadable(reading.problems)
    if len(reading.runs) > MOST_RUNS:
        said = _("The file has %(count)d runs; at most %(most)d come at once. Send it in parts.")
        raise Unreadable([said % {"count": len(reading.runs), "most": MOST_RUNS}])
    return [replace(rows.sent, points=tuple(rows.points)) for rows in reading.runs.values()]


class _Reading:
    def __init__(self, columns: Sequence[Column]) -> None:
        self._columns = columns
        self._shared = next((number for number, one in enumerate(columns) if one.role == "run"), None)
        self.runs: dict[str, _Rows] = {}
        self.problems: list[str] = []

    def add(self, line: int, cells: Sequence[str]) -> None:
        own = cells[self._shared] if self._shared is not None else ""
        key = own or f"line {line}"
        said = self._facts(line, cells)
        if key not in self.runs:
            self.runs[key] = _Rows(line, _sent(said, own))
        rows = self.runs[key]
        step = self._step(line, cells)
        for number, column in enumerate(self._columns):
            if column.role == "metric" and cells[number]:
                self._point(rows, line, number, column.name, cells[number], step)
        if "metric_name" in said and said.get("value"):
            number = next(place for place, one in enumerate(self._columns) if one.role == "value")
            self._point(rows, line, number, said["metric_name"], said["value"], step)

    def _facts(self, line: int, cells: Sequence[str]) -> dict[str, str]:
        said: dict[str, str] = {}
        for number, column in enumerate(self._columns):
            cell = cells[number]
            if not cell or column.role in {"metric", "left_out", "step"}:
                continue
            name = f"{column.role}:{column.name}" if column.role in {"param", "tag"} else column.role
            if column.role in {"started", "ended"} and moment_of(cell) is None:
                self._say(line, number, cell, _("is no date and time; write 2026-11-27 09:30"))
            said[name] = cell
        return said

    def _point(self, rows: _Rows, line: int, number: int, name: str, cell: str, step: int) -> None:
        value = number_of(cell)
        if value is not None:
            rows.points.append(SentPoint(name, value, step))
        elif _COMMA_NUMBER.match(cell):
            self._say(line, number, cell, _("has a decimal comma; write a point, or let the column be a param"))
        else:
            self._say(line, number, cell, _("is no number"))

    def _step(self, line: int, cells: Sequence[str]) -> int:
        for number, column in enumerate(self._columns):
            if column.role == "step" and cells[number]:
                value = number_of(cells[number])
                if value is not None and value.is_integer():
                    return int(value)
                self._say(line, number, cells[number], _("is no whole number"))
        return 0

    def _say(self, line: int, number: int, cell: str, what: str) -> None:
        facts = {"line": line, "column": self._columns[number].heading, "cell": cell[:40], "what": what}
        self.problems.append(_("Line %(line)d, column %(column)s: “%(cell)s” %(what)s.") % facts)


def number_of(cell: str) -> float | None:
    """Return the number that a cell says, also NaN and infinite ones; None for what is none."""
    text = cell.strip()
    if _NUMBER.match(text):
        return float(text)
    return _ODD_NUMBERS.get(text.lower())


def moment_of(cell: str) -> datetime | None:
    """Return the moment that a cell says: ISO 8601, without a zone UTC, or seconds or milliseconds since 1970."""
    text = cell.strip()
    try:
        # Eight digits are a day; ten are seconds, as so few milliseconds would be in 1970.
        if text.isascii() and text.isdigit() and len(text) != _DIGITS_OF_A_DAY:
            since = int(text) if len(text) <= _MOST_SECONDS else int(text) / 1000
            found = datetime.fromtimestamp(since, UTC)
        else:
            found = datetime.fromisoformat(text)
    except (ValueError, OverflowError, OSError):
        return None
    moment = found if found.tzinfo else found.replace(tzinfo=UTC)
    return moment if can_be_kept(moment) else None


def _sent(said: Mapping[str, str], own: str) -> Sent:
    return Sent(
        id=said.get("id", ""),
        name=said.get("name", "") or own,
        params={name[6:]: value for name, value in said.items() if name.startswith("param:")},
        tags={name[4:]: value for name, value in said.items() if name.startswith("tag:")},
        environment=said.get("environment", ""),
        dataset=said.get("dataset", ""),
        status=said.get("status", "FINISHED").upper(),
        started_at=moment_of(said["started"]) if "started" in said else None,
        ended_at=moment_of(said["ended"]) if "ended" in said else None,
    )


def _guess(table: Table, number: int, *, is_long: bool) -> Column:
    heading = table.headings[number]
    sample = next((cells[number] for _line, cells in table.rows if cells[number]), "")
    prefix, dot, rest = heading.partition(".")
    if dot and rest and prefix.lower() in _PREFIXES:
        return Column(heading, _PREFIXES[prefix.lower()], rest, sample)
    single = _SINGLE.get(heading.lower())
    if single and (single not in {"metric_name", "value"} or is_long):
        return Column(heading, single, heading, sample)
    cells = [cells[number] for _line, cells in table.rows if cells[number]]
    is_number = bool(cells) and all(number_of(cell) is not None for cell in cells)
    if is_number and not is_long and not _SETTINGS.match(heading):
        return Column(heading, "metric", heading, sample)
    return Column(heading, "param", heading, sample)
