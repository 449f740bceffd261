"""What stands in the cells of a table of runs, in at most four queries however many rows and columns there are."""

import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models.functions import Left
from django.utils.translation import gettext as _

from assay.pure.directions import Direction
from assay.runs.columns import Column, Kind, Pick
from assay.runs.models import DatasetInput, MetricSeries, Param, Run, RunTag
from assay.runs.queries.spans import span_of
from assay.runs.queries.table.asking import field_of

SHOWN = 28
MOST_VALUE = 300


@dataclass(frozen=True)
class Cell:
    """One value. `text` is what stands there, `full` the whole of it, `number` what it is compared by."""

    text: str
    full: str = ""
    number: float | None = None
    is_best: bool = False

    @property
    def is_cut(self) -> bool:
        return bool(self.full) and self.full != self.text


Row = list[Cell | None]
_Values = Mapping[str, Mapping[int, Cell]]


def rows_of(runs: Sequence[Run], columns: Sequence[Column], *, pick: Pick, at: datetime) -> list[Row]:
    """Return the cells of these runs in the order of the columns; None where a run has no such value."""
    found: dict[str, Mapping[int, Cell]] = {}
    found |= _metrics(runs, [one for one in columns if one.kind is Kind.METRIC], pick)
    found |= _notes(runs, [one for one in columns if one.kind is Kind.PARAM], Param)
    found |= _notes(runs, [one for one in columns if one.store is Kind.TAG], RunTag)
    for column in columns:
        if column.store is Kind.ATTRIBUTE:
            found[column.name] = _attribute(column.key, runs, at)
    return [[found.get(column.name, {}).get(run.pk) for column in columns] for run in runs]


def with_best(rows: Sequence[Row], columns: Sequence[Column]) -> list[Row]:
    """Mark the best value of each metric that has a direction, unless all are alike."""
    best = [_best([row[place] for row in rows], column) for place, column in enumerate(columns)]
    return [[_marked(cell, best[place]) for place, cell in enumerate(row)] for row in rows]


def _marked(cell: Cell | None, best: float | None) -> Cell | None:
    if cell is None or best is None or cell.number != best:
        return cell
    return Cell(cell.text, cell.full, cell.number, is_best=True)


def _best(cells: Sequence[Cell | None], column: Column) -> float | None:
    numbers = [cell.number for cell in cells if cell and cell.number is not None and math.isfinite(cell.number)]
    if column.direction is None or len(set(numbers)) < 2:
        return None
    return min(numbers) if column.direction is Direction.LOWER else max(numbers)


def _metrics(runs: Sequence[Run], columns: Sequence[Column], pick: Pick) -> _Values:
    if not columns:
        return {}
    found: dict[str, dict[int, Cell]] = {column.name: {} for column in columns}
    wanted: dict[str, list[tuple[Column, int]]] = defaultdict(list)
    fields = ["first", "last", "low", "high"]
    for column in columns:
        wanted[column.key].append((column, fields.index(field_of(column, pick))))
    series = MetricSeries.objects.filter(run__in=runs, key__in=wanted)
    for run, key, *values in series.values_list("run_id", "key", *fields):
        for column, place in wanted[key]:
            found[column.name][run] = _number(values[place], column)
    return found


def _number(value: float | None, column: Column) -> Cell:
    """The value of a summary; it is missing when it was NaN."""
    return Cell("NaN", number=None) if value is None else Cell(column.written(value), f"{value:.12g}", value)


def _notes(runs: Sequence[Run], columns: Sequence[Column], table: type[Param] | type[RunTag]) -> _Values:
    if not columns:
        return {}
    found: dict[str, dict[int, Cell]] = {column.name: {} for column in columns}
    wanted: dict[str, list[Column]] = defaultdict(list)
    for column in columns:
        wanted[column.stored_key].append(column)
    rows = table.objects.filter(run__in=runs, key__in=wanted).annotate(begin=Left("value", MOST_VALUE))
    for run, key, value in rows.values_list("run_id", "key", "begin"):
        for column in wanted[key]:
            found[column.name][run] = text_cell(value[:10] if column.plain == "attributes.commit" else value, value)
    return found


def text_cell(text: str, full: str = "") -> Cell:
    """Return a cell with the text on one line, cut where it is long."""
    shown = " ".join(text.split())
    return Cell(shown if len(shown) <= SHOWN else f"{shown[: SHOWN - 1]}…", full or text)


def _attribute(key: str, runs: Sequence[Run], at: datetime) -> Mapping[int, Cell]:
    if key == "dataset":
        return _datasets(runs)
    told: dict[str, Callable[[Run], str]] = {
        "task": lambda run: run.task.key if run.task else "",
        "started": lambda run: run.started_at.isoformat(),
        "ended": lambda run: run.ended_at.isoformat() if run.ended_at else "",
        "person": lambda run: run.person.name if run.person else run.user_name,
        "duration": lambda run: span_of(run, at=at),
        "status": lambda run: run.get_status_display(),
        "group": lambda run: run.group.name,
        "id": lambda run: run.uid,
    }
    return {run.pk: text_cell(text) for run in runs if (text := told[key](run))}


def _datasets(runs: Sequence[Run]) -> Mapping[int, Cell]:
    names: dict[int, list[str]] = defaultdict(list)
    inputs = DatasetInput.objects.filter(run__in=runs).order_by("pk").values_list("run_id", "name", "digest")
    for run, name, digest in inputs[:2000]:
        names[run].append(f"{name} {digest}")
    return {run: text_cell(_more(found), ", ".join(found)) for run, found in names.items()}


def _more(names: Sequence[str]) -> str:
    if len(names) == 1:
        return names[0]
    return _("%(name)s +%(more)d") % {"name": names[0][:18], "more": len(names) - 1}
