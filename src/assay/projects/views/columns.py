"""One column of a project's board."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assay.accounts.doors import PersonRequest, signed_in
from assay.projects.finding import editable_project_at
from assay.projects.models import Column, ColumnHeld, ColumnNeeded, NameTaken, TooManyColumns
from assay.projects.occupants import occupants
from assay.projects.workflow_forms import ColumnForm, LeavingForm, PlaceForm
from assay.web.errors import problem
from assay.web.messages import answer


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def column(request: PersonRequest, key: str, pk: int) -> HttpResponse:
    found = _present(request, key, pk)
    form = ColumnForm.of(found, request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return _page(request, found, form=form, status=422 if form.is_bound else 200)
    try:
        found.edit(**form.cleaned_data, by=request.person)
    except NameTaken as error:
        form.add_error("name", str(error))
    except (ColumnNeeded, ColumnHeld) as error:
        form.add_error("state", str(error))
    else:
        return answer(request, redirect=_workflow(found), text=_("Saved."))
    return _page(request, found, form=form, status=422)


@require_POST
@signed_in
def column_position(request: PersonRequest, key: str, pk: int) -> HttpResponse:
    found = _present(request, key, pk)
    form = PlaceForm(request.POST)
    if not form.is_valid():
        return problem(request, 422)
    found.place_at(form.cleaned_data["position"], by=request.person)
    return answer(request, redirect=_workflow(found))


@require_POST
@signed_in
def column_retirement(request: PersonRequest, key: str, pk: int) -> HttpResponse:
    """Take the column off the board; its tasks go where the form says."""
    found = _present(request, key, pk)
    form = LeavingForm(request.POST, column=found, count=_count(found))
    if form.is_valid():
        try:
            found.retire(to=form.cleaned_data["to"], by=request.person)
        except (ColumnNeeded, ColumnHeld) as error:
            form.add_error("to", str(error))
        else:
            text = _("%(name)s left the board.") % {"name": found.name}
            return answer(request, redirect=_workflow(found), text=text)
    return _page(request, found, leaving=form, status=422)


@require_POST
@signed_in
def column_return(request: PersonRequest, key: str, pk: int) -> HttpResponse:
    """Put a retired column back on the board."""
    project = editable_project_at(request, key)
    found = get_object_or_404(project.columns.retired(), pk=pk)
    try:
        found.bring_back(by=request.person)
    except (NameTaken, TooManyColumns) as error:
        return problem(request, 409, message=str(error))
    return answer(request, redirect=_workflow(found), text=_("%(name)s is back.") % {"name": found.name})


def _present(request: PersonRequest, key: str, pk: int) -> Column:
    project = editable_project_at(request, key)
    return get_object_or_404(project.columns.present().select_related("project"), pk=pk)


def _page(request: PersonRequest, column: Column, *, status: int, **given: Any) -> HttpResponse:
    count = _count(column)
    context = {
        "project": column.project,
        # What is in the database: the form shows what was typed.
        "column": Column.objects.filter(pk=column.pk).first(),
        "count": count,
        "form": given.get("form") or ColumnForm.of(column),
        "leaving": given.get("leaving") or LeavingForm(column=column, count=count),
    }
    return render(request, "projects/column.html", context, status=status)


def _count(column: Column) -> int:
    return occupants().counts_by_column([column.pk]).get(column.pk, 0)


def _workflow(column: Column) -> str:
    return reverse("projects:workflow", args=[column.project.key]) + "#columns"
