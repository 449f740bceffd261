"""Which signals there are: asked by the portfolio, the review, digests, and the pages of projects and tasks."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from assay.accounts.models import Person
from assay.insights.remembering import with_marks
from assay.kit.clock import now
from assay.projects.models import Project
from assay.projects.models.project import ProjectQuerySet
from assay.projects.queries import all_needs_of
from assay.signals.models import Snooze
from assay.signals.models.setting import thresholds_for, thresholds_of
from assay.signals.reading.projects import with_rows
from assay.signals.rules import RULES, Rule
from assay.signals.scene import Scene
from assay.signals.signal import Signal
from assay.signals.thresholds import Thresholds

# What cards of the board say by themselves.
ON_CARDS = frozenset({"over-five-days", "over-estimate", "blocked", "second-in-progress"})


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
    scene = Scene(mine, at=now(), thresholds=thresholds_for(person))
    return _sorted_out(_asked(RULES, scene), scene)


def signals_by(rules: Collection[str], project: Project, *, person: Person) -> list[Signal]:
    """Return what these rules say of a project now, or those to which they leave the word; without the snoozed."""
    wanted = {slug for rule in RULES if rule.slug in rules for slug in (rule.slug, *rule.unless)}
    scene = Scene({project.pk: project}, at=now(), thresholds=thresholds_for(person))
    return _sorted_out(_asked((rule for rule in RULES if rule.slug in wanted), scene), scene).signals


def seen_by(person: Person) -> ProjectQuerySet:
    """Return the projects that the person sees, by a query that brings what rules need to know of each."""
    return with_rows(with_marks(Project.objects.visible_to(person)))


def signals_of_tasks(tasks: Collection[int], projects: Collection[Project]) -> Mapping[int, list[Signal]]:
    """Return by task what rules of tasks say of these, without the snoozed. The caller checked who may see them."""
    mine = {project.pk: project for project in projects}
    if not tasks or not mine:
        return {}
    scene = Scene(mine, at=now(), thresholds=thresholds_of(next(iter(mine.values())).workspace_id), only=tasks)
    return _by_task(scene)


def _by_task(scene: Scene) -> dict[int, list[Signal]]:
    found: dict[int, list[Signal]] = defaultdict(list)
    for signal in _sorted_out(_asked((rule for rule in RULES if rule.of == "task"), scene), scene).signals:
        found[int(signal.subject.id)].append(signal)
    return found


def _asked(rules: Iterable[Rule], scene: Scene) -> list[Signal]:
    """Ask the rules in their order; of one thing the weaker rules say nothing where a stronger one holds."""
    said: set[str] = set()
    found: list[Signal] = []
    for rule in rules:
        signals = list(rule.signals(scene, said))
        said.update(signal.key for signal in signals)
        found += signals
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


def beside_needs(project: Project, reader: Person) -> list[Signal]:
    """Return the signals of a project that “Needs you” does not say already."""
    said = {key for need in all_needs_of(project, reader) for key in need.signals} if reader.can_write else set()
    return [signal for signal in signals_of([project], person=reader) if signal.key not in said]


def marks_of(person: Person, *, project: str = "") -> Mapping[int, list[Signal]]:
    """Return by task what a card does not show by itself, for the board of a project or of all."""
    projects = Project.objects.visible_to(person)
    seen = {one.pk: one for one in (projects.filter(key=project.upper()) if project else projects)}
    if not seen:
        return {}
    scene = Scene(seen, at=now(), thresholds=thresholds_for(person))
    said = {task: [one for one in some if one.rule not in ON_CARDS] for task, some in _by_task(scene).items()}
    return {task: signals for task, signals in said.items() if signals}


@dataclass(frozen=True)
class Explained:
    """A rule for people: its name, its sentence with the number that counts now, and whether it is on."""

    rule: Rule
    sentence: str
    is_on: bool


def explained(thresholds: Thresholds) -> list[Explained]:
    """Return all rules as they are set."""
    return [_explained(rule, thresholds.as_data()) for rule in RULES]


def _explained(rule: Rule, numbers: Mapping[str, int | None]) -> Explained:
    number = numbers[rule.threshold] if rule.threshold else None
    said = str(rule.sentence).replace("{days}", "…" if number is None else str(number))
    return Explained(rule, said, is_on=not rule.threshold or number is not None)
