"""The pages behind a link, put together: what all of them show, and one thing with all that is said of it."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from assay.deliverables.models import Deliverable
from assay.kit.limits import Limit
from assay.kit.mail import has_mail
from assay.sharing.doors import LinkRequest, form_token
from assay.sharing.forms import ChangesForm, SayForm, SignForm
from assay.sharing.handed import handed
from assay.sharing.models import ShareLink
from assay.sharing.outside import body_of
from assay.sharing.reach import has_front
from assay.sharing.saying import said_about, takes_comments
from assay.sharing.things import Thing

WORDS = Limit("words of a share link", most=60, seconds=3600)


def page_of(request: LinkRequest, thing: Thing, *, status: int = 200, problem: str = "", **forms: Any) -> HttpResponse:
    """The page of a thing. `forms` replace the empty ones; `problem` says what went wrong."""
    if thing.found is None:
        return render(request, "sharing/away.html", shared_context(request), status=410)
    context = shared_context(request) | _said(request, thing) | {"thing": thing, "problem": problem}
    if isinstance(thing.found, Deliverable):
        context |= _handed(request, thing.found)
        return render(request, "sharing/deliverable.html", context | forms, status=status)
    context["body"] = body_of(thing, request.secret)
    return render(request, "sharing/thing.html", context | forms, status=status)


def stale_page(request: LinkRequest, thing: Thing, **forms: Any) -> HttpResponse:
    """The page of a thing with what was written in a form that came too late."""
    told = _("The page was open for too long; your words are kept, send them again.")
    return page_of(request, thing, problem=told, status=403, **forms)


def shared_context(request: LinkRequest) -> dict[str, Any]:
    link = request.link
    return {
        "link": link,
        "secret": request.secret,
        "project": link.project,
        "workspace": link.project.workspace.name,
        "is_colleague": request.is_colleague,
        "has_front": has_front(link),
        "form_token": form_token(link),
    }


def led_to(request: LinkRequest, kind: str, thing: object, *, part: str = "") -> HttpResponse:
    """Lead to the page of a thing, where something stands now."""
    address = reverse("sharing:by-link-thing", args=[request.secret, kind, thing])
    return HttpResponseRedirect(address + (f"#{part}" if part else ""), status=303)


def count_word(link: ShareLink) -> None:
    """Note that the reader says something. Raises `TooOften` for whoever floods a thing with words."""
    WORDS.check(str(link.pk))
    WORDS.count(str(link.pk))


def needs_code(link: ShareLink) -> bool:
    """Whether a code by mail has to confirm a signature; without mail, or an address, a name does."""
    return has_mail() and bool(link.stakeholder.email)


def _said(request: LinkRequest, thing: Thing) -> dict[str, Any]:
    return {
        "said": said_about(thing, request.link),
        "takes_comments": request.link.can_comment and takes_comments(thing),
        "say_form": SayForm(),
    }


def _handed(request: LinkRequest, deliverable: Deliverable) -> dict[str, Any]:
    link = request.link
    return {
        "handed": handed(deliverable, link, request.secret),
        "sign_form": SignForm(reader=link.stakeholder, needs_code=needs_code(link), seen=deliverable.digest),
        "changes_form": ChangesForm(),
        "needs_code": needs_code(link),
    }
