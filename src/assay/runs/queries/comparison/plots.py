"""A scatter of any two columns, and parallel coordinates from five runs on."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from assay.pure.directions import Direction
from assay.runs.columns import PICKS, Column, Kind, Pick
from assay.runs.models import Run
from assay.runs.queries.comparison.asking import Compared
from assay.runs.queries.comparison.curves import hue_of
from assay.runs.queries.comparison.sides import Line, Sides
from assay.runs.queries.table.cells import Cell, rows_of
from assay.web.plots import Dot, Parallel, Scatter, Value

FEW = 5
AXES = 8
MOST_TEXTS = 24


def axes_of(sides: Sides) -> list[Column]:
    """Return what a scatter can be drawn of: params that differ, and metrics."""
    return [Column(Kind.PARAM, line.key) for line in sides.differing] + [
        Column(Kind.METRIC, line.key) for line in sides.metrics
    ]


def chosen_axes(sides: Sides, asked: Compared) -> tuple[Column | None, Column | None]:
    """Return the axes of the scatter: as asked, else the first param that differs against the first metric."""
    metrics = [Column(Kind.METRIC, line.key) for line in sides.metrics]
    params = [Column(Kind.PARAM, line.key) for line in sides.differing]
    across = asked.across or next(iter([*params, *metrics[1:]]), None)
    return across, asked.up or next(iter(metrics), None)


def scatter_of(runs: Sequence[Run], across: Column, up: Column, pick: Pick, at: datetime) -> Scatter:
    rows = rows_of(runs, [across, up], pick=pick, at=at)
    dots = [
        Dot(
            name=_("Run %(number)d %(name)s") % {"number": run.number, "name": run.name},
            url=reverse("runs:run", args=[run.uid]),
            x=value_of(row[0]),
            y=value_of(row[1]),
            hue=hue_of(place),
        )
        for place, (run, row) in enumerate(zip(runs, rows, strict=True))
    ]
    names = {"up": up.title, "across": across.title, "pick": PICKS[pick]}
    return Scatter(
        title=_("%(up)s against %(across)s") % names,
        note=_("%(up)s upwards, %(across)s to the right; metrics by their %(pick)s value") % names,
        x_name=across.title,
        y_name=up.title,
        dots=dots,
    )


def parallel_of(runs: Sequence[Run], sides: Sides) -> Parallel | None:
    """Return the chart for five runs and more: params that differ, then metrics, coloured by the first metric."""
    metrics = [line for line in sides.metrics if any(line.cells)][:3]
    params = [line for line in sides.differing if _is_readable(line)][: AXES - len(metrics)]
    if len(runs) < FEW or not metrics or len(params) + len(metrics) < 2:
        return None
    lines = [*params, *reversed(metrics)]
    return Parallel(
        title=_title(metrics, len(params)) % {"key": metrics[0].key},
        note=_(
            "Each line is a run, drawn stronger the better its %(key)s; params on the left, then metrics; dotted past a"
            " value that is missing"
        )
        % {"key": metrics[0].key},
        axes=[line.key for line in lines],
        names=[f"{run.number} {run.name}" for run in runs],
        rows=[[value_of(line.cells[place]) for line in lines] for place in range(len(runs))],
        ranks=_ranks(metrics[0]),
    )


def _title(metrics: Sequence[Line], params: int) -> str:
    if not params:
        return _("Which other metrics go with which %(key)s")
    if len(metrics) > 1:
        return _("Which settings and other metrics go with which %(key)s")
    return _("Which settings go with which %(key)s")


def _is_readable(line: Line) -> bool:
    values = {cell.full for cell in line.cells if cell}
    if len(values) < 2:
        return False
    return all(isinstance(value_of(cell), float) for cell in line.cells if cell) or len(values) <= MOST_TEXTS


def _ranks(line: Line) -> list[float | None]:
    """From 0 for the worst to 1 for the best."""
    numbers = sorted({cell.number for cell in line.cells if cell and cell.number is not None})
    if line.direction is Direction.LOWER:
        numbers.reverse()
    places = {number: at / max(len(numbers) - 1, 1) for at, number in enumerate(numbers)}
    return [places.get(cell.number) if cell and cell.number is not None else None for cell in line.cells]


def value_of(cell: Cell | None) -> Value:
    """Return what an axis places: a number if the text is one, else the text; nothing for NaN."""
    if cell is None or cell.text == "NaN":
        return None
    if cell.number is not None:
        return cell.number
    try:
        return float(cell.full or cell.text)
    except ValueError:
        return cell.text
