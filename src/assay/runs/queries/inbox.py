"""The inbox: runs without a task, why they have none, and where they may belong."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assay.accounts.models import Person
from assay.kit.paging import newest_first
from assay.projects.models import ColumnState, Project
from assay.runs.linking import BRANCH_TAG, TASK_TAGS
from assay.runs.models import LinkReason, Run, RunTag
from assay.runs.queries.run_page import linkable_tasks
from assay.tasks.keys import TaskKind, leading_key
from assay.tasks.models import Task

PAGE = 50


@dataclass(frozen=True)
class Waiting:
    """A run that belongs to no task: why, and the one experiment that its person works on."""

    run: Run
    why: str
    suggestion: Task | None


@dataclass(frozen=True)
class InboxPage:
    rows: list[Waiting]
    next: str
    cursor: str
    total: int
    ignored: int
    is_ignored: bool
    tasks: list[Task]


def inbox_of(reader: Person, *, cursor: str = "", is_ignored: bool = False) -> InboxPage:
    """Return one page of the inbox, or of what was put aside, newest first. Raises `BadCursor`."""
    seen = Run.objects.visible_to(reader)
    ignored = seen.unlinked().exclude(ignored_at=None)
    waiting = ignored if is_ignored else seen.waiting()
    page = newest_first(waiting.select_related("group", "person"), cursor=cursor, size=PAGE)
    return InboxPage(
        rows=_rows(page.items, reader),
        next=page.next,
        cursor=cursor,
        total=waiting.count(),
        ignored=ignored.count(),
        is_ignored=is_ignored,
        tasks=linkable_tasks(reader),
    )


def _rows(runs: Sequence[Run], reader: Person) -> list[Waiting]:
    tags: dict[int, dict[str, str]] = defaultdict(dict)
    for tag in RunTag.objects.filter(run__in=runs, key__in=[*TASK_TAGS, BRANCH_TAG]):
        tags[tag.run_id][tag.key] = tag.value
    suggested = _suggestions(runs, reader)
    projects = set(Project.objects.visible_to(reader).values_list("key", flat=True))
    return [
        Waiting(
            run=run,
            why=why_waiting(run, tags[run.pk], projects=projects),
            suggestion=suggested.get(run.person_id),
        )
        for run in runs
    ]


def _suggestions(runs: Iterable[Run], reader: Person) -> Mapping[int | None, Task]:
    """By person: the experiment they have in progress, if the reader sees exactly one."""
    people = {run.person_id for run in runs} - {None}
    experiments = Task.objects.visible_to(reader).at_hand().filter(kind=TaskKind.EXPERIMENT)
    busy = experiments.filter(assignee__in=people, column__state=ColumnState.ACTIVE)
    found: dict[int | None, list[Task]] = defaultdict(list)
    for task in busy.select_related("project"):
        found[task.assignee_id].append(task)
    return {person: tasks[0] for person, tasks in found.items() if len(tasks) == 1}


def why_waiting(run: Run, tags: Mapping[str, str], *, projects: Collection[str]) -> str:
    """Say in a sentence why no rule linked the run; `projects` are the keys that the reader knows."""
    if run.linked_because == LinkReason.BY_HAND:
        return _("Somebody put it here by hand.")
    if tag := next((tags[name] for name in TASK_TAGS if tags.get(name)), ""):
        return _("Its tag “%(text)s” names no task that its person may see.") % {"text": _short(tag)}
    for source, text in _names(run, tags):
        key = leading_key(text)
        # Much reads like a key, as "notebook-4" does; only with the key of a project it was meant as one.
        if key and key.project in projects:
            facts = {"source": source, "text": _short(text)}
            return _("%(source)s “%(text)s” names no task that its person may see.") % facts
    return _no_key(run, tags.get(BRANCH_TAG, ""))


def _names(run: Run, tags: Mapping[str, str]) -> list[tuple[str, str]]:
    """What could have named a task beside the tags, strongest first."""
    return [
        (_("Its experiment"), run.group.name),
        (_("Its branch"), tags.get(BRANCH_TAG, "")),
        (_("Its name"), run.name),
    ]


def _no_key(run: Run, branch: str) -> str:
    facts = {"group": _short(run.group.name), "branch": _short(branch)}
    if branch:
        return _("No key in its experiment “%(group)s”, its branch “%(branch)s” or its name.") % facts
    return _("No key in its experiment “%(group)s” or its name; no branch was logged.") % facts


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
