"""What other pages show of signals, fetched once they stand."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assay.accounts.doors import PersonRequest, signed_in
from assay.projects.finding import project_at
from assay.signals.queries import beside_needs, marks_of, signals_of_tasks
from assay.tasks.finding import task_at


@require_safe
@signed_in
def of_project(request: PersonRequest, key: str) -> HttpResponse:
    """What a project's overview says beside “Needs you”, and nothing of that again."""
    project = project_at(request, key)
    context = {"project": project, "signals": beside_needs(project, request.person)}
    return render(request, "signals/_of_project.html", context)


@require_safe
@signed_in
def of_task(request: PersonRequest, key: str) -> HttpResponse:
    """What is said of one task."""
    task = task_at(request, key)
    signals = signals_of_tasks([task.pk], [task.project]).get(task.pk, [])
    return render(request, "signals/_of_task.html", {"task": task, "signals": signals})


@require_safe
@signed_in
def marks(request: PersonRequest) -> HttpResponse:
    """Marks for the cards of a board, of one project or of all."""
    found = marks_of(request.person, project=request.GET.get("project", ""))
    return render(request, "signals/_marks.html", {"marks": found})
