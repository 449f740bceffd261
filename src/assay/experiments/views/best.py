"""The best so far of a project as a file."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from assay.accounts.doors import PersonRequest, signed_in
from assay.experiments.best_chart import best_chart
from assay.experiments.queries.best_so_far import best_so_far
from assay.projects.finding import project_at
from assay.web.charts import asked_file


@require_safe
@signed_in
def best(request: PersonRequest, key: str) -> HttpResponse:
    """`?chart=best&as=png`, svg or csv; without a file asked for, to the page that shows the picture."""
    project = project_at(request, key)
    found = best_so_far(project)
    charts = [best_chart(found)] if found and found.tries else []
    return asked_file(request, charts) or redirect("projects:overview", project.key)
