"""Views of a board: saved, changed, taken away, and opened first."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from assay.accounts.doors import PersonRequest, require, signed_in
from assay.projects.finding import project_at
from assay.projects.models import Project
from assay.tasks.models import BoardChoice, BoardView
from assay.tasks.models.board_view import MOST_VIEW_NAME, TooManyViews, ViewNameTaken
from assay.tasks.queries import Look, Scope
from assay.web.errors import problem
from assay.web.messages import answer


class ViewForm(forms.Form):
    """A view's name, who sees it, and the end of an address."""

    name = forms.CharField(label=gettext_lazy("Name of the view"), max_length=MOST_VIEW_NAME)
    query = forms.CharField(required=False, max_length=20_000)
    shared = forms.BooleanField(required=False)

    def clean_name(self) -> str:
        return " ".join(str(self.cleaned_data["name"]).split())


@require_POST
@signed_in
def board_views(request: PersonRequest, key: str) -> HttpResponse:
    """Save how the board looks now under a name."""
    return _keep(request, project_at(request, key))


@require_POST
@signed_in
def board_views_everywhere(request: PersonRequest) -> HttpResponse:
    return _keep(request, None)


@require_POST
@signed_in
def board_view(request: PersonRequest, number: int) -> HttpResponse:
    """Give a view another name, or share it or no longer."""
    view, form = _own(request, number), ViewForm(request.POST)
    if not form.is_valid():
        return _wrong(request, form)
    facts = form.cleaned_data
    require(request.person.can_write or not facts["shared"])
    try:
        view.edit(
            name=facts["name"],
            query=_query(facts["query"], request, view.project) or view.query,
            is_shared=facts["shared"],
        )
    except ViewNameTaken as taken:
        return problem(request, 422, message=str(taken))
    return answer(
        request, redirect=address_of(view, request), text=_("Saved the view “%(name)s”.") % {"name": view.name}
    )


@require_POST
@signed_in
def board_view_removal(request: PersonRequest, number: int) -> HttpResponse:
    """Take a view away; the tasks stay."""
    view = _own(request, number)
    view.delete()
    said = _("Removed the view “%(name)s”.") % {"name": view.name}
    return answer(request, redirect=Scope(request.person, view.project).everything, text=said)


@require_POST
@signed_in
def board_view_default(request: PersonRequest, number: int) -> HttpResponse:
    """Open the board with this view from now on, or no longer."""
    view = get_object_or_404(BoardView.objects.visible_to(request.person), pk=number)
    BoardChoice.of(request.person, view.project).open_with(view)
    return answer(request, redirect=address_of(view, request))


def address_of(view: BoardView, request: PersonRequest) -> str:
    return Scope(request.person, view.project).address + (f"?{view.query}" if view.query else "")


def _keep(request: PersonRequest, project: Project | None) -> HttpResponse:
    form = ViewForm(request.POST)
    if not form.is_valid():
        return _wrong(request, form)
    facts = form.cleaned_data
    require(request.person.can_write or not facts["shared"])
    try:
        view = BoardView.keep(
            project,
            name=facts["name"],
            query=_query(facts["query"], request, project),
            is_shared=facts["shared"],
            by=request.person,
        )
    except TooManyViews as many:
        return problem(request, 422, message=str(many))
    said = _("Saved the view “%(name)s”.") % {"name": view.name}
    return answer(request, redirect=address_of(view, request), text=said)


def _query(text: str, request: PersonRequest, project: Project | None) -> str:
    """Return what the address says; what no board's address holds is left out."""
    return Look.from_text(text, Scope(request.person, project)).query


def _own(request: PersonRequest, number: int) -> BoardView:
    view = get_object_or_404(BoardView.objects.visible_to(request.person).select_related("project"), pk=number)
    require(view.can_be_edited_by(request.person))
    return view


def _wrong(request: PersonRequest, form: ViewForm) -> HttpResponse:
    return problem(request, 422, message=" ".join(str(one) for errors in form.errors.values() for one in errors))
