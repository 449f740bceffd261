"""The pages of webhooks, for who leads the workspace."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assay.kit.limits import Limit, TooOften
from assay.web.doors import PersonRequest, signed_in
from assay.web.errors import problem
from assay.web.messages import answer
from assay.webhooks.actions import ask_for_test
from assay.webhooks.forms import WebhookForm
from assay.webhooks.models import BadWebhook, Webhook
from assay.webhooks.queries import log_of, webhook_list

TESTS = Limit("webhook test", most=10, seconds=60)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def webhooks(request: PersonRequest) -> HttpResponse:
    """All of them, and the form for another."""
    _require_lead(request)
    form = WebhookForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            made = Webhook.create(form.settings, by=request.person)
        except BadWebhook as fault:
            form.add_error(None, str(fault))
        else:
            return answer(request, redirect=_page(made), text=_("Made. Send a test to see whether it arrives."))
    context = {"webhooks": webhook_list(request.person), "form": form}
    return render(request, "webhooks/webhooks.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def webhook(request: PersonRequest, uid: str) -> HttpResponse:
    """One of them: what it hears, its log, and switching it on or off."""
    found = _found(request, uid)
    form = WebhookForm(request.POST if request.method == "POST" else None, webhook=found)
    if form.is_bound and form.is_valid():
        found.change(form.settings, by=request.person, is_on="is_on" in request.POST)
        return answer(request, redirect=_page(found), text=_("Saved."))
    context: dict[str, Any] = {"webhook": found, "form": form, "log": log_of(found)}
    return render(request, "webhooks/webhook.html", context, status=422 if form.is_bound else 200)


@require_POST
@signed_in
def removal(request: PersonRequest, uid: str) -> HttpResponse:
    found = _found(request, uid)
    found.remove(by=request.person)
    return answer(request, redirect=reverse("webhooks:webhooks"), text=_("Deleted, with its log."))


@require_POST
@signed_in
def test(request: PersonRequest, uid: str) -> HttpResponse:
    """Queue a test; what comes of it stands in the log."""
    found = _found(request, uid)
    try:
        TESTS.check(str(request.person.pk))
    except TooOften as fault:
        return problem(request, 429, message=str(fault))
    TESTS.count(str(request.person.pk))
    ask_for_test(found)
    return answer(request, redirect=_page(found), text=_("On its way. The log says in a moment what came of it."))


def _found(request: PersonRequest, uid: str) -> Webhook:
    found = Webhook.objects.visible_to(request.person).filter(uid=uid).first()
    if found is None:
        raise Http404
    return found


def _require_lead(request: PersonRequest) -> None:
    if not request.person.can_manage_people:
        raise PermissionDenied(_("Webhooks are for who leads the workspace. Ask a lead or an owner."))


def _page(found: Webhook) -> str:
    return reverse("webhooks:webhook", args=[found.uid])
