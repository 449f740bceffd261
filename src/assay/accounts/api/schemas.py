"""What the API of accounts takes and gives."""

from datetime import date, datetime
from typing import Annotated, Any, Literal, Self

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from ninja import Path, Schema
from pydantic import AfterValidator, Field, field_validator, model_validator

from assay.accounts.holiday_lines import FIRST, LAST, LONGEST
from assay.accounts.models import Absence, Invitation, Person, SecondStart
from assay.accounts.models.person import Discipline, Role
from assay.accounts.models.token import Scope
from assay.accounts.time_zones import known_time_zone
from assay.kit.clock import now
from assay.rest.schemas import Body


def _address_or_nothing(text: str) -> str:
    try:
        validate_email(text or "a@b.example")
    except ValidationError as error:
        raise ValueError(_("No e-mail address.")) from error
    return text


Number = Annotated[int, Path(ge=1, lt=2**63)]
Name = Annotated[str, Field(min_length=1, max_length=120)]
Day = Annotated[date, Field(ge=FIRST, le=LAST)]
Zone = Annotated[str, Field(max_length=64), AfterValidator(known_time_zone)]
Email = Annotated[str, Field(max_length=254), AfterValidator(_address_or_nothing)]
Weekday = Annotated[int, Field(ge=1, le=7)]


class PersonShown(Schema):
    """Somebody in the workspace. `working_days` are ISO weekdays, Monday is 1."""

    id: int
    name: str
    role: str
    discipline: str
    joined_at: datetime
    time_zone: str
    working_days: list[int]


class Me(PersonShown):
    """Who the token acts as, and where."""

    workspace: str
    can_write: bool

    @staticmethod
    def resolve_workspace(person: Person) -> str:
        return person.workspace.name


class MeChanges(Body):
    """What is left out stays."""

    name: Name | None = None
    discipline: Discipline | Literal[""] | None = None
    time_zone: Zone | None = None
    working_days: Annotated[list[Weekday], Field(min_length=1, max_length=7)] | None = None


class RoleWanted(Body):
    role: Role


class LeavingWanted(Schema):
    """What becomes of the open tasks: `stay`, `nobody`, or `hand` with the number of a person in `to`."""

    tasks: Literal["stay", "hand", "nobody"] = "stay"
    to: Annotated[int, Field(ge=1, lt=2**63)] | None = None


class InvitationShown(Schema):
    """An invitation that waits; its link is shown once, when it is made or renewed."""

    id: int
    name: str
    email: str
    role: str
    discipline: str
    made_by: str
    created_at: datetime
    expires_at: datetime

    @classmethod
    def of(cls, invitation: Invitation, **more: Any) -> Self:
        facts = ("name", "email", "role", "discipline", "created_at", "expires_at")
        told: dict[str, Any] = {name: getattr(invitation, name) for name in facts}
        return cls(id=invitation.pk, made_by=invitation.made_by.name, **told, **more)


class InvitationMade(InvitationShown):
    """`link` lets one person in, within a week."""

    link: str


class InvitationWanted(Body):
    """With an `email` only who signs in by it can use the link."""

    name: Name
    role: Role = Role.MEMBER
    email: Email = ""
    discipline: Discipline | Literal[""] = ""


class AbsenceShown(Schema):
    """From `first_on` to `last_on`, both included. `note` is empty for who may not read it."""

    id: int
    person: int
    first_on: date
    last_on: date
    note: str

    @classmethod
    def of(cls, absence: Absence, reader: Person) -> Self:
        return cls(
            id=absence.pk,
            person=absence.person_id,
            first_on=absence.first_on,
            last_on=absence.last_on,
            note=absence.note if absence.may_read_note(reader) else "",
        )


class AbsenceFilter(Schema):
    """Of one person, and not over on a day."""

    person: Annotated[int, Field(ge=1, lt=2**63)] | None = None
    since: Day | None = None


class AbsenceChanges(Body):
    """All of it as it shall be afterwards."""

    first_on: Day
    last_on: Day
    note: Annotated[str, Field(max_length=200)] = ""

    @model_validator(mode="after")
    def ends_after_its_start(self) -> Self:
        if self.last_on < self.first_on:
            raise ValueError("last_on lies before first_on")
        return self


class AbsenceWanted(AbsenceChanges):
    """Without `person` it is your own."""

    person: Annotated[int, Field(ge=1, lt=2**63)] | None = None


class HolidayShown(Schema):
    id: int
    day: date
    name: str


class HolidayWanted(Body):
    day: Day
    name: Annotated[str, Field(min_length=1, max_length=LONGEST)]


class HolidaysWanted(Body):
    """A day that is in the calendar takes the new name."""

    days: Annotated[list[HolidayWanted], Field(min_length=1, max_length=400)]


class WorkspaceShown(Schema):
    """`second_start`: what somebody meets who starts a second task, `ask`, `warn` or `block`."""

    id: int
    name: str
    time_zone: str
    second_start: str


class WorkspaceChanges(Body):
    """What is left out stays."""

    name: Annotated[str, Field(min_length=1, max_length=80)] | None = None
    time_zone: Zone | None = None
    second_start: SecondStart | None = None


class TokenShown(Schema):
    """A token without its secret; `hint` is how it begins."""

    id: int
    name: str
    hint: str
    scope: str
    created_at: datetime
    expires_at: datetime | None
    used_at: datetime | None


class TokenMade(TokenShown):
    """A new token. `secret` is shown this once."""

    secret: str


class TokenWanted(Body):
    name: Annotated[str, Field(min_length=1, max_length=80)]
    scope: Scope = Scope.WRITE
    expires_at: datetime | None = None

    @field_validator("expires_at")
    @classmethod
    def lies_ahead(cls, moment: datetime | None) -> datetime | None:
        if moment is not None and (moment.tzinfo is None or moment <= now()):
            raise ValueError("must be a moment to come, with its time zone")
        return moment
