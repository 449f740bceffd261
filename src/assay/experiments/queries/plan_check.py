"""Planned parameters beside what the runs logged: the same, different, not logged, not planned."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assay.experiments.models import Experiment
from assay.experiments.queries.run_rows import RunRows
from assay.pure.planned import Planned
from assay.pure.verdict import RunFacts

MOST_VALUES = 6
MOST_UNPLANNED = 12


@dataclass(frozen=True)
class LoggedValue:
    """A value and the numbers of the runs that logged it."""

    text: str
    runs: list[int]
    is_planned: bool


@dataclass(frozen=True)
class ParameterRow:
    """One parameter. `state` is same, differs, not-logged, or not-planned; `more` counts values not listed."""

    name: str
    planned: str
    state: str
    values: list[LoggedValue]
    more: int


@dataclass(frozen=True)
class PlanCheck:
    """`off` are the uids of runs that logged something else than planned."""

    rows: list[ParameterRow]
    unplanned: list[ParameterRow]
    off: frozenset[str]


Logged = Mapping[str, Sequence[tuple[int, str, str]]]


def plan_check(experiment: Experiment, facts: Sequence[RunFacts], stored: RunRows) -> PlanCheck:
    """Return the plan beside what the runs logged; `facts` and `stored` are theirs, with their params."""
    plan = experiment.planned
    if not plan:
        return PlanCheck([], [], frozenset())
    logged = _logged(facts, stored)
    names = {one.name for one in plan}
    off = {uid for one in plan for _, uid, value in logged.get(one.name, ()) if not one.allows(value)}
    varying = [name for name, found in logged.items() if len({value for _, _, value in found}) > 1]
    others = sorted(set(varying) - names)[:MOST_UNPLANNED]
    return PlanCheck(
        rows=[_row(one.name, logged.get(one.name, ()), one) for one in plan],
        unplanned=[_row(name, logged[name], None) for name in others],
        off=frozenset(off),
    )


def _logged(facts: Sequence[RunFacts], stored: RunRows) -> Logged:
    """Number and uid of each run with the value it logged, by parameter, in the order of the numbers."""
    found: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
    known = [(stored[one.ref].run.number, one) for one in facts if one.ref in stored]
    for number, one in sorted(known, key=lambda pair: pair[0]):
        for key, text in one.marks.params.items():
            found[key].append((number, one.ref, text))
    return found


def _row(name: str, logged: Sequence[tuple[int, str, str]], plan: Planned | None) -> ParameterRow:
    runs: dict[str, list[int]] = defaultdict(list)
    for number, _uid, text in logged:
        runs[text].append(number)
    values = [LoggedValue(text, some, plan is None or plan.allows(text)) for text, some in runs.items()]
    values.sort(key=lambda value: value.is_planned)
    return ParameterRow(
        name=name,
        planned=plan.text if plan else "",
        state=_state(values, plan),
        values=values[:MOST_VALUES],
        more=max(len(values) - MOST_VALUES, 0),
    )


def _state(values: Sequence[LoggedValue], plan: Planned | None) -> str:
    if plan is None:
        return "not-planned"
    if not values:
        return "not-logged"
    return "same" if all(value.is_planned for value in values) else "differs"
