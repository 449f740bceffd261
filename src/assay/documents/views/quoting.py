"""Quotes of a document: frozen, refreshed, made live; what can be quoted; a text with its quotes, unsaved."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assay.accounts.doors import PersonRequest, signed_in
from assay.documents.finding import document_of, document_to_change
from assay.documents.models.writing import MOST_TEXT
from assay.documents.quotes.kinds import Look, quotable
from assay.documents.quotes.showing import shown
from assay.documents.views.refusing import refused, refusing
from assay.kit.clock import now
from assay.kit.conflicts import EditedMeanwhile
from assay.web.messages import answer

MOST_OFFERS = 8


@require_POST
@signed_in
@refusing
def quotes(request: PersonRequest, number: int) -> HttpResponse:
    """Freeze a quote as it is now, or make it live: `quote` says which act, its number and what stands there."""
    document = document_to_change(request.person, number)
    act, _space, rest = request.POST.get("quote", "").partition(" ")
    place, _space, said = rest.partition(" ")
    verbs = {"freeze": document.freeze_quote, "thaw": document.thaw_quote}
    if act not in verbs or not (place.isascii() and place.isdigit() and len(place) < 6):
        return refused(request, number, _("Say which quote: freeze or thaw, its number and its text."), status=422)
    try:
        verbs[act](int(place), said, by=request.person)
    except EditedMeanwhile as conflict:
        return refused(request, number, str(conflict), status=409)
    told = _("Frozen as it is now") if act == "freeze" else _("The quote is live again")
    return answer(request, redirect=reverse("documents:document", args=[number]), text=told)


@require_safe
@signed_in
def quotable_things(request: PersonRequest, number: int) -> HttpResponse:
    """What could be quoted by `kind`, fitting the words `q`."""
    document = document_of(request.person, number)
    kind = quotable(request.GET.get("kind", ""))
    look = Look(document.project, request.person, now())
    offers = kind.offers(request.GET.get("q", "")[:100], look) if kind else ()
    listed = [{"argument": one.argument, "title": one.title} for one in offers[:MOST_OFFERS]]
    return JsonResponse({"offers": listed})


@require_POST
@signed_in
@refusing
def preview(request: PersonRequest, number: int) -> HttpResponse:
    """What somebody is writing, with its quotes, as it will look."""
    document, text = document_to_change(request.person, number), request.POST.get("text", "").replace("\r\n", "\n")
    if len(text) > MOST_TEXT:
        return refused(request, number, _("This is too long to be shown."), status=413)
    look = Look(document.project, request.person, now())
    return render(request, "documents/_preview.html", {"html": shown(text, look, document=document.pk).html})
