"""The pages of runs: a project's table, one run with its files, and the inbox of unlinked runs."""

from collections.abc import Callable
from typing import TypeVar, cast

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assay.accounts.doors import PersonRequest, require, signed_in
from assay.kit.clock import now
from assay.kit.paging import BadCursor
from assay.projects.finding import project_at
from assay.runs import linking
from assay.runs.forms import FilterForm, LinkForm, LinkSelectedForm
from assay.runs.models import Artifact, LoggedModel, Run
from assay.runs.models.run import RunQuerySet
from assay.runs.previews import preview_of, served
from assay.runs.queries import inbox_of, run_page, runs_of_project
from assay.runs.sorting import link_waiting
from assay.web.errors import problem
from assay.web.messages import answer, is_htmx

Read = TypeVar("Read")


@require_safe
@signed_in
def of_project(request: PersonRequest, key: str) -> HttpResponse:
    """The runs of a project's tasks, newest first; htmx gets the table alone."""
    project = project_at(request, key)
    form = FilterForm(request.GET, project=project, reader=request.person)
    status = 200 if form.is_valid() else 422
    cursor = request.GET.get("cursor", "")
    try:
        table = runs_of_project(project, reader=request.person, asked=form.asked, cursor=cursor, at=now())
    except BadCursor as error:
        return problem(request, 422, message=str(error))
    context = {"project": project, "table": table, "form": form, "cursor": cursor, **_links(request)}
    template = "runs/_table.html" if is_htmx(request) else "runs/of_project.html"
    return render(request, template, context, status=status)


@require_safe
@signed_in
def run(request: PersonRequest, uid: str) -> HttpResponse:
    return _shown(request, _run(request, uid), LinkForm(reader=request.person))


@require_POST
@signed_in
def task(request: PersonRequest, uid: str) -> HttpResponse:
    """Say by hand to which task the run belongs."""
    found = _run(request, uid)
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
    found = _run(request, uid)
    require(request.person.can_write)
    linking.unlink(found, by=request.person)
    said = _("Run %(number)d is in the inbox.") % {"number": found.number}
    return answer(request, redirect=_url_of(found), text=said)


@require_safe
@signed_in
def artifact(request: PersonRequest, uid: str, path: str) -> HttpResponse:
    """The bytes of a file of the run."""
    return _served(_run(request, uid).artifacts.filter(path=path))


@require_safe
@signed_in
def model_artifact(request: PersonRequest, uid: str, model: str, path: str) -> HttpResponse:
    """The bytes of a file of a model that the run logged."""
    logged = get_object_or_404(LoggedModel.objects.visible_to(request.person), uid=model, run=_run(request, uid))
    return _served(logged.artifacts.filter(path=path))


@require_safe
@signed_in
def preview(request: PersonRequest, uid: str, path: str) -> HttpResponse:
    """What can be shown of a file: in a dialog to htmx, as a page else."""
    found = _run(request, uid)
    file = get_object_or_404(Artifact.objects.visible_to(request.person), run=found, path=path)
    context = {"run": found, "preview": _readable(preview_of, file)}
    return render(request, "runs/_preview.html" if is_htmx(request) else "runs/preview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def inbox(request: PersonRequest) -> HttpResponse:
    """Runs without a task, and by POST the task that several of them belong to."""
    require(request.person.can_write)
    if request.method == "POST":
        return _link_selected(request)
    return _inbox(request, LinkSelectedForm(reader=request.person))


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
        page = inbox_of(request.person, cursor=request.GET.get("cursor", ""))
    except BadCursor as error:
        return problem(request, 422, message=str(error))
    return render(request, "runs/inbox.html", {"page": page, "form": form, **_links(request)}, status=status)


def _shown(request: PersonRequest, run: Run, form: LinkForm, *, status: int = 200) -> HttpResponse:
    """The page of the run; htmx, which asks again when the run changes, gets it without the shell."""
    is_whole = request.GET.get("show") == "all"
    page = run_page(run, reader=request.person, is_whole=is_whole, at=now())
    template = "runs/_run.html" if is_htmx(request) else "runs/run.html"
    return render(request, template, {"page": page, "run": run, "form": form, "is_whole": is_whole}, status=status)


def _run(request: PersonRequest, uid: str) -> Run:
    """The run, and its project for the rail. A deleted run is not there."""
    runs = Run.objects.visible_to(request.person).alive().select_related("task__project", "group", "person")
    run = get_object_or_404(runs, uid=uid)
    request.project = run.task.project if run.task else None  # type: ignore[attr-defined]
    return run


def _all_of(runs: RunQuerySet, uids: list[str]) -> list[Run]:
    """All of these runs or none: one that is not there for this person is a 404."""
    found = list(runs.filter(uid__in=uids))
    if len(found) < len(set(uids)):
        raise Http404
    return found


def _served(files: QuerySet[Artifact]) -> HttpResponse:
    # Django's stubs know no streamed answer as a HttpResponse; to everybody else it is one.
    return cast("HttpResponse", _readable(served, get_object_or_404(files)))


def _readable(read: Callable[[Artifact], Read], file: Artifact) -> Read:
    """Read a file; one whose bytes are gone from the disk is not there."""
    try:
        return read(file)
    except FileNotFoundError as error:
        raise Http404 from error


def _links(request: PersonRequest) -> dict[str, str]:
    """The filter as it stands in the URL, for the links to other pages, and where clients log to."""
    query = request.GET.copy()
    query.pop("cursor", None)
    return {"query": query.urlencode(), "address": settings.BASE_URL}


def _way_back(request: PersonRequest, run: Run) -> str:
    return reverse("runs:inbox") if request.POST.get("from") == "inbox" else _url_of(run)


def _url_of(run: Run) -> str:
    return reverse("runs:run", args=[run.uid])
