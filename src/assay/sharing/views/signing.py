"""How somebody without an account approves a deliverable, or asks for changes."""

from django.db import transaction
from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from assay.accounts.doors import require
from assay.deliverables.models import Deliverable
from assay.deliverables.refusals import KNOWN, ReadAgain, status_of
from assay.kit.limits import Limit
from assay.sharing.doors import LinkRequest, by_link, words_back
from assay.sharing.forms import ChangesForm, CodeForm, SayForm, SignForm
from assay.sharing.letters import mail_code
from assay.sharing.models import Confirmation
from assay.sharing.reach import thing_behind
from assay.sharing.standing import standing_of
from assay.sharing.things import DELIVERABLE, Name, Thing
from assay.sharing.views.pages import count_word, led_to, needs_code, page_of, shared_context, stale_page

REFUSALS: tuple[type[Exception], ...] = tuple(KNOWN)
CODES = Limit("codes of a share link", most=5, seconds=3600)


def _stale_signature(request: LinkRequest, number: int) -> HttpResponse:
    """What they approve is what the page shows from now on; if that is not what they read, it says so."""
    thing = _to_decide(request, number)
    if not _is_waiting(request, thing):
        return words_back(request)
    form = _form_again(request, thing.found, request.POST.dict())
    if request.POST.get("sign-seen") != thing.found.digest:
        told = _("It was changed since you opened the page. Nothing is approved: read it as it is now.")
        return page_of(request, thing, problem=told, status=409, sign_form=form)
    return stale_page(request, thing, sign_form=form)


def _stale_changes(request: LinkRequest, number: int) -> HttpResponse:
    thing = _to_decide(request, number)
    if not _is_waiting(request, thing):
        return words_back(request)
    return stale_page(request, thing, changes_form=ChangesForm(request.POST))


@by_link("POST", stale=_stale_signature)
def signature(request: LinkRequest, number: int) -> HttpResponse:
    """Approve: by a code that goes out now, or by one's name where no mail can go."""
    thing, link = _to_decide(request, number), request.link
    with_code = needs_code(link)
    form = SignForm(request.POST, reader=link.stakeholder, needs_code=with_code)
    if not form.is_valid():
        return page_of(request, thing, sign_form=form, status=422)
    note, seen = form.cleaned_data["note"], form.cleaned_data["seen"]
    if with_code:
        return _code_asked(request, thing.found, note=note, seen=seen)
    try:
        thing.found.sign(by=link.stakeholder, note=note, seen=seen)
    except REFUSALS as error:
        return _refused(request, number, error, sign_form=_form_again(request, thing.found, request.POST.dict()))
    return led_to(request, DELIVERABLE, number, part="decision")


@by_link("POST", stale=_stale_changes)
def changes(request: LinkRequest, number: int) -> HttpResponse:
    """Say what has to be changed first."""
    thing, form = _to_decide(request, number), ChangesForm(request.POST)
    if not form.is_valid():
        return page_of(request, thing, changes_form=form, status=422)
    count_word(request.link)
    try:
        thing.found.ask_for_changes(form.cleaned_data["text"], by=request.link.stakeholder)
    except REFUSALS as error:
        # There is nothing to decide any more, but the words can still be said.
        said = SayForm({"text": form.cleaned_data["text"]})
        return _refused(request, number, error, say_form=said) if request.link.can_comment else words_back(request)
    return led_to(request, DELIVERABLE, number, part="said")


@by_link("GET", "HEAD", "POST")
def code(request: LinkRequest, number: int) -> HttpResponse:
    """Type the code that came by mail; the page waits for it to be sent."""
    asked = request.link.confirmations.filter(pk=number).select_related("deliverable__project").first()
    if asked is None:
        raise Http404
    if asked.used_at is not None:
        return led_to(request, DELIVERABLE, asked.deliverable_id, part="decision")
    if request.method != "POST":
        return _code_page(request, asked, CodeForm())
    _to_decide(request, asked.deliverable_id)
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _code_page(request, asked, form, status=422)
    try:
        if asked.confirm(form.cleaned_data["code"]) is None:
            form.add_error("code", _("This is not the code."))
            return _code_page(request, asked, form, status=422)
    except REFUSALS as error:
        again = _form_again(request, asked.deliverable, {"sign-note": asked.note})
        return _refused(request, asked.deliverable_id, error, sign_form=again)
    return led_to(request, DELIVERABLE, asked.deliverable_id, part="decision")


def _to_decide(request: LinkRequest, number: int) -> Thing:
    """The deliverable behind the link, if its reader may decide about it. Raises `Http404`."""
    thing = thing_behind(request.link, Name(DELIVERABLE, str(number)))
    require(request.link.can_sign, _("This link is for reading."))
    if thing.found is None:
        raise Http404
    return thing


def _is_waiting(request: LinkRequest, thing: Thing) -> bool:
    """Whether the page of the deliverable still has the forms to decide."""
    return standing_of(thing.found, request.link).is_waiting


def _code_asked(request: LinkRequest, deliverable: Deliverable, *, note: str, seen: str) -> HttpResponse:
    who = str(request.link.pk)
    CODES.check(who)
    CODES.count(who)
    with transaction.atomic():
        asked = Confirmation.ask(request.link, deliverable, note=note, seen=seen)
        mail_code.later(asked.pk)
    return HttpResponseRedirect(reverse("sharing:by-link-code", args=[request.secret, asked.pk]), status=303)


def _code_page(request: LinkRequest, asked: Confirmation, form: CodeForm, *, status: int = 200) -> HttpResponse:
    context = shared_context(request) | {"asked": asked, "code_form": form, "deliverable": asked.deliverable}
    return render(request, "sharing/code.html", context, status=status)


def _form_again(request: LinkRequest, deliverable: Deliverable, sent: dict[str, str]) -> SignForm:
    """Return the form with what was sent, to approve what the page shows from now on."""
    link = request.link
    return SignForm(sent | {"sign-seen": deliverable.digest}, reader=link.stakeholder, needs_code=needs_code(link))


def _refused(request: LinkRequest, number: int, error: Exception, **forms: Form) -> HttpResponse:
    """Show the thing as it is now, with what the verb said, and what was written in `forms`."""
    thing = thing_behind(request.link, Name(DELIVERABLE, str(number)))
    if isinstance(error, ReadAgain):
        told = _("It was changed a moment ago, while you read. Nothing is approved: read it as it is now.")
        return page_of(request, thing, problem=told, status=409, **forms)
    return page_of(request, thing, problem=str(error), status=status_of(error), **forms)
