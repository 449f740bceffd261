"""Absences: the days on which a person does not work. They count in ages and limits of their tasks."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from assay.accounts.events import AbsenceChanged, AbsenceEntered, AbsenceRemoved
from assay.accounts.models.person.roles import RoleRefused
from assay.activity.recording import record
from assay.kit.clock import now

if TYPE_CHECKING:
    from assay.accounts.models.person import Person

# A calendar counts each day of an absence; a longer leave is entered once a year.
MOST_DAYS = 366


class AbsenceQuerySet(models.QuerySet["Absence"]):
    def visible_to(self, person: "Person") -> "AbsenceQuerySet":
        """Everybody of the workspace sees when somebody is away; `may_read_note_of` says who sees why."""
        return self.filter(person__workspace_id=person.workspace_id)

    def not_over(self, *, on: date) -> "AbsenceQuerySet":
        return self.filter(last_on__gte=on)

    def in_order(self) -> "AbsenceQuerySet":
        return self.order_by("first_on", "last_on", "pk")


class WrongDays(ValueError):
    """The absence ends before it begins, or is longer than a year."""


class Absence(models.Model):
    """From `first_on` to `last_on`, both included. The note is for the person and those who lead."""

    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="absences")
    first_on = models.DateField()
    last_on = models.DateField()
    note = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(last_on__gte=F("first_on")), name="absence_ends_after_start")]
        indexes = [models.Index(fields=["person", "last_on"], name="absence_of_person")]

    def __str__(self) -> str:
        return f"{self.first_on} to {self.last_on}"

    @classmethod
    @transaction.atomic
    def enter(
        cls,
        person: "Person",
        *,
        first_on: date,
        last_on: date,
        note: str = "",
        by: "Person",
        at: datetime | None = None,
    ) -> "Absence":
        """Write down that `person` is away. Raises `RoleRefused` and `WrongDays`."""
        check_may_plan(person, by)
        _check_days(first_on, last_on)
        absence = cls.objects.create(
            person=person, first_on=first_on, last_on=last_on, note=note, created_at=at or now(), created_by=by
        )
        record(AbsenceEntered(**absence._told()), on=person, by=by, at=at)
        return absence

    @transaction.atomic
    def change(self, *, first_on: date, last_on: date, note: str, by: "Person") -> None:
        """Give the absence other days or another note. Raises `RoleRefused` and `WrongDays`."""
        self.refresh_from_db(from_queryset=Absence.objects.select_for_update(of=("self",)).select_related("person"))
        check_may_plan(self.person, by)
        _check_days(first_on, last_on)
        before = (self.first_on, self.last_on)
        self.first_on, self.last_on, self.note = first_on, last_on, note
        self.save(update_fields=["first_on", "last_on", "note"])
        if before != (first_on, last_on):
            record(AbsenceChanged(**self._told()), on=self.person, by=by)

    @transaction.atomic
    def remove(self, *, by: "Person") -> None:
        """Take the absence back; once more changes nothing. Raises `RoleRefused`."""
        check_may_plan(self.person, by)
        gone, _rows = Absence.objects.filter(pk=self.pk).delete()
        if gone:
            record(AbsenceRemoved(**self._told()), on=self.person, by=by)

    def may_read_note(self, reader: "Person") -> bool:
        return self.person.can_be_planned_by(reader)

    def _told(self) -> dict[str, str]:
        return {
            "name": self.person.name,
            "first_on": self.first_on.isoformat(),
            "last_on": self.last_on.isoformat(),
        }


def check_may_plan(person: "Person", by: "Person") -> None:
    if not person.can_be_planned_by(by):
        raise RoleRefused(_("Only a lead or an owner enters absences for others."))


def _check_days(first_on: date, last_on: date) -> None:
    if last_on < first_on:
        raise WrongDays(_("The last day lies before the first. Swap them, or enter one day twice."))
    if last_on - first_on >= timedelta(days=MOST_DAYS):
        raise WrongDays(_("An absence has at most 366 days. Enter a longer one in parts."))
