"""The board of a project."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assay.accounts.doors import PersonRequest, signed_in
from assay.accounts.models import Person
from assay.kit.clock import now
from assay.projects.finding import project_at
from assay.tasks import queries
from assay.tasks.icons import KIND_ICONS
from assay.tasks.keys import TaskKind
from assay.tasks.queries.filters import CELL
from assay.web.messages import is_htmx


@require_safe
@signed_in
def board(request: PersonRequest, key: str) -> HttpResponse:
    """The whole page, or to htmx the grid alone."""
    project = project_at(request, key)
    wanted = queries.BoardFilter.from_query(request.GET)
    shown = queries.board(project, request.person, at=now(), wanted=wanted)
    template = "tasks/_board.html" if _wants_fragment(request) else "tasks/board.html"
    context = {"board": shown, "wanted": wanted, "kinds": TaskKind.choices, "icons": KIND_ICONS}
    return render(request, template, context)


@require_safe
@signed_in
def board_cell(request: PersonRequest, key: str) -> HttpResponse:
    """One cell with more of its cards."""
    project = project_at(request, key)
    wanted = queries.BoardFilter.from_query(request.GET)
    (column_id, person_id), count = next(iter(wanted.shown.items()), ((0, None), CELL))
    column = project.columns.present().filter(pk=column_id).first()
    person = Person.objects.visible_to(request.person).filter(pk=person_id or 0).first()
    if column is None or (person_id and person is None):
        raise Http404
    cell = queries.cell(project, column, person, count=count, wanted=wanted, at=now())
    context = {
        "cell": cell,
        "project": project,
        "phases": {phase.pk: phase for phase in project.phases.all()},
        "wanted": wanted,
        "icons": KIND_ICONS,
        "lane": None,
    }
    return render(request, "tasks/_cell.html", context)


def _wants_fragment(request: HttpRequest) -> bool:
    return is_htmx(request) and "HX-History-Restore-Request" not in request.headers
