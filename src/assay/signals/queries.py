"""Which signals there are: asked by the portfolio, the review, digests, and the pages of projects and tasks."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from assay.accounts.models import Person
from assay.kit.clock import now
from assay.projects.models import Project
from assay.signals.models import Snooze
from assay.signals.models.setting import thresholds_of
from assay.signals.rules import RULES, Rule
from assay.signals.scene import Scene
from assay.signals.signal import Signal


@dataclass(frozen=True)
class Resting:
    """A signal that somebody put off."""

    signal: Signal
    snooze: Snooze


@dataclass(frozen=True)
class Heard:
    """All signals of some projects: those to act on, the most urgent first, and those that rest."""

    signals: list[Signal]
    resting: list[Resting]


def signals_of(projects: Collection[Project], *, person: Person) -> list[Signal]:
    """Return the signals of projects that the person sees, the most urgent and oldest first, without the snoozed.

    As many queries however many projects there are. The caller checked who may see the projects.
    """
    return heard_of(projects, person=person).signals


def heard_of(projects: Collection[Project], *, person: Person) -> Heard:
    """Return those as well that rest. Projects of another workspace than the person's say nothing."""
    mine = {project.pk: project for project in projects if project.workspace_id == person.workspace_id}
    if not mine:
        return Heard([], [])
    scene = Scene(mine, at=now(), thresholds=thresholds_of(person.workspace_id))
    return _sorted_out(_asked(RULES, scene), scene)


def signals_of_tasks(tasks: Collection[int], projects: Collection[Project]) -> Mapping[int, list[Signal]]:
    """Return by task what rules of tasks say of these, without the snoozed. The caller checked who may see them."""
    mine = {project.pk: project for project in projects}
    if not tasks or not mine:
        return {}
    scene = Scene(mine, at=now(), thresholds=thresholds_of(next(iter(mine.values())).workspace_id), only=tasks)
    found: dict[int, list[Signal]] = defaultdict(list)
    for signal in _sorted_out(_asked((rule for rule in RULES if rule.of == "task"), scene), scene).signals:
        found[int(signal.subject.id)].append(signal)
    return found


def _asked(rules: Iterable[Rule], scene: Scene) -> list[Signal]:
    """Ask the rules in their order; of one thing the weaker rules say nothing where a stronger one holds."""
    said: set[str] = set()
    found: list[Signal] = []
    for rule in rules:
        for signal in [rule.signal(one, scene) for one in rule.find(scene)]:
            if not any(f"{other}:{signal.subject.topic}" in said for other in rule.unless):
                said.add(signal.key)
                found.append(signal)
    return found


def _sorted_out(signals: Sequence[Signal], scene: Scene) -> Heard:
    snoozes = {one.key: one for one in _standing(scene)} if signals else {}
    loud, resting = [], []
    for signal in sorted(signals, key=lambda one: (one.urgency, one.since, one.key)):
        snooze = snoozes.get(signal.key)
        if snooze is not None and snooze.covers(signal):
            resting.append(Resting(signal, snooze))
        else:
            loud.append(signal)
    return Heard(loud, resting)


def _standing(scene: Scene) -> Iterable[Snooze]:
    found = Snooze.objects.standing(today=scene.today).filter(project__in=scene.projects.keys())
    return found.select_related("begun_by")
