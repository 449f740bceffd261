"""The results table: the baseline, then every run, best first."""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from assay.experiments.baselines import baseline_of
from assay.experiments.models import Criterion, Experiment
from assay.experiments.queries.repeats import GapRow, GroupRow, against, gap_rows, group_rows, unit_of
from assay.experiments.queries.run_rows import RunRow, RunRows, changes_of
from assay.pure.criteria import Comparison, MetricRef, atoms, format_metric
from assay.pure.metrics import NOTHING_DEFINED, Definition, Definitions, written
from assay.pure.numbers import THIN, short_number
from assay.pure.verdict import RunFacts, configurations
from assay.runs.models import Run, RunStatus
from assay.runs.names import is_drawn
from assay.runs.queries.spans import span, span_of

MOST_ROWS = 50
MOST_COLUMNS = 5


@dataclass(frozen=True)
class Column:
    """One metric; `wants_more` is None where neither the project nor a criterion says which way is better."""

    title: str
    metric: MetricRef
    wants_more: bool | None
    baseline: float | None
    span: str
    definition: Definition | None = None

    @property
    def unit(self) -> str:
        return self.definition.unit if self.definition and not self.definition.is_share else ""

    def written(self, value: float) -> str:
        return written(self.definition, value)


@dataclass(frozen=True)
class Cell:
    text: str
    is_best: bool = False


@dataclass(frozen=True)
class ResultRow:
    """One run. `what` is the name people gave it, else `changed`, the params in which it differs.

    `mark` is best, running, going (running, and asked to stop), stopped, fired, asked, failed, or empty.
    """

    run: Run
    what: str
    unit: str
    changed: str
    mark: str
    is_dim: bool
    cells: list[Cell]
    against: str
    time: str
    commit: str
    data: str


@dataclass(frozen=True)
class BaselineRow:
    run: Run | None
    note: str
    cells: list[str]


@dataclass(frozen=True)
class ResultsTable:
    """`bare` are the runs that logged none of the columns, where others did; they are told in one line."""

    columns: list[Column]
    baseline: BaselineRow | None
    groups: list[GroupRow]
    gaps: list[GapRow]
    rows: list[ResultRow]
    bare: list[ResultRow]
    total: int
    total_time: str
    tries: int

    @property
    def every(self) -> list[ResultRow]:
        return [*self.rows, *self.bare]

    @property
    def has_against(self) -> bool:
        return bool(self.columns and self.columns[0].baseline is not None)

    @property
    def has_data(self) -> bool:
        return any(row.data for row in self.every)

    @property
    def has_code(self) -> bool:
        return any(row.commit for row in self.every)


def results_table(
    experiment: Experiment,
    lines: Sequence[Criterion],
    facts: Sequence[RunFacts],
    stored: RunRows,
    *,
    definitions: Definitions = NOTHING_DEFINED,
    at: datetime,
) -> ResultsTable:
    """Return the table of the experiment's living runs; `facts` and `stored` are theirs."""
    columns = _columns(experiment, lines, facts, definitions)
    shown = [one for one in _best_first(columns, facts)[:MOST_ROWS] if one.ref in stored]
    groups = group_rows([(one.metric, one.baseline, one.definition) for one in columns], facts)
    repeated = {ref for group in groups for ref in group.refs}
    fired = {uid for line in lines if line.is_stop for uid in line.fired_uids}
    # The best of several seeds is luck: of repeats only their mean counts.
    best = [_best(column, [one for one in facts if one.ref not in repeated]) for column in columns]
    no_best, changed = [None] * len(columns), changes_of(shown)
    rows = [
        _row(
            stored[one.ref],
            one,
            changed[one.ref],
            columns,
            no_best if one.ref in repeated else best,
            has_fired=one.ref in fired,
            at=at,
        )
        for one in shown
    ]
    told = [row for row in rows if any(cell.text for cell in row.cells) or row.mark in {"running", "going"}]
    length = sum((one.run.duration(at=at) for one in stored.values()), timedelta())
    return ResultsTable(
        columns=columns,
        baseline=_baseline_row(experiment, columns),
        groups=groups,
        gaps=gap_rows([(one.metric, one.wants_more, one.definition) for one in columns], facts),
        rows=told or rows,
        bare=[row for row in rows if row not in told] if told else [],
        total=len(facts),
        total_time=span(length) if stored else "",
        tries=_tries(columns, facts),
    )


def _columns(
    experiment: Experiment, lines: Sequence[Criterion], facts: Sequence[RunFacts], definitions: Definitions
) -> list[Column]:
    """The metrics that criteria name, then those of stop conditions; without lines, what was logged most.

    The project's definition says which way is better; what nobody defined goes by its line.
    """
    directions: dict[MetricRef, bool | None] = {}
    for line in sorted(lines, key=lambda line: line.is_stop):
        for atom in atoms(line.condition):
            if isinstance(atom, Comparison):
                better = atom.operator.wants_more
                directions.setdefault(atom.metric, not better if line.is_stop else better)
    if not directions:
        directions = dict.fromkeys(_often_logged(facts, definitions))
    baseline = baseline_of(experiment)
    columns = [
        Column(
            title=format_metric(metric),
            metric=metric,
            wants_more=defined.wants_more if defined else wants_more,
            baseline=baseline.value_of(metric),
            span=_span(metric, facts, defined),
            definition=defined,
        )
        for metric, wants_more in directions.items()
        for defined in [definitions.nearest_to(metric)]
    ]
    # A metric nobody has logged is said in the verdict; an empty column would only push others out of sight.
    seen = [one for one in columns if one.baseline is not None or any(run.answer(one.metric) for run in facts)]
    return seen[:MOST_COLUMNS]


def _often_logged(facts: Sequence[RunFacts], definitions: Definitions) -> list[MetricRef]:
    times: dict[str, int] = defaultdict(int)
    for run in facts:
        for key in run.series:
            times[key] += not key.startswith("system/")
    often = sorted(
        (key for key, count in times.items() if count), key=lambda key: (definitions.rank(key), -times[key], key)
    )
    return [MetricRef(key) for key in often[:3]]


def _value(run: RunFacts, metric: MetricRef) -> float | None:
    series = run.answer(metric)
    return series.last if series and math.isfinite(series.last) else None


def _best_first(columns: Sequence[Column], facts: Sequence[RunFacts]) -> list[RunFacts]:
    """Ordered by the first metric; runs without it follow, the newest first, failed ones last."""
    newest = sorted(facts, key=lambda run: run.started_at, reverse=True)
    if not columns:
        return newest
    first = columns[0]

    def place(run: RunFacts) -> tuple[bool, bool, float]:
        value = _value(run, first.metric)
        size = 0.0 if value is None else -value if first.wants_more is not False else value
        return run.is_failed, value is None, size

    return sorted(newest, key=place)


def _best(column: Column, facts: Sequence[RunFacts]) -> float | None:
    """The best value of runs that ended well or still train; nothing where no direction is known."""
    values = [value for run in facts if not run.is_failed and (value := _value(run, column.metric)) is not None]
    if column.wants_more is None or not values:
        return None
    return max(values) if column.wants_more else min(values)


def _tries(columns: Sequence[Column], facts: Sequence[RunFacts]) -> int:
    """How many different settings were measured by the first metric: the best of many looks better than it is."""
    if not columns:
        return 0
    asked = [column.metric for column in columns[:1]]
    tried = [one for one in configurations(facts) if one.is_finished and one.newest.marks.is_development]
    return sum(_value(one.newest, metric) is not None for one in tried for metric in asked)


def _span(metric: MetricRef, facts: Sequence[RunFacts], defined: Definition | None) -> str:
    values = [value for run in facts if (value := _value(run, metric)) is not None]
    if len(values) < 2:
        return ""
    return f"{written(defined, min(values))}{THIN}–{THIN}{written(defined, max(values))}"


def _baseline_row(experiment: Experiment, columns: Sequence[Column]) -> BaselineRow | None:
    if experiment.baseline_run is None and all(column.baseline is None for column in columns):
        return None
    return BaselineRow(
        run=experiment.baseline_run,
        note=experiment.baseline_note,
        cells=["" if column.baseline is None else column.written(column.baseline) for column in columns],
    )


def _row(
    shown: RunRow,
    facts: RunFacts,
    changed: str,
    columns: Sequence[Column],
    best: Sequence[float | None],
    *,
    has_fired: bool,
    at: datetime,
) -> ResultRow:
    values = [_value(facts, column.metric) for column in columns]
    is_best = bool(values) and values[0] is not None and values[0] == best[0] and not facts.is_failed
    mark = _mark(shown, has_fired=has_fired, is_best=is_best)
    return ResultRow(
        run=shown.run,
        what=changed if changed and is_drawn(shown.run.name) else shown.run.name,
        unit=unit_of(facts),
        changed=changed,
        mark=mark,
        is_dim=mark in {"stopped", "fired", "failed"} and not is_best,
        cells=[_cell(facts, column, value, top) for column, value, top in zip(columns, values, best, strict=True)],
        against=against(values[0], columns[0].baseline, columns[0].definition) if columns else "",
        time=span_of(shown.run, at=at),
        commit=shown.commit[:6],
        data=shown.data_digest[:6],
    )


def _mark(shown: RunRow, *, has_fired: bool, is_best: bool) -> str:
    """A run that a stop condition or a person asked to stop may have been stopped for it, or trained on."""
    has_failed = shown.run.status in {RunStatus.FAILED, RunStatus.KILLED}
    if shown.stopped:
        return "stopped" if has_failed else "fired" if has_fired else "asked" if shown.run.is_over else "going"
    if has_failed:
        return "failed"
    if not shown.run.is_over:
        return "running"
    return "best" if is_best else ""


def _cell(facts: RunFacts, column: Column, value: float | None, top: float | None) -> Cell:
    if value is not None:
        return Cell(column.written(value), is_best=value == top and not facts.is_failed)
    series = facts.answer(column.metric)
    return Cell(short_number(series.last) if series else "")
