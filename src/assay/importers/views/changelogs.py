"""Bring a history from another tracker: upload it, see and change what it is taken for, then store all or nothing."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from assay.accounts.doors import PersonRequest, require, signed_in
from assay.importers.changelog.bringing import Brought
from assay.importers.changelog.columns import LABELS
from assay.importers.changelog.forms import ChangelogForm, NewPlaceForm
from assay.importers.changelog.looking import Looked, look
from assay.importers.changelog.placing import NewPlace, key_in, offered_key, placed
from assay.importers.changelog.previewing import preview
from assay.importers.models import ChangelogFile
from assay.importers.results.reading import PREVIEW_ROWS
from assay.importers.results.table import MOST_BYTES, Unreadable, decoded, table_of
from assay.kit import blobs
from assay.kit.clock import now
from assay.projects.choosing import offered_to
from assay.projects.models import BadKey, ColumnState, KeyTaken
from assay.web.messages import answer


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def changelogs(request: PersonRequest) -> HttpResponse:
    """Choose the file; what can be read of it goes on to what it is taken for."""
    require(request.person.can_write)
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = ChangelogForm(*sent, reader=request.person, project=request.GET.get("project", ""))
    problems: list[str] = []
    if form.is_bound and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            table_of(decoded(file.read(MOST_BYTES + 1)))
        except Unreadable as refusal:
            problems = refusal.problems
        else:
            file.seek(0)
            kept = _keep(request, form.cleaned_data["project"], file)
            return answer(request, redirect=reverse("importers:changelog", args=[kept.pk]))
    context = {"form": form, "problems": problems}
    return render(request, "importers/changelogs.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def changelog(request: PersonRequest, pk: int) -> HttpResponse:
    """What each column and status is taken for; a POST looks again, or stores with `store`."""
    require(request.person.can_write)
    mine = ChangelogFile.objects.visible_to(request.person).select_related("project__workspace")
    file = get_object_or_404(mine, pk=pk)
    looked = look(b"".join(blobs.chunks(file.sha256)), _roles(request.POST))
    states = {name: state for name, state in _states(request.POST).items() if name in looked.uses}
    looked = looked.saying(states)
    stores = "store" in request.POST
    form = _place_form(request, file, looked, is_asked=stores)
    expected = preview(looked, file.project)
    problems = [*looked.problems, *expected.problems]
    if stores and not problems and (form is None or form.is_valid()):
        try:
            return _stored(request, file, looked, form)
        except Unreadable as refusal:
            problems = refusal.problems
        except (BadKey, KeyTaken) as refusal:
            form and form.add_error("key", str(refusal))
    context = _context(file, looked, form) | {"preview": expected, "problems": problems}
    return render(request, "importers/changelog.html", context, status=422 if stores else 200)


def _context(file: ChangelogFile, looked: Looked, form: NewPlaceForm | None) -> dict[str, Any]:
    return {
        "file": file,
        "looked": looked,
        "form": form,
        "labels": list(LABELS.items()),
        "states": ColumnState.choices,
        "rows": [cells for _line, cells in looked.table.rows[:PREVIEW_ROWS]],
    }


def _place_form(request: PersonRequest, file: ChangelogFile, looked: Looked, *, is_asked: bool) -> NewPlaceForm | None:
    """Return the form of a new project; with what was typed before when people only look again."""
    if file.project:
        return None
    workflows = offered_to(request.person)
    if is_asked:
        return NewPlaceForm(request.POST, workflows=workflows)
    form = NewPlaceForm(workflows=workflows, key=offered_key(looked, by=request.person), was=key_in(looked))
    form.initial.update({name: request.POST[name] for name in form.fields if name in request.POST})
    return form


@transaction.atomic
def _stored(request: PersonRequest, file: ChangelogFile, looked: Looked, form: NewPlaceForm | None) -> HttpResponse:
    # Sent twice: it came a moment ago.
    if ChangelogFile.objects.select_for_update().filter(pk=file.pk).first() is None:
        return answer(request, redirect=reverse("projects:home"))
    new = NewPlace(**form.cleaned_data) if form else None
    brought = placed(looked, file.project, new, origin=file.name, by=request.person)
    file.delete()
    page = reverse("projects:overview", args=[brought.project.key])
    return answer(request, redirect=page, text=_told(brought))


def _told(brought: Brought) -> str:
    said = ngettext("%(count)d task came with its past", "%(count)d tasks came with their past", brought.tasks)
    told = said % {"count": brought.tasks}
    if brought.known:
        more = ngettext("%(count)d was there already", "%(count)d were there already", brought.known)
        told += "; " + more % {"count": brought.known}
    return told


def _keep(request: PersonRequest, project: Any, file: Any) -> ChangelogFile:
    blob = blobs.keep(file.chunks())
    return ChangelogFile.objects.create(
        project=project,
        name=(file.name or _("changes.csv"))[:250].replace("\0", "�"),
        sha256=blob.sha256,
        size=blob.size,
        created_at=now(),
        created_by=request.person,
    )


def _roles(said: Mapping[str, str]) -> dict[int, str]:
    return {int(name[5:]): role for name, role in said.items() if name.startswith("role-") and _is_number(name[5:])}


def _states(said: Mapping[str, str]) -> dict[str, str]:
    """Return what is said of statuses, which are named beside it: names can hold anything."""
    return {
        said[f"status-{name[6:]}"]: state
        for name, state in said.items()
        if name.startswith("state-") and f"status-{name[6:]}" in said and state in ColumnState.values
    }


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 5
