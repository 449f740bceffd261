"""Where the pages of runs stand in the rail."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assay.accounts.models import Person
from assay.runs.models import Run
from assay.web.rail import RailEntry


def _inbox_url(_person: Any, _project: Any) -> str:
    return reverse("runs:inbox")


def _runs_url(_person: Any, project: Any) -> str:
    return reverse("runs:of_project", args=[project.key])


def _waiting(person: Person, _project: Any) -> int:
    return Run.objects.visible_to(person).waiting().count()


def _in_inbox(request: HttpRequest) -> bool:
    return request.path == reverse("runs:inbox")


def _in_runs(request: HttpRequest) -> bool:
    match = request.resolver_match
    return bool(match and match.app_name == "runs" and match.url_name != "inbox")


PLACES = (
    RailEntry(
        section="main",
        order=30,
        icon="inbox",
        label=_("Run inbox"),
        url=_inbox_url,
        is_current=_in_inbox,
        count=_waiting,
        shown=lambda person, _project: person.can_write,
        key="g i",
    ),
    RailEntry(section="project", order=30, icon="runs", label=_("Runs"), url=_runs_url, is_current=_in_runs, key="g r"),
)
