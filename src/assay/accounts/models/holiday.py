"""Holidays: days on which nobody of the workspace works."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils.translation import gettext as _

from assay.accounts.events import HolidayRemoved, HolidaysAdded
from assay.accounts.models.person.roles import RoleRefused
from assay.activity.recording import record

if TYPE_CHECKING:
    from assay.accounts.models.person import Person


class HolidayQuerySet(models.QuerySet["Holiday"]):
    def visible_to(self, person: "Person") -> "HolidayQuerySet":
        return self.filter(workspace_id=person.workspace_id)

    def in_order(self) -> "HolidayQuerySet":
        return self.order_by("day")


class Holiday(models.Model):
    """One day of the workspace's calendar."""

    workspace = models.ForeignKey("accounts.Workspace", on_delete=models.CASCADE, related_name="holidays")
    day = models.DateField()
    name = models.CharField(max_length=80)

    objects = HolidayQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "day"], name="holiday_once_a_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"

    @classmethod
    @transaction.atomic
    def add(cls, days: Mapping[date, str], *, by: "Person") -> int:
        """Put the days into the workspace's calendar; a day that is there takes the new name.

        Return how many are new or renamed. Raises `RoleRefused`.
        """
        check_may_plan_days_off(by)
        workspace = type(by.workspace).objects.select_for_update(no_key=True).get(pk=by.workspace_id)
        there = dict(workspace.holidays.filter(day__in=days).values_list("day", "name"))
        changed = {day: name for day, name in sorted(days.items()) if there.get(day) != name}
        if changed:
            rows = [Holiday(workspace=workspace, day=day, name=name) for day, name in changed.items()]
            Holiday.objects.bulk_create(
                rows, update_conflicts=True, unique_fields=["workspace", "day"], update_fields=["name"]
            )
            told = [[day.isoformat(), name] for day, name in changed.items()]
            record(HolidaysAdded(days=told), on=workspace, by=by)
        return len(changed)

    @transaction.atomic
    def remove(self, *, by: "Person") -> None:
        """Make it a working day again; once more changes nothing. Raises `RoleRefused`."""
        check_may_plan_days_off(by)
        gone, _rows = Holiday.objects.filter(pk=self.pk).delete()
        if gone:
            record(HolidayRemoved(day=self.day.isoformat(), name=self.name), on=self.workspace, by=by)


def check_may_plan_days_off(by: "Person") -> None:
    if not by.can_manage_people:
        raise RoleRefused(_("Only a lead or an owner changes the calendar of the workspace."))
