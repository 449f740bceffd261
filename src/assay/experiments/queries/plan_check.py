"""Planned parameters beside what the runs logged: the same, different, not logged, not planned."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q
from django.db.models.functions import Substr

from assay.experiments.models import Experiment
from assay.pure.planned import Planned
from assay.runs.models import Param, Run

MOST_SHOWN = 250
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


def plan_check(experiment: Experiment) -> PlanCheck:
    """Return the comparison in one query; nothing is asked where nothing is planned."""
    plan = experiment.planned
    if not plan:
        return PlanCheck([], [], frozenset())
    logged = _logged(experiment.task_id, [one.name for one in plan])
    names = {one.name for one in plan}
    off = {uid for one in plan for _, uid, value in logged.get(one.name, ()) if not one.allows(value)}
    others = [name for name in sorted(logged) if name not in names][:MOST_UNPLANNED]
    return PlanCheck(
        rows=[_row(one.name, logged.get(one.name, ()), one) for one in plan],
        unplanned=[_row(name, logged[name], None) for name in others],
        off=frozenset(off),
    )


def _logged(task_id: int, planned: Sequence[str]) -> Logged:
    """Number and uid of each run with the value it logged, by parameter: planned ones, and those that vary."""
    params = Param.objects.filter(run__in=Run.objects.of_task(task_id))
    varying = params.values("key").annotate(values=Count("value", distinct=True)).filter(values__gt=1).values("key")
    rows = params.filter(Q(key__in=planned) | Q(key__in=varying)).order_by("run__number")
    found: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
    for key, number, uid, text in rows.values_list("key", "run__number", "run__uid", Substr("value", 1, MOST_SHOWN)):
        found[key].append((number, uid, text))
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
