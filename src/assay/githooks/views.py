"""The webhooks of a project, and the door through which Git hosts come."""

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from assay.accounts.doors import PersonRequest, require, signed_in
from assay.accounts.security.limits import place_of
from assay.githooks.actions import take
from assay.githooks.forms import HookForm
from assay.githooks.hosts import envelope, is_signed
from assay.githooks.models import GitHook, TooManyHooks
from assay.githooks.queries import hooks_of
from assay.kit.limits import Limit
from assay.kit.sealing import CannotUnseal
from assay.projects.finding import editable_project_at
from assay.projects.models import Project
from assay.web.messages import answer

MOST_BYTES = 1_000_000
MESSAGES = Limit("git hook", most=120, seconds=60)
WRONG = Limit("git hook from", most=30, seconds=300)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def hooks(request: PersonRequest, key: str) -> HttpResponse:
    """The webhooks of the project; by POST one more, whose secret is shown this once."""
    project = editable_project_at(request, key)
    if request.method != "POST":
        return _page(request, project, HookForm())
    form = HookForm(request.POST)
    if not form.is_valid():
        return _page(request, project, form, status=422)
    try:
        made, secret = GitHook.create(project, host=form.cleaned_data["host"], by=request.person)
    except TooManyHooks as refusal:
        form.add_error(None, str(refusal))
        return _page(request, project, form, status=422)
    return _page(request, project, HookForm(), made=made, secret=secret)


@require_POST
@signed_in
def removal(request: PersonRequest, number: int) -> HttpResponse:
    """Remove a webhook."""
    found = GitHook.objects.visible_to(request.person).filter(pk=number).select_related("project").first()
    if found is None:
        raise Http404
    require(found.project.can_be_edited_by(request.person))
    found.remove(by=request.person)
    return answer(request, redirect=reverse("githooks:hooks", args=[found.project.key]), text=_("Removed"))


@csrf_exempt
@require_POST
def hook(request: HttpRequest, uid: str) -> HttpResponse:
    """Take what a Git host tells. Only who knows the secret is heard; the answer says what came of it."""
    found = GitHook.objects.filter(uid=uid).select_related("project__workspace").first()
    place = place_of(request)
    if left := WRONG.seconds_left(place) or (MESSAGES.seconds_left(uid) if found else 0):
        return _refused(429, _("Too many messages. Try again later."), retry_after=left)
    if found is None:
        WRONG.count(place)
        return _refused(404, _("There is no such webhook."))
    body = _body(request)
    if body is None:
        return _refused(413, _("A message may have 1 MB at most."))
    if not _is_known(found, request, body):
        WRONG.count(place)
        return _refused(401, _("The signature is wrong: is the secret the one that Assay showed?"))
    MESSAGES.count(uid)
    delivery = take(found, envelope(found.host, request.headers, body), _message(body))
    return JsonResponse({"result": delivery.told})


def _is_known(found: GitHook, request: HttpRequest, body: bytes) -> bool:
    try:
        return is_signed(found.host, request.headers, body, secret=found.secret)
    except CannotUnseal:
        return False


def _body(request: HttpRequest) -> bytes | None:
    """The whole body, or nothing when there is too much of it."""
    pieces = request.read(MOST_BYTES + 1)
    return pieces if len(pieces) <= MOST_BYTES else None


def _message(body: bytes) -> dict[str, Any] | None:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _refused(status: int, text: str, *, retry_after: int = 0) -> HttpResponse:
    headers = {"Retry-After": str(retry_after)} if retry_after else {}
    return JsonResponse({"error": text}, status=status, headers=headers)


def _page(
    request: PersonRequest,
    project: Project,
    form: HookForm,
    *,
    status: int = 200,
    made: GitHook | None = None,
    secret: str = "",
) -> HttpResponse:
    base = request.build_absolute_uri("/").rstrip("/")
    context = {
        "project": project,
        "form": form,
        "hooks": hooks_of(project, request.person),
        "base": base,
        "made": made,
        "secret": secret,
    }
    return render(request, "githooks/hooks.html", context, status=status)
