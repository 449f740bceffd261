"""Who is asking: the person of the signed-in session."""

from collections.abc import Callable
from datetime import tzinfo

from django.contrib import messages
from django.db.models import Expression, Subquery
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from assay.accounts.models import Person
from assay.accounts.time_zones import zone_named

Answer = Callable[[HttpRequest], HttpResponse]
Noted = Callable[[], Expression | Subquery]
_noted: dict[str, Noted] = {}


def note_of_people(name: str, noted: Noted) -> None:
    """Let a higher domain know something of whoever is signed in, by the query that finds them: `person.<name>`.

    `noted` makes the expression anew for each request. Call it in `AppConfig.ready()`.
    """
    _noted[name] = noted


def signed_in_person(answer: Answer) -> Answer:
    """Set `request.person` from the session, or None; `request.people` holds them in all their workspaces.

    The session may name one of several workspaces. Times are shown in the person's own zone if they chose one.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        people = people_of(request)
        person = _chosen(request, people)
        request.people, request.person = people, person  # type: ignore[attr-defined]
        if person is not None and (len(people) > 1 or "workspace" in request.session):
            _stay_in(request, person)
        with timezone.override(_zone(request, person) or timezone.get_current_timezone()):
            return answer(request)

    return middleware


def people_of(request: HttpRequest) -> list[Person]:
    """Return whom the session stands for, in each workspace that is still open to them."""
    user = request.user
    if not user.is_authenticated:
        return []
    present = Person.objects.present().filter(user_id=user.pk).select_related("workspace", "user")
    return list(present.annotate(**{name: noted() for name, noted in _noted.items()}).order_by("pk"))


def person_of(request: HttpRequest) -> Person | None:
    """Return whom the session acts as now."""
    return _chosen(request, people_of(request))


def _chosen(request: HttpRequest, people: list[Person]) -> Person | None:
    workspace = request.session.get("workspace")
    return next((one for one in people if one.workspace_id == workspace), people[0] if people else None)


def _stay_in(request: HttpRequest, person: Person) -> None:
    """Remember in which workspace the session is, and say it when another one has closed for them."""
    before = request.session.get("workspace")
    if before == person.workspace_id:
        return
    request.session["workspace"] = person.workspace_id
    lost = Person.objects.filter(user=person.user, workspace_id=before or 0).select_related("workspace").first()
    if lost is not None:
        said = _("Your access to %(lost)s has ended. You are in %(here)s now.")
        messages.warning(request, said % {"lost": lost.workspace.name, "here": person.workspace.name})


def _zone(request: HttpRequest, person: Person | None) -> tzinfo | None:
    """The zone the person chose, else the browser's, else the workspace's."""
    if person is None:
        return None
    if person.time_zone:
        return zone_named(person.time_zone)
    return None if request.COOKIES.get("zone") else zone_named(person.workspace.time_zone)
