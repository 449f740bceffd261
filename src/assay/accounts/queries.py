"""What the pages of people and their days off read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from assay.accounts.calendars import Calendar, calendars_of
from assay.accounts.models import Absence, Invitation, Person
from assay.accounts.wording import USUAL_DAYS, weekdays_in_words
from assay.accounts.work import in_progress_of


@dataclass(frozen=True)
class TeamRow:
    """One person as the team sees them. `back_on` while they are away, `next` else if an absence is planned."""

    person: Person
    in_progress: int
    back_on: date | None
    next: Absence | None

    @property
    def unusual_days(self) -> str:
        """The working days in words where they are not Monday to Friday."""
        days = self.person.working_days
        return "" if days == USUAL_DAYS else weekdays_in_words(days)


@dataclass(frozen=True)
class PeoplePage:
    team: list[TeamRow]
    gone: list[Person]
    invitations: list[Invitation]


def people_page(reader: Person, *, at: datetime) -> PeoplePage:
    """Return everybody of the workspace, in at most seven queries."""
    people = list(Person.objects.visible_to(reader).select_related("user", "workspace").by_name())
    present = [one for one in people if one.left_at is None]
    calendars = calendars_of(present, workspace_id=reader.workspace_id)
    busy = in_progress_of(present, reader=reader)
    planned = _planned(reader, today=calendars[None].day_of(at))
    return PeoplePage(
        team=[_row(one, calendars[one.pk], busy, planned, at=at) for one in present],
        gone=[one for one in people if one.left_at is not None],
        invitations=list(open_invitations(reader)),
    )


def open_invitations(reader: Person) -> list[Invitation]:
    """Return the invitations that wait, newest first; of those one whose time is over can be renewed."""
    waiting = Invitation.objects.visible_to(reader).waiting().select_related("made_by")
    return list(waiting.order_by("-created_at", "-pk"))


def absences_of(person: Person, reader: Person) -> list[Absence]:
    """Return the absences of a person, the latest first."""
    found = Absence.objects.visible_to(reader).filter(person=person).select_related("person", "created_by")
    return list(found.order_by("-first_on", "-pk"))


def _row(
    person: Person, calendar: Calendar, busy: Mapping[int, int], planned: Mapping[int, Absence], *, at: datetime
) -> TeamRow:
    back_on = calendar.back_on(calendar.day_of(at))
    return TeamRow(
        person=person,
        in_progress=busy.get(person.pk, 0),
        back_on=back_on,
        next=None if back_on else planned.get(person.pk),
    )


def _planned(reader: Person, *, today: date) -> dict[int, Absence]:
    """Return the next absence of each person."""
    found: dict[int, Absence] = {}
    for absence in Absence.objects.visible_to(reader).not_over(on=today).in_order():
        found.setdefault(absence.person_id, absence)
    return found
