"""Params and metrics of several runs side by side: what differs first, the best of each metric marked."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models.functions import Left

from assay.pure.directions import Direction
from assay.pure.metrics import Definition, Definitions
from assay.runs.columns import Column, Kind, Pick
from assay.runs.models import MetricSeries, Param, Run
from assay.runs.queries.table.cells import Cell, Row, text_cell, with_best
from assay.runs.queries.table.cells import rows_of as table_rows
from assay.runs.queries.table.defaults import SYSTEM, metric_order

MOST_READ = 30_000
# As many cells as a person can look at, and a page can carry.
MOST_CELLS = 2500
WHOLE_CELLS = 40_000


@dataclass(frozen=True)
class Line:
    """One param or metric: a cell for each run, in the order of the runs."""

    key: str
    cells: Row
    direction: Direction | None = None
    definition: Definition | None = None


@dataclass(frozen=True)
class Sides:
    differing: list[Line]
    same: list[Line]
    metrics: list[Line]
    is_cut: bool


def sides_of(runs: Sequence[Run], *, pick: Pick, is_whole: bool, definitions: Definitions) -> Sides:
    """Return the lines in three queries; long ones are cut unless the whole is asked for."""
    most = max((WHOLE_CELLS if is_whole else MOST_CELLS) // max(len(runs), 1), 10)
    params = _params(runs)
    differing = [line for line in params if len({cell.full if cell else None for cell in line.cells}) > 1]
    same = [line for line in params if line not in differing]
    keys = metric_keys(runs)
    keys.sort(key=definitions.rank)
    metrics = _metrics(runs, [Column(Kind.METRIC, key).knowing(definitions) for key in keys[:most]], pick)
    is_cut = len(keys) > most or len(differing) > most
    return Sides(differing[:most], same[:most], metrics, is_cut)


def metric_keys(runs: Sequence[Run]) -> list[str]:
    """The metrics of these runs: those that most have first, measurements of the machine last."""
    times: dict[str, int] = defaultdict(int)
    for key in MetricSeries.objects.filter(run__in=runs).values_list("key", flat=True)[:MOST_READ]:
        times[key] += 1
    return sorted(times, key=lambda key: (key.startswith(SYSTEM), *metric_order(key, times[key])))


def _params(runs: Sequence[Run]) -> list[Line]:
    values: dict[str, dict[int, str]] = defaultdict(dict)
    read = Param.objects.filter(run__in=runs).annotate(begin=Left("value", 300)).values_list("run_id", "key", "begin")
    for run, key, value in read[:MOST_READ]:
        values[key][run] = value
    # A param that only some runs have tells less than one that has several values.
    order = sorted(values, key=lambda key: (len(set(values[key].values())) < 2, -len(values[key]), key))
    return [Line(key, _cells(runs, values[key])) for key in order]


def _cells(runs: Sequence[Run], values: Mapping[int, str]) -> list[Cell | None]:
    return [text_cell(values[run.pk]) if run.pk in values else None for run in runs]


def _metrics(runs: Sequence[Run], columns: Sequence[Column], pick: Pick) -> list[Line]:
    # Only the picking of the moment matters here, and no cell of a metric tells the time.
    rows = with_best(table_rows(runs, columns, pick=pick, at=runs[0].started_at), columns)
    return [
        Line(column.key, [row[place] for row in rows], column.direction, column.definition)
        for place, column in enumerate(columns)
    ]
