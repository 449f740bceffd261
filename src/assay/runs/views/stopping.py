"""Ask a run to stop from its page or its card, and take that back."""

from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from assay.accounts.doors import PersonRequest, require, signed_in
from assay.runs.forms import StopForm
from assay.runs.models import Run
from assay.runs.stopping import ask_to_stop, let_go_on
from assay.runs.views.finding import holding, living_run_at
from assay.web.messages import answer


@require_POST
@signed_in
def stop(request: PersonRequest, uid: str) -> HttpResponse:
    """Ask the training to stop; the message takes it back, and so does the run's page."""
    found = living_run_at(request, uid)
    require(request.person.can_write)
    form, page = StopForm(request.POST), _page_of(found, request.POST)
    if not form.is_valid():
        return answer(request, redirect=page, text=str(form.errors["because"][0]))
    with holding(found, request) as held:
        is_asked = ask_to_stop(held, by=request.person, because=form.cleaned_data["because"])
    if not is_asked:
        return answer(request, redirect=page, text=_("Run %(number)d is over, or was asked before.") % _said(found))
    undo = reverse("runs:going_on", args=[found.uid])
    return answer(request, redirect=page, text=_("Run %(number)d is asked to stop.") % _said(found), undo=undo)


@require_POST
@signed_in
def going_on(request: PersonRequest, uid: str) -> HttpResponse:
    """Take the request back: the run takes metrics again."""
    found = living_run_at(request, uid)
    require(request.person.can_write)
    with holding(found, request) as held:
        let_go_on(held, by=request.person)
    text = _("Run %(number)d may go on.") % _said(found)
    return answer(request, redirect=reverse("runs:run", args=[found.uid]), text=text)


def _page_of(run: Run, sent: QueryDict) -> str:
    """Return where the person asked: on the card of the run, or on its own page."""
    if "on_card" in sent and run.task:
        return f"{reverse('tasks:task', args=[run.task.key])}#verdict"
    return reverse("runs:run", args=[run.uid])


def _said(run: Run) -> dict[str, int]:
    return {"number": run.number}
