"""Everything the comparison of some runs shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from assay.pure.metrics import NOTHING_DEFINED, Definitions
from assay.runs.columns import Column
from assay.runs.models import Run
from assay.runs.queries.comparison.asking import Compared
from assay.runs.queries.comparison.curves import charts_of, dash_of, hue_of
from assay.runs.queries.comparison.plots import axes_of, chosen_axes, parallel_of, scatter_of
from assay.runs.queries.comparison.sides import Sides, sides_of
from assay.runs.queries.spans import span_of
from assay.web.charts import LineChart
from assay.web.plots import Parallel, Scatter


@dataclass(frozen=True)
class Side:
    """One of the runs, with the colour and dash of its lines."""

    run: Run
    hue: int
    dash: int
    span: str


@dataclass(frozen=True, kw_only=True)
class Comparison:
    sides: list[Side]
    lines: Sides
    keys: list[str]
    charts: list[LineChart]
    scatter: Scatter | None
    parallel: Parallel | None
    axes: list[Column]
    across: Column | None
    up: Column | None


def comparison_of(
    runs: Sequence[Run], asked: Compared, *, at: datetime, definitions: Definitions = NOTHING_DEFINED
) -> Comparison:
    """Compare runs, at least one, in the order given; `definitions` are those of the project they share."""
    lines = sides_of(runs, pick=asked.pick, is_whole=asked.is_whole, definitions=definitions)
    keys = [line.key for line in lines.metrics]
    across, up = chosen_axes(lines, asked)
    return Comparison(
        sides=[Side(run, hue_of(place), dash_of(place), span_of(run, at=at)) for place, run in enumerate(runs)],
        lines=lines,
        keys=keys,
        charts=charts_of(runs, keys, asked, definitions),
        scatter=scatter_of(runs, across, up, asked.pick, at) if across and up and len(runs) > 1 else None,
        parallel=parallel_of(runs, lines),
        axes=axes_of(lines),
        across=across,
        up=up,
    )
