"""Choose the columns of the table of runs: which, in what order, how wide."""

from collections.abc import Sequence

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from assay.accounts.doors import PersonRequest, signed_in
from assay.projects.finding import project_at
from assay.projects.models import Project
from assay.runs.columns import ATTRIBUTES, PICKS, Column, Kind, Width, attributes
from assay.runs.models import TableChoice
from assay.runs.queries.table import columns_shown, known_keys
from assay.runs.table_forms import ChooseForm, TableForm
from assay.runs.views.links import TableAddress
from assay.web.errors import problem
from assay.web.messages import answer, is_htmx

WIDTHS = {
    Width.AUTO: gettext_lazy("as wide as needed"),
    Width.NARROW: gettext_lazy("narrow"),
    Width.MEDIUM: gettext_lazy("medium"),
    Width.WIDE: gettext_lazy("wide"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def columns(request: PersonRequest, key: str) -> HttpResponse:
    """What can be chosen: in a dialog to htmx, as a page else; by POST the choice, which is remembered."""
    project = project_at(request, key)
    if request.method == "POST":
        return _changed(request, project)
    back = TableAddress(project.key, request.GET)
    form = TableForm(request.GET, project=project, reader=request.person)
    form.is_valid()
    return _shown(request, project, columns_shown(project, reader=request.person, asked=form.asked), back)


def _changed(request: PersonRequest, project: Project) -> HttpResponse:
    back = TableAddress.back(project.key, request.POST.get("back", ""))
    choice = TableChoice.of(request.person, project)
    if prefix := request.POST.get("fold", ""):
        choice.fold(prefix[:300])
        return _back(request, back.whole)
    if "reset" in request.POST:
        choice.reset()
        return answer(request, redirect=back.but(column=""), text=_("The table chooses its columns again."))
    form = ChooseForm(request.POST)
    if not form.is_valid():
        return problem(request, 422, message=str(form.errors["column"][0]))
    chosen = form.cleaned_data["column"]
    if move := request.POST.get("move", ""):
        return _shown(request, project, _moved(chosen, move), back)
    choice.choose(chosen)
    return answer(request, redirect=back.but(column="", columns_from=""), text=_("The columns are remembered for you."))


def _back(request: PersonRequest, address: str) -> HttpResponse:
    return answer(request, redirect=address) if is_htmx(request) else HttpResponseRedirect(address, status=303)


def _moved(chosen: Sequence[Column], move: str) -> list[Column]:
    """Return the columns with one of them a place further up or down: `up:params.lr`."""
    way, _colon, name = move.partition(":")
    names = [one.name for one in chosen]
    moved = list(chosen)
    if name in names:
        at = names.index(name)
        to = min(max(at + (-1 if way == "up" else 1), 0), len(moved) - 1)
        moved.insert(to, moved.pop(at))
    return moved


def _shown(request: PersonRequest, project: Project, chosen: list[Column], back: TableAddress) -> HttpResponse:
    names = {one.plain for one in chosen}
    known = known_keys(project, reader=request.person)
    more = [
        (_("About the run"), [one for one in attributes(*ATTRIBUTES) if one.plain not in names]),
        (_("Parameters"), [one for key in known.params if (one := Column(Kind.PARAM, key)).plain not in names]),
        (_("Metrics"), [one for key in known.metrics if (one := Column(Kind.METRIC, key)).plain not in names]),
        (_("Tags"), [one for key in known.tags if (one := Column(Kind.TAG, key)).plain not in names]),
    ]
    context = {
        "project": project,
        "chosen": chosen,
        "more": [(title, found) for title, found in more if found],
        "is_cut": known.is_cut,
        "back": back,
        "picks": PICKS,
        "widths": WIDTHS,
    }
    template = "runs/_columns.html" if is_htmx(request) else "runs/columns.html"
    return render(request, template, context)
