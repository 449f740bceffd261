"""The scratch list of a project."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assay.accounts.doors import PersonRequest, require, signed_in
from assay.experiments.actions import experiment_from
from assay.experiments.forms import LearnedForm, ScratchForm
from assay.experiments.models import Scratch, ScratchSettled
from assay.experiments.queries.scratch import scratch_list
from assay.projects.finding import project_at
from assay.projects.models import Project
from assay.web.errors import problem
from assay.web.messages import answer


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def scratch(request: PersonRequest, key: str) -> HttpResponse:
    """The list, and by POST a new line on it."""
    project = project_at(request, key)
    if request.method != "POST":
        return _page(request, project)
    require(request.person.can_write)
    form = ScratchForm(request.POST)
    if not form.is_valid():
        return _page(request, project, form=form, status=422)
    made = Scratch.add(project, form.cleaned_data["text"], by=request.person)
    return answer(request, redirect=_address(project), text=_("Send runs to %(name)s") % {"name": made.name})


@require_POST
@signed_in
def scratch_experiment(request: PersonRequest, key: str, number: int) -> HttpResponse:
    """Make an experiment of a line."""
    project = project_at(request, key)
    one = _found(request, project, number)
    try:
        task = experiment_from(one, by=request.person)
    except ScratchSettled as error:
        return problem(request, 409, message=str(error))
    return answer(request, redirect=reverse("tasks:task", args=[task.key]), text=_("Now write what would prove it"))


@require_POST
@signed_in
def scratch_end(request: PersonRequest, key: str, number: int) -> HttpResponse:
    """Let a line go with one sentence of what was learned."""
    project = project_at(request, key)
    one = _found(request, project, number)
    form = LearnedForm(request.POST)
    if not form.is_valid():
        return _page(request, project, wrong={one.pk: str(form.errors["learned"][0])}, status=422)
    try:
        one.let_go(form.cleaned_data["learned"], by=request.person)
    except ScratchSettled as error:
        return problem(request, 409, message=str(error))
    return answer(request, redirect=_address(project), text=_("Kept what you learned"))


def _found(request: PersonRequest, project: Project, number: int) -> Scratch:
    require(request.person.can_write)
    one = Scratch.objects.of_project(project).filter(number=number).first()
    if one is None:
        raise Http404
    one.project = project
    return one


def _page(
    request: PersonRequest,
    project: Project,
    *,
    form: ScratchForm | None = None,
    wrong: dict[int, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "project": project,
        "scratch": scratch_list(project),
        "form": form or ScratchForm(),
        "wrong": wrong or {},
        "can_write": request.person.can_write,
    }
    return render(request, "experiments/scratch.html", context, status=status)


def _address(project: Project) -> str:
    return reverse("experiments:scratch", args=[project.key])
