"""What is done to the runs that were ticked in a table: compare, link, end, delete, bring back."""

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from assay.accounts.doors import PersonRequest, require, signed_in
from assay.projects.finding import project_at
from assay.runs.bulk import delete_all, end_all, link_all, restore_all
from assay.runs.forms import LinkForm
from assay.runs.models import Run
from assay.runs.table_forms import SelectedForm
from assay.runs.views.links import TableAddress
from assay.web.errors import problem
from assay.web.messages import answer

MOST_NUMBERS = 200


@require_POST
@signed_in
def comparison(request: PersonRequest, key: str) -> HttpResponse:
    """Go to the comparison of the ticked runs, which has an address of its own."""
    found = _ticked(request, key)
    if isinstance(found, HttpResponse):
        return found
    numbers = ",".join(str(run.number) for run in found)
    return redirect(f"{reverse('runs:comparison')}?runs={numbers}")


@require_POST
@signed_in
def task(request: PersonRequest, key: str) -> HttpResponse:
    """Say by hand to which task they belong."""
    found = _ticked(request, key)
    require(request.person.can_write)
    if isinstance(found, HttpResponse):
        return found
    form = LinkForm(request.POST, reader=request.person)
    if not form.is_valid():
        return problem(request, 422, message=str(form.errors["key"][0]))
    count = link_all(found, form.task, by=request.person)
    said = ngettext("Linked %(count)d run to %(key)s.", "Linked %(count)d runs to %(key)s.", count)
    return answer(request, redirect=_back(request, key), text=said % {"count": count, "key": form.task.key})


@require_POST
@signed_in
def end(request: PersonRequest, key: str) -> HttpResponse:
    """Say of those that still run that they are over."""
    return _done(
        request, key, end_all, lambda count: ngettext("%(count)d run has ended.", "%(count)d runs have ended.", count)
    )


@require_POST
@signed_in
def deletion(request: PersonRequest, key: str) -> HttpResponse:
    """Delete them; the message takes it back."""
    return _done(
        request,
        key,
        delete_all,
        lambda count: ngettext("%(count)d run is deleted.", "%(count)d runs are deleted.", count),
        undo="runs:selected_restoration",
    )


@require_POST
@signed_in
def restoration(request: PersonRequest, key: str) -> HttpResponse:
    return _done(
        request, key, restore_all, lambda count: ngettext("%(count)d run is back.", "%(count)d runs are back.", count)
    )


def _done(
    request: PersonRequest,
    key: str,
    act: Callable[..., int],
    words: Callable[[int], str],
    *,
    undo: str = "",
) -> HttpResponse:
    found = _ticked(request, key)
    require(request.person.can_write)
    if isinstance(found, HttpResponse):
        return found
    count = act(found, by=request.person)
    back = f"{reverse(undo, args=[key])}?numbers={','.join(str(run.number) for run in found)}" if undo else ""
    return answer(request, redirect=_back(request, key), text=words(count) % {"count": count}, undo=back)


def _ticked(request: PersonRequest, key: str) -> list[Run] | HttpResponse:
    """Return the ticked runs, or the answer that says what is wrong; one that is not there is a 404."""
    project = project_at(request, key)
    runs = Run.objects.visible_to(request.person).select_related("task__project", "person")
    if numbers := request.GET.get("numbers", ""):
        return list(runs.filter(task__project=project, number__in=_numbers(numbers)))
    form = SelectedForm(request.POST)
    if not form.is_valid():
        return problem(request, 422, message=str(form.errors["run"][0]))
    uids = form.cleaned_data["run"]
    found = list(runs.filter(uid__in=uids))
    if len(found) < len(set(uids)):
        raise Http404
    return sorted(found, key=lambda run: uids.index(run.uid))


def _numbers(text: str) -> list[int]:
    parts = text.split(",")
    if len(parts) > MOST_NUMBERS or not all(part.isascii() and part.isdigit() and len(part) < 10 for part in parts):
        raise Http404
    return [int(part) for part in parts]


def _back(request: PersonRequest, key: str) -> str:
    return TableAddress.back(key, request.POST.get("back", "")).whole
