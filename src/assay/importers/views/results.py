"""Upload a table of results, say what its columns are, and store its runs: all of them or none."""

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from assay.accounts.doors import PersonRequest, require, signed_in
from assay.importers.models import ResultsFile
from assay.importers.results.columns import LABELS, said
from assay.importers.results.forms import ResultsForm
from assay.importers.results.reading import PREVIEW_ROWS, Column, guessed, runs_of
from assay.importers.results.sent import OtherRun, take_sent
from assay.importers.results.table import MOST_BYTES, Table, Unreadable, decoded, table_of
from assay.kit import blobs
from assay.kit.clock import now
from assay.projects.finding import project_at
from assay.runs.limits import BadValue
from assay.web.messages import answer


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def results(request: PersonRequest, key: str) -> HttpResponse:
    """Choose the file; what can be read of it goes on to its columns."""
    project = project_at(request, key)
    require(request.person.can_write)
    files = {"data": request.POST, "files": request.FILES} if request.method == "POST" else {}
    form = ResultsForm(**files, project=project, reader=request.person)
    problems: list[str] = []
    if form.is_bound and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            table_of(decoded(file.read(MOST_BYTES + 1)))
        except Unreadable as refusal:
            problems = refusal.problems
        else:
            file.seek(0)
            kept = _keep(request, form.cleaned_data["task"], file)
            return answer(request, redirect=reverse("importers:columns", args=[project.key, kept.pk]))
    context = {"project": project, "form": form, "problems": problems}
    return render(request, "importers/results.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def columns(request: PersonRequest, key: str, pk: int) -> HttpResponse:
    """What each column is taken for; a POST stores the runs, or says line by line why not."""
    project = project_at(request, key)
    require(request.person.can_write)
    mine = ResultsFile.objects.visible_to(request.person).filter(task__project=project)
    file = get_object_or_404(mine.select_related("task__project__workspace"), pk=pk)
    table = table_of(decoded(b"".join(blobs.chunks(file.sha256))))
    chosen = said(guessed(table), _roles(request, len(table.headings)))
    problems: list[str] = []
    if request.method == "POST":
        try:
            return _stored(request, file, table, chosen)
        except Unreadable as refusal:
            problems = refusal.problems
        except (BadValue, OtherRun) as refusal:
            problems = [str(refusal)]
    context = {
        "project": project,
        "file": file,
        "columns": chosen,
        "labels": list(LABELS.items()),
        "rows": [cells for _line, cells in table.rows[:PREVIEW_ROWS]],
        "count": len(table.rows),
        "problems": problems,
    }
    return render(request, "importers/columns.html", context, status=422 if problems else 200)


@transaction.atomic
def _stored(request: PersonRequest, file: ResultsFile, table: Table, chosen: list[Column]) -> HttpResponse:
    page = reverse("tasks:task", args=[file.task.key])
    # Sent twice: they came a moment ago.
    if ResultsFile.objects.select_for_update().filter(pk=file.pk).first() is None:
        return answer(request, redirect=page)
    taken = take_sent(file.task, runs_of(table, chosen), origin=file.name, by=request.person)
    file.delete()
    text = ngettext("%(count)d run came", "%(count)d runs came", len(taken)) % {"count": len(taken)}
    return answer(request, redirect=page, text=text)


def _keep(request: PersonRequest, task: Any, file: Any) -> ResultsFile:
    blob = blobs.keep(file.chunks())
    return ResultsFile.objects.create(
        task=task,
        name=(file.name or _("results.csv"))[:250].replace("\0", "�"),
        sha256=blob.sha256,
        size=blob.size,
        created_at=now(),
        created_by=request.person,
    )


def _roles(request: PersonRequest, count: int) -> dict[int, str]:
    return {number: request.POST[f"role-{number}"] for number in range(count) if f"role-{number}" in request.POST}
