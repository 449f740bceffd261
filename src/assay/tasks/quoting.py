"""What documents quote of tasks: one task, and a list of those that fit a filter."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from markupsafe import Markup

from assay.activity.subjects import project_topic
from assay.documents.quotes import Look, Offer, Quotable, Quoted, Unquotable
from assay.pure.task_filter import Key
from assay.pure.task_filter.keys import ME
from assay.tasks.filtering import TaskFilter
from assay.tasks.icons import KIND_ICONS
from assay.tasks.keys import TaskKey, parse_key
from assay.tasks.models import Task
from assay.tasks.models.task.model import TaskQuerySet

MOST_LISTED = 50
MOST_LISTS = 6
OFFERED = 8


@dataclass(frozen=True)
class Listed:
    """A filter with the first tasks that fit it."""

    asked: TaskFilter
    tasks: list[Task]


def tasks_seen(look: Look) -> TaskQuerySet:
    """Return the tasks that somebody who looks at a document may see."""
    if look.reader is None:
        return Task.objects.filter(project=look.project)
    return Task.objects.visible_to(look.reader)


def tasks_named(names: Iterable[str], look: Look) -> dict[str, Task]:
    """Return the tasks that the keys name, in one query at most; what cannot be seen is left out."""
    keys = {name: key for name in names if (key := parse_key(name))}
    known: dict[TaskKey, Task | None] = look.memory.setdefault("tasks", {})
    if unknown := set(keys.values()) - known.keys():
        known |= dict.fromkeys(unknown) | _loaded(unknown, look)
    return {name: task for name, key in keys.items() if (task := known[key])}


def _loaded(keys: set[TaskKey], look: Look) -> dict[TaskKey, Task]:
    projects, numbers = {key.project for key in keys}, {key.number for key in keys}
    tasks = tasks_seen(look).filter(project__key__in=projects, number__in=numbers, trashed_at=None)
    shown = tasks.select_related("project", "phase", "column", "assignee")
    return {TaskKey(task.project.key, task.number): task for task in shown}


def _tasks(arguments: Sequence[str], look: Look) -> Mapping[str, Any]:
    told = Unquotable(_("This is no key of a task. Write it as in {{task %(key)s}}.") % {"key": _sample(look)})
    return {one: told for one in arguments if parse_key(one) is None} | tasks_named(arguments, look)


def _task(task: Task, look: Look) -> Quoted:
    body = render_to_string("tasks/_quote.html", {"task": task, "look": look})
    return Quoted(
        title=str(task),
        body=Markup(body),  # noqa: S704  our own template
        icon=KIND_ICONS[task.kind],
        topics=(task.subject.topic,),
        projects=frozenset({task.project_id}),
        url=reverse("tasks:task", args=[task.key]),
    )


def _lists(arguments: Sequence[str], look: Look) -> Mapping[str, Any]:
    """The lists that are asked for: each has a question of its own, so a document has few of them."""
    most = Unquotable(_("A document shows %(most)d different task lists at most.") % {"most": MOST_LISTS})
    return {one: _list(one, look) if number < MOST_LISTS else most for number, one in enumerate(arguments)}


def _list(text: str, look: Look) -> "Listed | Unquotable":
    asked = TaskFilter.read(text, reader=look.reader or look.project.created_by, at=look.at, project=look.project)
    if asked.errors:
        told = _("Character %(column)s of the filter: %(message)s")
        return Unquotable(told % {"column": asked.errors[0].column, "message": asked.errors[0].message})
    if look.reader is None and any(ME in asked.values_of(key) for key in (Key.ASSIGNEE, Key.AUTHOR)):
        return Unquotable(_("Which tasks these are depends on who looks."))
    fitting = asked.shown_of(tasks_seen(look).filter(project=look.project))
    shown = fitting.select_related("project", "phase", "column", "assignee")
    return Listed(asked, list(shown.order_by("column__position", "rank", "pk")[: MOST_LISTED + 1]))


def _list_shown(found: Listed, look: Look) -> Quoted:
    shown, project = found.tasks[:MOST_LISTED], look.project
    is_cut = len(found.tasks) > MOST_LISTED
    body = render_to_string("tasks/_quote_list.html", {"tasks": shown, "is_cut": is_cut, "look": look})
    told = _("The first %(count)d tasks") if is_cut else ngettext("%(count)d task", "%(count)d tasks", len(shown))
    count = told % {"count": len(shown)}
    query = urlencode({"filter": found.asked.as_text})
    return Quoted(
        title=f"{count}: {found.asked.as_text}" if found.asked.is_narrow and look.reader else count,
        body=Markup(body),  # noqa: S704  our own template
        icon="list-checks",
        topics=(project_topic(project.pk),),
        projects=frozenset({project.pk}),
        url=f"{reverse('tasks:list', args=[project.key])}?{query}",
    )


def _offers(text: str, look: Look) -> list[Offer]:
    """Tasks whose key or title begins or goes on with what was typed; the newest of the project without a word."""
    tasks = tasks_seen(look).filter(archived_at=None, trashed_at=None)
    key = parse_key(text)
    if key:
        tasks = tasks.filter(project__key=key.project, number=key.number)
    else:
        words = Q(title__icontains=text.strip()) | Q(project__key__istartswith=text.strip().rstrip("-"))
        tasks = tasks.filter(words if text.strip() else Q(project=look.project))
    return [Offer(task.key, task.title) for task in tasks.select_related("project").order_by("-pk")[:OFFERED]]


def _sample(look: Look) -> str:
    return f"{look.project.key}-12"


TASK = Quotable(
    name="task",
    label=gettext_lazy("Quote a task"),
    example="{{task ML-12}}",
    find=_tasks,
    render=_task,
    offers=_offers,
    order=10,
)
TASKS = Quotable(
    name="tasks",
    label=gettext_lazy("Quote a list of tasks"),
    example="{{tasks is:open phase:modeling}}",
    find=_lists,
    render=_list_shown,
    needs_argument=False,
    order=20,
)
