"""The page of one run, and the task it belongs to."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assay.accounts.doors import PersonRequest, require, signed_in
from assay.kit.clock import now
from assay.runs import linking
from assay.runs.chart_files import asked_curves
from assay.runs.forms import LinkForm
from assay.runs.models import Run
from assay.runs.queries import run_page
from assay.runs.sections import rendered_sections
from assay.runs.views.finding import living_run_at, run_at
from assay.web.messages import answer, is_htmx


@require_safe
@signed_in
def run(request: PersonRequest, uid: str) -> HttpResponse:
    return _shown(request, run_at(request, uid), LinkForm(reader=request.person))


@require_POST
@signed_in
def task(request: PersonRequest, uid: str) -> HttpResponse:
    """Say by hand to which task the run belongs."""
    found = living_run_at(request, uid)
    require(request.person.can_write)
    form = LinkForm(request.POST, reader=request.person)
    if not form.is_valid():
        return _shown(request, found, form, status=422)
    linking.link(found, form.task, by=request.person)
    said = _("Run %(number)d belongs to %(key)s.") % {"number": found.number, "key": form.task.key}
    return answer(request, redirect=_way_back(request, found), text=said)


@require_POST
@signed_in
def back_to_inbox(request: PersonRequest, uid: str) -> HttpResponse:
    """Take the run off its task."""
    found = living_run_at(request, uid)
    require(request.person.can_write)
    linking.unlink(found, by=request.person)
    said = _("Run %(number)d is in the inbox.") % {"number": found.number}
    return answer(request, redirect=_url_of(found), text=said)


def _shown(request: PersonRequest, run: Run, form: LinkForm, *, status: int = 200) -> HttpResponse:
    """The page of the run; htmx, which asks again when the run changes, gets it without the shell."""
    is_whole = request.GET.get("show") == "all"
    page = run_page(run, reader=request.person, is_whole=is_whole, at=now())
    if file := asked_curves(request, page.charts):
        return file
    template = "runs/_run.html" if is_htmx(request) else "runs/run.html"
    context = {"page": page, "run": run, "form": form, "is_whole": is_whole}
    context["sections"] = rendered_sections(run, reader=request.person, request=request)
    return render(request, template, context, status=status)


def _way_back(request: PersonRequest, run: Run) -> str:
    return reverse("runs:inbox") if request.POST.get("from") == "inbox" else _url_of(run)


def _url_of(run: Run) -> str:
    return reverse("runs:run", args=[run.uid])
