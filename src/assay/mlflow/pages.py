"""What clients print, opened in a browser: the page of the project, the task or the experiment."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from assay.accounts.doors import PersonRequest, signed_in
from assay.mlflow.shapes import DEFAULT_ID
from assay.projects.finding import project_at
from assay.runs.models import RunGroup
from assay.tasks.finding import task_at


@require_safe
@signed_in
def project(request: PersonRequest, project: str) -> HttpResponse:
    return HttpResponseRedirect(reverse("projects:overview", args=[project_at(request, project).key]))


@require_safe
@signed_in
def task(request: PersonRequest, project: str, task: str) -> HttpResponse:
    return HttpResponseRedirect(reverse("tasks:task", args=[task_at(request, task).key]))


@require_safe
@signed_in
def experiment(request: PersonRequest, number: str) -> HttpResponse:
    """The card of an experiment; one that is no task has the runs of its project or the inbox."""
    if number == DEFAULT_ID:
        return HttpResponseRedirect(reverse("runs:inbox"))
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        raise Http404
    group = RunGroup.objects.visible_to(request.person).select_related("task", "project").filter(pk=number).first()
    if group is None:
        raise Http404
    if group.task:
        return HttpResponseRedirect(reverse("tasks:task", args=[group.task.key]))
    if group.project:
        return HttpResponseRedirect(reverse("runs:of_project", args=[group.project.key]))
    return HttpResponseRedirect(reverse("runs:inbox"))
