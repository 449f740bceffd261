"""REST: the webhooks of Git hosts."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Router, Schema, Status

from assay.accounts.doors import require
from assay.githooks.models import GitHook, Host
from assay.githooks.queries import HookShown, hooks_of
from assay.projects.finding import project_of
from assay.rest.doors import ApiRequest
from assay.tasks.api.schemas import Number

router = Router(tags=["Git"])


class DeliveryOut(Schema):
    event: str
    told: str
    at: datetime


class HookOut(Schema):
    """`deliveries` are the last ten, the newest first."""

    id: int
    host: str
    url: str
    created_at: datetime
    created_by: str
    deliveries: list[DeliveryOut]


class HookMade(HookOut):
    """With the secret, which nothing shows again."""

    secret: str


class HookWanted(Schema):
    host: Host


@router.get("/projects/{key}/git-hooks", response=list[HookOut])
def list_git_hooks(request: ApiRequest, key: str) -> list[dict[str, object]]:
    """The webhooks of a project, for who may edit it."""
    project = project_of(request.person, key)
    require(project.can_be_edited_by(request.person))
    return [_out(one, request) for one in hooks_of(project, request.person)]


@router.post("/projects/{key}/git-hooks", response={201: HookMade})
def create_git_hook(request: ApiRequest, key: str, data: HookWanted) -> Status[dict[str, object]]:
    """Make one; enter its `url` and its `secret` at the host, with the content type application/json."""
    project = project_of(request.person, key)
    require(project.can_be_edited_by(request.person))
    made, secret = GitHook.create(project, host=data.host, by=request.person)
    return Status(201, _out(HookShown(made, []), request) | {"secret": secret})


@router.delete("/git-hooks/{number}", response={204: None})
def remove_git_hook(request: ApiRequest, number: Number) -> HttpResponse:
    """Remove one; what it attached stays."""
    found = GitHook.objects.visible_to(request.person).filter(pk=number).select_related("project").first()
    if found is None:
        raise Http404
    require(found.project.can_be_edited_by(request.person))
    found.remove(by=request.person)
    return HttpResponse(status=204)


def _out(shown: HookShown, request: HttpRequest) -> dict[str, object]:
    hook = shown.hook
    return {
        "id": hook.pk,
        "host": hook.host,
        "url": request.build_absolute_uri(f"/hooks/git/{hook.uid}"),
        "created_at": hook.created_at,
        "created_by": hook.created_by.name,
        "deliveries": shown.deliveries,
    }
