"""Download the runs of a project: as a table, as lines of JSON, or as a zip with every point."""

import tempfile
from typing import IO, cast

from django.db.models import Sum
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assay.accounts.doors import PersonRequest, signed_in
from assay.importers.exporting import tables
from assay.projects.finding import project_at
from assay.runs.models import MetricSeries
from assay.web.errors import problem

TYPES = {"csv": "text/csv; charset=utf-8", "jsonl": "application/jsonl; charset=utf-8", "zip": "application/zip"}
MOST_POINTS = 2_000_000
IN_MEMORY = 8_000_000


@require_safe
@signed_in
def exports(request: PersonRequest, key: str) -> HttpResponse:
    """What can be downloaded."""
    project = project_at(request, key)
    context = {"project": project, "count": len(tables.runs_of(project, request.person))}
    return render(request, "importers/exports.html", context)


@require_safe
@signed_in
def export(request: PersonRequest, key: str, kind: str) -> HttpResponse:
    project = project_at(request, key)
    if kind not in TYPES:
        raise Http404
    runs = tables.runs_of(project, request.person)
    if kind == "zip" and _points(runs) > MOST_POINTS:
        message = _("These runs have more than %(most)s points. Use the command: assay export runs --project %(key)s")
        return problem(request, 413, message=message % {"most": f"{MOST_POINTS:,}", "key": project.key})
    file = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  the answer closes it
    tables.write(runs, kind, cast("IO[bytes]", file))
    file.seek(0)
    name = f"{project.key.lower()}-runs.{kind}"
    answer = FileResponse(file, as_attachment=True, filename=name, content_type=TYPES[kind])
    return cast("HttpResponse", answer)


def _points(runs: list[int]) -> int:
    total = 0
    for start in range(0, len(runs), tables.AT_ONCE):
        some = MetricSeries.objects.filter(run__in=runs[start : start + tables.AT_ONCE])
        total += some.aggregate(total=Sum("count"))["total"] or 0
    return total
