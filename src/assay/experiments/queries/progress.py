"""How far the best run has come, criterion by criterion, run after run."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from assay.experiments.baselines import baseline_of
from assay.experiments.models import Criterion, Experiment
from assay.experiments.result_line import best_so_far, dashed
from assay.experiments.wording import operator_sign
from assay.pure.criteria import Comparison, atoms, format_metric, resolve_threshold
from assay.pure.metrics import NOTHING_DEFINED, Definitions, shown
from assay.pure.verdict import RunFacts

MOST = 5
MOST_RUNS = 60


@dataclass(frozen=True)
class Progress:
    """The best value of one metric after each run, and its target."""

    title: str
    best: str
    target: str
    level: float
    course: list[float]
    state: str


def progress_of(
    experiment: Experiment,
    lines: Sequence[Criterion],
    facts: Sequence[RunFacts],
    definitions: Definitions = NOTHING_DEFINED,
) -> list[Progress]:
    """Return one row for each metric that criteria compare and that two runs or more have logged."""
    found: dict[str, Progress] = {}
    for line in lines:
        for atom in [] if line.is_stop else atoms(line.condition):
            if isinstance(atom, Comparison) and (row := _row(experiment, atom, facts, definitions)):
                found.setdefault(row.title, row)
    return list(found.values())[:MOST]


def _row(
    experiment: Experiment, compared: Comparison, facts: Sequence[RunFacts], definitions: Definitions
) -> Progress | None:
    course = best_so_far(compared, facts)
    level = resolve_threshold(compared, baseline_of(experiment).value_of(compared.metric)).value
    if len(course) < 2 or level is None or not math.isfinite(level):
        return None
    defined = definitions.nearest_to(compared.metric)
    holds = compared.operator.holds(course[-1], level)
    return Progress(
        title=format_metric(compared.metric),
        best=shown(defined, course[-1]),
        target=f"{operator_sign(str(compared.operator))} {shown(defined, level)}",
        level=level,
        course=course[-MOST_RUNS:],
        state=dashed("met" if holds else "not_met"),
    )
