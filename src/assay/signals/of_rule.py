"""What one rule says of one project, thing by thing."""

from collections.abc import Collection
from dataclasses import dataclass, field

from assay.accounts.models import Person
from assay.kit.clock import now
from assay.projects.models import Project
from assay.signals.bundles import MANY, Bundle
from assay.signals.models.setting import thresholds_for
from assay.signals.queries import heard_of
from assay.signals.reading.tasks import TaskRow
from assay.signals.rules import Rule
from assay.signals.rules.imported import CAME_IN
from assay.signals.scene import Scene
from assay.signals.signal import Signal
from assay.tasks.models import Task


@dataclass(frozen=True)
class OfRule:
    """Signals of one rule in one project; `tasks` are what they speak of, as far as they are tasks.

    `together` names all of them where there are many, so that one press puts them off.
    """

    project: Project
    rule: Rule
    signals: list[Signal]
    together: str = ""
    tasks: list[Task] = field(default_factory=list)


def of_rule(project: Project, rule: Rule, person: Person) -> OfRule:
    """Return it. The caller checked that the person may see the project."""
    signals = [one for one in heard_of([project], person=person).signals if one.rule == rule.slug]
    numbers = [int(one.subject.id) for one in signals if one.subject.kind == "task"]
    if rule.slug == CAME_IN and signals:
        numbers = [task.pk for task in _came(project, person)]
    return OfRule(project, rule, signals, _together(project, signals), _tasks(numbers))


def _came(project: Project, person: Person) -> Collection[TaskRow]:
    return Scene({project.pk: project}, at=now(), thresholds=thresholds_for(person)).came


def _together(project: Project, signals: list[Signal]) -> str:
    if len(signals) >= MANY:
        return Bundle(tuple(signals), project).key
    return signals[0].key if len(signals) == 1 else ""


def _tasks(numbers: Collection[int]) -> list[Task]:
    """Return the tasks, those that began longest ago first."""
    found = Task.objects.filter(pk__in=numbers).select_related("project", "column", "assignee")
    return list(found.order_by("started_at", "created_at", "pk"))
