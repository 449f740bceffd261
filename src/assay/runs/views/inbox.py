"""The inbox: runs without a task, and where they belong."""

from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from assay.accounts.doors import PersonRequest, require, signed_in
from assay.kit.paging import BadCursor
from assay.runs.forms import AsideForm, LinkSelectedForm
from assay.runs.models import Run
from assay.runs.models.run import RunQuerySet
from assay.runs.queries import inbox_of
from assay.runs.sorting import link_waiting, put_aside, take_back
from assay.runs.views.links import links_of
from assay.web.errors import problem
from assay.web.messages import answer


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def inbox(request: PersonRequest) -> HttpResponse:
    """Runs without a task, and by POST the task that several of them belong to."""
    require(request.person.can_write)
    if request.method == "POST":
        return _link_selected(request)
    return _inbox(request, LinkSelectedForm(reader=request.person))


@require_POST
@signed_in
def aside(request: PersonRequest) -> HttpResponse:
    """Ignore the ticked runs, or let them wait again; the message takes it back."""
    require(request.person.can_write)
    form = AsideForm(request.POST if "run" in request.POST else request.GET)
    if not form.is_valid():
        return problem(request, 422, message=" ".join(str(words[0]) for words in form.errors.values()))
    runs = _all_of(Run.objects.visible_to(request.person).alive(), form.cleaned_data["run"])
    if form.cleaned_data["back"]:
        count = take_back(runs, by=request.person)
        said = ngettext("%(count)d run waits again.", "%(count)d runs wait again.", count)
        return answer(request, redirect=reverse("runs:inbox"), text=said % {"count": count})
    count = put_aside(runs, by=request.person)
    said = ngettext("%(count)d run is put aside.", "%(count)d runs are put aside.", count)
    undo = f"{reverse('runs:aside')}?{urlencode([('back', '1'), *(('run', run.uid) for run in runs)])}"
    return answer(request, redirect=reverse("runs:inbox"), text=said % {"count": count}, undo=undo)


def _link_selected(request: PersonRequest) -> HttpResponse:
    form = LinkSelectedForm(request.POST, reader=request.person)
    if not form.is_valid():
        return _inbox(request, form, status=422)
    runs = _all_of(Run.objects.visible_to(request.person).alive(), form.cleaned_data["run"])
    count = link_waiting(runs, form.task, by=request.person)
    said = ngettext("Linked %(count)d run to %(key)s.", "Linked %(count)d runs to %(key)s.", count)
    return answer(request, redirect=reverse("runs:inbox"), text=said % {"count": count, "key": form.task.key})


def _inbox(request: PersonRequest, form: LinkSelectedForm, *, status: int = 200) -> HttpResponse:
    try:
        page = inbox_of(request.person, cursor=request.GET.get("cursor", ""), is_ignored="ignored" in request.GET)
    except BadCursor as error:
        return problem(request, 422, message=str(error))
    return render(request, "runs/inbox.html", {"page": page, "form": form, **links_of(request)}, status=status)


def _all_of(runs: RunQuerySet, uids: list[str]) -> list[Run]:
    """All of these runs or none: one that is not there for this person is a 404."""
    found = list(runs.filter(uid__in=uids))
    if len(found) < len(set(uids)):
        raise Http404
    return found
