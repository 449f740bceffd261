"""Putting a signal off with a reason, and calling it back."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assay.accounts.doors import PersonRequest, require, signed_in
from assay.signals.finding import line_of, snooze_of
from assay.signals.forms import SnoozeForm
from assay.signals.models import BadSnooze, Snooze
from assay.web.messages import answer, is_htmx
from assay.web.when import day


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def snooze(request: PersonRequest, key: str) -> HttpResponse:
    """Ask why and until when, in a dialog or on a page of its own, and let the signal rest."""
    require(request.person.can_write)
    signal = line_of(request.person, key)
    form = SnoozeForm(request.POST if request.method == "POST" else None)
    back = _back(request)
    if form.is_bound and form.is_valid():
        try:
            made = Snooze.begin_all(signal, form.cleaned_data["until"], form.cleaned_data["reason"], request.person)
        except BadSnooze as error:
            form.add_error(None, str(error))
        else:
            text = _("“%(signal)s” rests until %(day)s") % {"signal": signal.name, "day": day(made[0].until)}
            return answer(request, redirect=back, text=text)
    template = "signals/_snooze.html" if is_htmx(request) else "signals/snooze.html"
    context = {"signal": signal, "form": form, "back": back}
    return render(request, template, context, status=422 if form.is_bound else 200)


@require_POST
@signed_in
def recall(request: PersonRequest, number: int) -> HttpResponse:
    """Show a signal again before its day."""
    require(request.person.can_write)
    found = snooze_of(request.person, number)
    if found is None:
        raise Http404
    found.end(by=request.person)
    return answer(request, redirect=_back(request), text=_("“%(signal)s” is back") % {"signal": found.name})


def _back(request: PersonRequest) -> str:
    """Where the person came from, if that is a place of ours."""
    wanted = request.POST.get("back") or request.GET.get("back", "")
    is_ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if is_ours else reverse("signals:list")
