"""Bring what a changelog says into a project: a new one with a board of its statuses, or one that is there."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from assay.accounts.models import Person
from assay.activity.recording import record
from assay.importers.changelog.boards import board_of, onto_columns
from assay.importers.changelog.previewing import known_keys
from assay.importers.changelog.reading import Changelog, Issue
from assay.importers.changelog.statuses import Status
from assay.importers.events import ChangelogCame
from assay.importers.models import BroughtTask
from assay.projects.models import Column, Label, Project
from assay.projects.workflows import Workflow
from assay.tasks.models import Task
from assay.tasks.models.task.bringing import Past

HUES = 8
MOST_DIGITS = 9


@dataclass(frozen=True)
class Brought:
    """What came, and how many issues the project had already."""

    project: Project
    tasks: int
    known: int


@transaction.atomic
def into_new(
    changelog: Changelog,
    statuses: Sequence[Status],
    *,
    key: str,
    name: str,
    workflow: Workflow,
    origin: str,
    by: Person,
) -> Brought:
    """Begin a project whose board has the statuses as columns, and bring everything. Raises `BadKey`, `KeyTaken`."""
    used = Counter(status for issue in changelog.issues for status in issue.way)
    board, joined = board_of(workflow, statuses, used)
    project = Project.start(key=key, name=name, workflow=board, by=by)
    columns = {column.name: column for column in project.columns.present()}
    return _bring(project, changelog, {status: columns[goal] for status, goal in joined.items()}, origin=origin, by=by)


@transaction.atomic
def into(project: Project, changelog: Changelog, statuses: Sequence[Status], *, origin: str, by: Person) -> Brought:
    """Bring what the project does not have yet onto its board. Raises `Unreadable` when a state has no column."""
    columns = onto_columns(statuses, list(project.columns.present().in_order()))
    return _bring(project, changelog, columns, origin=origin, by=by)


def _bring(
    project: Project, changelog: Changelog, columns: Mapping[str, Column], *, origin: str, by: Person
) -> Brought:
    Project.objects.select_for_update(no_key=True).get(pk=project.pk)  # else the same file twice at once comes twice
    known = known_keys(project)
    issues = [issue for issue in changelog.issues if issue.key not in known]
    if issues:
        phase, labels = project.phases.present().in_order()[0], _labels(project, issues)
        pasts = [
            Past(
                title=issue.title,
                description=_("Came from %(origin)s as %(key)s.") % {"origin": origin, "key": issue.key},
                phase=phase,
                created_at=issue.created_at,
                moves=_moves(issue, columns),
                labels=(labels[_label_name(issue)],) if issue.type else (),
                number=_number(issue),
            )
            for issue in issues
        ]
        tasks = Task.bring(project, pasts, by=by)
        BroughtTask.objects.bulk_create(
            (BroughtTask(project=project, key=issue.key, task=task) for issue, task in zip(issues, tasks, strict=True)),
            batch_size=500,
        )
        moves = sum(len(issue.steps) for issue in issues)
        record(ChangelogCame(tasks=len(issues), moves=moves, origin=origin), on=project, by=by)
    return Brought(project, len(issues), len(changelog.issues) - len(issues))


def _moves(issue: Issue, columns: Mapping[str, Column]) -> tuple[tuple[Column, datetime], ...]:
    """Into which columns it moved when; it was created in the status that its first change left."""
    if not issue.steps:
        return ()
    first = (columns[issue.steps[0].before], issue.created_at)
    return (first, *((columns[step.after], step.at) for step in issue.steps))


def _number(issue: Issue) -> int:
    """The number in the issue's key, so that people find it again also where the project has another key. Else 0."""
    _prefix, dash, digits = issue.key.rpartition("-")
    is_number = bool(dash) and digits.isascii() and digits.isdigit()
    return int(digits) if is_number and len(digits) < MOST_DIGITS else 0


def _labels(project: Project, issues: Sequence[Issue]) -> dict[str, Label]:
    """A label for each type of issue."""
    wanted = sorted({_label_name(issue) for issue in issues if issue.type})
    found = {label.name: label for label in project.labels.filter(name__in=wanted)}
    for number, name in enumerate(one for one in wanted if one not in found):
        found[name] = Label.objects.create(project=project, name=name, hue=number % HUES + 1)
    return found


def _label_name(issue: Issue) -> str:
    return issue.type.lower()[:40]
