"""The board of a project, and that of the whole workspace."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assay.accounts.doors import PersonRequest, signed_in
from assay.kit.clock import now
from assay.projects.finding import project_at
from assay.tasks import queries
from assay.tasks.icons import KIND_ICONS
from assay.tasks.keys import TaskKind
from assay.tasks.models import BoardChoice
from assay.web.errors import problem
from assay.web.messages import answer, is_htmx, trigger

# A lane as a choice names it: `discipline:ml-engineering`.
MOST_LANE_NAME = 60


@require_safe
@signed_in
def board(request: PersonRequest, key: str) -> HttpResponse:
    """The whole page, or to htmx the grid alone."""
    return _board(request, queries.Scope(request.person, project_at(request, key)))


@require_safe
@signed_in
def everywhere(request: PersonRequest) -> HttpResponse:
    """The board of all projects that the person may see."""
    return _board(request, queries.Scope(request.person))


@require_safe
@signed_in
def board_cell(request: PersonRequest, key: str) -> HttpResponse:
    """One cell with more of its cards."""
    return _cell(request, queries.Scope(request.person, project_at(request, key)))


@require_safe
@signed_in
def cell_everywhere(request: PersonRequest) -> HttpResponse:
    return _cell(request, queries.Scope(request.person))


@require_POST
@signed_in
def lanes(request: PersonRequest, key: str) -> HttpResponse:
    """Remember what the lanes are and which are folded; `reset` forgets both."""
    return _lanes(request, queries.Scope(request.person, project_at(request, key)))


@require_POST
@signed_in
def lanes_everywhere(request: PersonRequest) -> HttpResponse:
    return _lanes(request, queries.Scope(request.person))


def _board(request: PersonRequest, scope: queries.Scope) -> HttpResponse:
    look = queries.Look.from_query(request.GET, scope)
    shown = queries.board(scope.project, scope.reader, look=look, at=now())
    if not request.GET and shown.opens_with and not is_htmx(request):
        return redirect(f"{scope.address}?{shown.opens_with.query}")
    template = "tasks/_board.html" if _wants_fragment(request) else "tasks/board.html"
    return render(request, template, _context(shown))


def _cell(request: PersonRequest, scope: queries.Scope) -> HttpResponse:
    look = queries.Look.from_query(request.GET, scope)
    name = next(iter(look.shown), ("", ""))
    shown = queries.board(scope.project, scope.reader, look=look, at=now(), only=name)
    if not (shown.columns and shown.lanes):
        raise Http404
    return render(request, "tasks/_cell.html", _context(shown))


def _lanes(request: PersonRequest, scope: queries.Scope) -> HttpResponse:
    choice, look = BoardChoice.of(request.person, scope.project), queries.Look.from_query(request.GET, scope)
    wanted, fold = request.POST.get("lanes", ""), request.POST.get("fold", "")
    if "reset" in request.POST:
        choice.reset()
        return answer(request, redirect=scope.address + look.as_query(lanes=""))
    if fold and len(fold) <= MOST_LANE_NAME:
        choice.fold(fold)
        if is_htmx(request):
            return trigger(HttpResponse(status=204), **{"task-changed": {}})
        return answer(request, redirect=scope.address + look.as_query())
    if wanted in queries.LaneKind.values:
        choice.take_lanes(wanted)
        return answer(request, redirect=scope.address + look.as_query(lanes=wanted))
    return problem(request, 422, message=_("Say what the lanes shall be."))


def _context(shown: queries.Board) -> dict[str, object]:
    look = shown.look
    return {"board": shown, "look": look, "wanted": look.filter, "kinds": TaskKind.choices, "icons": KIND_ICONS}


def _wants_fragment(request: HttpRequest) -> bool:
    return is_htmx(request) and "HX-History-Restore-Request" not in request.headers
