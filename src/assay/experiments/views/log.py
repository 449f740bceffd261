"""The experiment log of a project: read, narrowed to an outcome, taken along as Markdown."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assay.accounts.doors import PersonRequest, signed_in
from assay.documents.self_written import OfProject
from assay.experiments.log import LOG, as_markdown
from assay.experiments.models import Outcome
from assay.experiments.queries.log import OPEN, Log, log_of
from assay.projects.finding import project_at
from assay.projects.models import Project


@require_safe
@signed_in
def log(request: PersonRequest, key: str) -> HttpResponse:
    """A page of the log; `?outcome=failure` shows those alone."""
    project = project_at(request, key)
    asked = request.GET.get("page", "")
    page = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
    found = log_of(project, outcome=request.GET.get("outcome", ""), page=page)
    context = {"project": project, "log": found, "choices": _choices(project, found), "this": OfProject(LOG, project)}
    return render(request, "experiments/log.html", context)


def _choices(project: Project, found: Log) -> list[tuple[str, str, bool, int]]:
    """All experiments, and those of each outcome there is: name, address, whether it is chosen, how many."""
    here = reverse("experiments:log", args=[project.key])
    names = [(value, str(label)) for value, label in Outcome.choices] + [(OPEN, _("Open"))]
    those = [
        (name, f"{here}?outcome={one}", found.outcome == one, found.counts[one])
        for one, name in names
        if found.counts.get(one)
    ]
    return [(_("All"), here, not found.outcome, found.total), *those]


@require_safe
@signed_in
def log_as_markdown(request: PersonRequest, key: str) -> HttpResponse:
    """The whole log as a file."""
    project = project_at(request, key)
    answer = HttpResponse(as_markdown(project), content_type="text/markdown; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{project.key}-experiment-log.md"'
    return answer
