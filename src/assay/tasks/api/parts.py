"""REST: the parts of a task, its links, its check list, its files."""

from django.http import Http404, HttpResponse, HttpResponseBase
from ninja import File, Router, Status, UploadedFile

from assay.rest.doors import ApiRequest
from assay.rest.errors import Refusal
from assay.tasks.api.part_schemas import FileOut, LinkOut, LinkWanted, StepChanges, StepOut, StepsWanted
from assay.tasks.api.schemas import Number
from assay.tasks.finding import task_of, task_to_change
from assay.tasks.models import Attachment, ChecklistItem, Task, TaskLink
from assay.tasks.queries.parts import LinkShown, links_of
from assay.tasks.views.files import found, keep, oversize
from assay.web.file_answers import file_answer

router = Router(tags=["Tasks"])
BYTES = {"responses": {200: {"description": "The bytes", "content": {"*/*": {"schema": {"type": "string"}}}}}}


@router.get("/tasks/{key}/links", response=list[LinkOut])
def list_links(request: ApiRequest, key: str) -> list[LinkShown]:
    """Links of the task from both ends; what blocks it comes first."""
    return links_of(task_of(request.person, key), request.person)


@router.post("/tasks/{key}/links", response={201: LinkOut})
def link_task(request: ApiRequest, key: str, data: LinkWanted) -> Status[LinkShown]:
    """Link the task to another one you see. To itself, twice, or blocking in a circle answers 422."""
    task = task_to_change(request.person, key)
    other = task_of(request.person, data.other)
    link = task.link_to(other, as_=data.kind, by=request.person)
    return Status(201, next(one for one in links_of(task, request.person) if one.id == link.pk))


@router.delete("/tasks/{key}/links/{number}", response={204: None})
def unlink_task(request: ApiRequest, key: str, number: Number) -> HttpResponse:
    """Remove a link, from either end."""
    task = task_to_change(request.person, key)
    links = TaskLink.objects.visible_to(request.person).select_related("task__project", "other__project")
    link = links.filter(pk=number).first()
    if link is None or task.pk not in {link.task_id, link.other_id}:
        raise Http404
    task.unlink(link, by=request.person)
    return HttpResponse(status=204)


@router.get("/tasks/{key}/checklist", response=list[StepOut])
def list_steps(request: ApiRequest, key: str) -> list[ChecklistItem]:
    """The check list in its order."""
    return list(task_of(request.person, key).checks.in_order().select_related("done_by"))


@router.post("/tasks/{key}/checklist", response={201: list[StepOut]})
def add_steps(request: ApiRequest, key: str, data: StepsWanted) -> Status[list[ChecklistItem]]:
    """Add steps at the end of the check list."""
    return Status(201, task_to_change(request.person, key).add_checks(data.texts, by=request.person))


@router.patch("/tasks/{key}/checklist/{number}", response=StepOut)
def change_step(request: ApiRequest, key: str, number: Number, data: StepChanges) -> ChecklistItem:
    """Tick a step or open it again, give it other words, or put it elsewhere in the list."""
    item = _step(task_to_change(request.person, key), number)
    if data.after is not None:
        item.put_below(_step(item.task, data.after) if data.after else None)
    if data.text is not None:
        item.rewrite(data.text, by=request.person)
    if data.done is not None:
        (item.tick if data.done else item.untick)(by=request.person)
    return item


@router.delete("/tasks/{key}/checklist/{number}", response={204: None})
def remove_step(request: ApiRequest, key: str, number: Number) -> HttpResponse:
    """Remove a step."""
    _step(task_to_change(request.person, key), number).remove(by=request.person)
    return HttpResponse(status=204)


@router.get("/tasks/{key}/attachments", response=list[FileOut])
def list_files(request: ApiRequest, key: str) -> list[Attachment]:
    """The files of the task, oldest first."""
    files = task_of(request.person, key).attachments.present().order_by("pk")
    return list(files.select_related("created_by", "task__project"))


@router.post("/tasks/{key}/attachments", response={201: FileOut})
def attach_file(request: ApiRequest, key: str, file: File[UploadedFile]) -> Status[Attachment]:
    """Attach a file, sent as `multipart/form-data` in the field `file`; 413 above 25 MB."""
    task = task_to_change(request.person, key)
    if too_large := oversize([file]):
        raise Refusal(413, "too-large", too_large)
    return Status(201, keep(task, file, by=request.person))


@router.get("/tasks/{key}/attachments/{number}", openapi_extra=BYTES)
def get_file(request: ApiRequest, key: str, number: Number) -> HttpResponseBase:
    """The bytes of a file."""
    file = found(task_of(request.person, key), request.person, number)
    return file_answer(file.sha256, name=file.name, size=file.size)


@router.delete("/tasks/{key}/attachments/{number}", response={204: None})
def detach_file(request: ApiRequest, key: str, number: Number) -> HttpResponse:
    """Remove a file; for thirty days that can be undone."""
    task = task_to_change(request.person, key)
    task.detach(found(task, request.person, number), by=request.person)
    return HttpResponse(status=204)


def _step(task: Task, number: int) -> ChecklistItem:
    item: ChecklistItem | None = task.checks.filter(pk=number).first()
    if item is None:
        raise Http404
    item.task = task
    return item
