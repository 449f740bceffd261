"""End a run that never said it was over; delete a run, and bring it back."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from assay.accounts.doors import PersonRequest, require, signed_in
from assay.runs.ingest import writing_to
from assay.runs.lifecycle import delete_run, end_run, restore_run
from assay.runs.models import Run
from assay.runs.views.finding import holding, living_run_at, run_at
from assay.web.messages import answer


@require_POST
@signed_in
def end(request: PersonRequest, uid: str) -> HttpResponse:
    """Mark the run killed. The script is not stopped; it may be long gone."""
    found = living_run_at(request, uid)
    require(request.person.can_write)
    with holding(found, request) as held:
        end_run(held, by=request.person)
    said = _("Run %(number)d has ended.") % {"number": found.number}
    return answer(request, redirect=reverse("runs:run", args=[found.uid]), text=said)


@require_POST
@signed_in
def deletion(request: PersonRequest, uid: str) -> HttpResponse:
    """Delete the run; the message takes it back, and so does its page."""
    found = run_at(request, uid)
    require(request.person.can_write)
    with writing_to(found.uid, by=request.person, deleted=True) as held:
        delete_run(held, by=request.person)
    said = _("Run %(number)d is deleted.") % {"number": found.number}
    undo = reverse("runs:restoration", args=[found.uid])
    return answer(request, redirect=_list_of(found), text=said, undo=undo)


@require_POST
@signed_in
def restoration(request: PersonRequest, uid: str) -> HttpResponse:
    found = run_at(request, uid)
    require(request.person.can_write)
    with writing_to(found.uid, by=request.person, deleted=True) as held:
        restore_run(held, by=request.person)
    said = _("Run %(number)d is back.") % {"number": found.number}
    return answer(request, redirect=reverse("runs:run", args=[found.uid]), text=said)


def _list_of(run: Run) -> str:
    return reverse("runs:of_project", args=[run.task.project.key]) if run.task else reverse("runs:inbox")
