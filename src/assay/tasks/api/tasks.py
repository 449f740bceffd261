"""REST: tasks, where they stand, whose they are, and what was said about them."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router, Status

from assay.accounts.doors import require
from assay.kit.clock import now
from assay.kit.conflicts import EditedMeanwhile
from assay.projects.finding import project_of
from assay.rest.doors import ApiRequest
from assay.rest.errors import Refusal
from assay.rest.paging import Listed, PageAsked, listed
from assay.tasks.api.schemas import (
    AssigneeWanted,
    CommentShown,
    CommentWanted,
    MoveWanted,
    Number,
    TaskChanges,
    TasksAsked,
    TaskShown,
    TaskWanted,
)
from assay.tasks.api.shelves import on_shelf
from assay.tasks.api.splits import check_length
from assay.tasks.filtering import TaskFilter
from assay.tasks.finding import task_of, task_to_change
from assay.tasks.forms.moving import MoveForm
from assay.tasks.gates import GateClosed
from assay.tasks.models import Comment, Task
from assay.tasks.models.task.editing import TaskFacts
from assay.tasks.models.task.limits import ColumnFull
from assay.tasks.models.task.moving import AlreadyInProgress
from assay.tasks.naming import labels_named, one_named
from assay.tasks.refusals import KNOWN, fields_of
from assay.tasks.taking import may_take
from assay.tasks.views.commenting import comment_of

router = Router(tags=["Tasks"])


@router.get("/tasks", response=Listed[TaskShown])
def list_tasks(request: ApiRequest, wanted: Query[TasksAsked], page: Query[PageAsked]) -> dict[str, Any]:
    """Tasks you may see, newest first. What is asked can be combined; `filter=is:archived` looks into the archive,
    as `shelf` does.
    """
    asked = _filter(request, wanted.filter)
    shelf = "archive" if asked.is_archived else wanted.shelf
    tasks = on_shelf(asked.apply(Task.objects.visible_to(request.person)), shelf).with_facts()
    conditions = {
        "project__key": wanted.project.upper(),
        "assignee": wanted.assignee,
        "column__state": wanted.state,
        "kind": wanted.kind,
    }
    for name, value in conditions.items():
        if value:
            tasks = tasks.filter(**{name: value})
    return listed(tasks, page)


@router.post("/tasks", response={201: TaskShown})
def create_task(request: ApiRequest, data: TaskWanted) -> Status[Task]:
    """Create a task at the end of the project's first queue. 422 `too-long` above five days: split it."""
    project = project_of(request.person, data.project)
    require(request.person.can_write)
    check_length(data.estimate_days)
    task = Task.create(
        project,
        title=data.title,
        by=request.person,
        kind=data.kind,
        phase=one_named(project.phases.present(), data.phase, field="phase") if data.phase else None,
        assignee=_person(may_take(project), data.assignee),
        estimate_days=data.estimate_days,
        description=data.description,
        discipline=data.discipline,
        nature=data.nature,
        labels=labels_named(project, data.labels),
    )
    return Status(201, task)


@router.get("/tasks/{key}", response=TaskShown)
def get_task(request: ApiRequest, key: str) -> Task:
    """One task; `ML-EXP-05`, `ML-EXP-5` and `ML-5` name the same."""
    return task_of(request.person, key)


@router.patch("/tasks/{key}", response=TaskShown)
def edit_task(request: ApiRequest, key: str, data: TaskChanges) -> Task:
    """Change some facts. With `version`, only if nobody changed the task since; else 409 `edited-meanwhile`,
    with title, description and version of now in `fields`.
    """
    task = task_to_change(request.person, key)
    check_length(data.estimate_days)
    try:
        task.edit(_facts(task, data), version=data.version or task.version, by=request.person)
    except EditedMeanwhile as conflict:
        message = _("Somebody else changed this task since.")
        raise Refusal(409, "edited-meanwhile", message, fields=_now(task)) from conflict
    return task_of(request.person, key)


@router.post("/tasks/{key}/column", response=TaskShown)
def move_task(request: ApiRequest, key: str, data: MoveWanted) -> Task:
    """Move the card. Starting a person's second task answers 409 `already-in-progress` and lists the others
    in `fields.others` and in `fields.ways` the answers you have: send `instead` (pause, finish, hand or give with
    `to`, keep with a `reason`). A full column answers 409 `column-full`; send `over` with a `reason` where
    `fields.ways` has it. A workspace may only warn of both, or allow neither. A gate that is closed answers 422
    `gate-closed`; `fields.missing` says what it waits for.
    """
    task = task_to_change(request.person, key)
    column = one_named(task.project.columns.present(), data.column, field="column")
    sent = data.model_dump(include={"after", "before", "instead", "over", "reason", "to"})
    if "assignee" in data.model_fields_set:
        sent["lane"] = data.assignee or ""
    return _move(request, task, sent | {"column": column.pk})


@router.put("/tasks/{key}/assignee", response=TaskShown)
def assign_task(request: ApiRequest, key: str, data: AssigneeWanted) -> Task:
    """Give the task to a person, or with `null` to nobody. A task in progress counts for them at once."""
    task = task_to_change(request.person, key)
    sent = data.model_dump(include={"instead", "reason", "to"})
    return _move(request, task, sent | {"column": task.column_id, "lane": data.assignee or ""})


@router.get("/tasks/{key}/comments", response=Listed[CommentShown])
def list_comments(request: ApiRequest, key: str, page: Query[PageAsked]) -> dict[str, Any]:
    """What was said about the task, newest first."""
    task = task_of(request.person, key)
    return listed(Comment.objects.visible_to(request.person).present().filter(task=task).select_related("person"), page)


@router.post("/tasks/{key}/comments", response={201: CommentShown})
def write_comment(request: ApiRequest, key: str, data: CommentWanted) -> Status[Comment]:
    """Comment on the task, in Markdown. Everybody who sees it may, guests too."""
    return Status(201, task_of(request.person, key).comment(data.text, by=request.person))


@router.patch("/tasks/{key}/comments/{number}", response=CommentShown)
def rewrite_comment(request: ApiRequest, key: str, number: Number, data: CommentWanted) -> Comment:
    """Give a comment of your own other words."""
    comment = comment_of(task_of(request.person, key), number)
    comment.rewrite(data.text, by=request.person)
    return comment


@router.delete("/tasks/{key}/comments/{number}", response={204: None})
def remove_comment(request: ApiRequest, key: str, number: Number) -> HttpResponse:
    """Remove a comment of your own; its line stays in the history, without its words."""
    comment_of(task_of(request.person, key), number).remove(by=request.person)
    return HttpResponse(status=204)


def _filter(request: ApiRequest, text: str) -> TaskFilter:
    """Return the filter. Raises `Refusal` with what is wrong and where."""
    asked = TaskFilter.read(text, reader=request.person, at=now())
    if asked.errors:
        told = [
            _("Character %(column)s: %(message)s") % {"column": one.column, "message": one.message}
            for one in asked.errors
        ]
        raise Refusal(422, "invalid", told[0], fields={"filter": told})
    return asked


def _now(task: Task) -> dict[str, list[str]]:
    """Return the words of the task as they are, for whoever has to join them with their own."""
    return {"title": [task.title], "description": [task.description], "version": [str(task.version)]}


def _facts(task: Task, data: TaskChanges) -> TaskFacts:
    """Return the task's facts with those replaced that were sent."""
    sent = data.model_dump(exclude_unset=True)
    phases = task.project.phases.present()
    return TaskFacts(
        title=sent.get("title", task.title),
        description=sent.get("description", task.description),
        phase=one_named(phases, sent["phase"], field="phase") if "phase" in sent else task.phase,
        estimate_days=sent.get("estimate_days", task.estimate_days),
        discipline=sent.get("discipline", task.discipline),
        nature=sent.get("nature", task.nature),
        labels=tuple(labels_named(task.project, sent["labels"]) if "labels" in sent else task.labels.all()),
    )


def _move(request: ApiRequest, task: Task, sent: dict[str, Any]) -> Task:
    """Move the task and return it as it is now: the move reads it again under its lock."""
    form = MoveForm(task, sent, first={})
    if not form.is_valid():
        fields = {
            ("assignee" if name == "lane" else name): list(map(str, errors)) for name, errors in form.errors.items()
        }
        raise Refusal(422, "invalid", _("Some values do not fit; each field says what to change."), fields=fields)
    try:
        form.move(by=request.person)
    except (AlreadyInProgress, ColumnFull, GateClosed) as error:
        status, code, _field = KNOWN[type(error)]
        raise Refusal(status, code, str(error), fields=fields_of(error)) from error
    return task


def _person(people: Any, number: int | None) -> Any:
    """Return who may take the task; 422 for anybody else, foreign or missing alike."""
    if number is None:
        return None
    person = people.filter(pk=number).first()
    if person is None:
        message = _("Nobody with this number may take tasks of this project.")
        raise Refusal(422, "invalid", message, fields={"assignee": [message]})
    return person
