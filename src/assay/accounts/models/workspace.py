"""A workspace: one team's closed world."""

from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assay.accounts.events import SecondStartSet, TimeZoneSet, WorkspaceRenamed
from assay.accounts.models.person.roles import RoleRefused
from assay.activity.recording import record
from assay.activity.subjects import Subject

if TYPE_CHECKING:
    from assay.accounts.models.person import Person


class SecondStart(models.TextChoices):
    """What happens when a person with a task in progress starts another one, and when a column is full."""

    ASK = "ask", gettext_lazy("Ask")
    WARN = "warn", gettext_lazy("Warn")
    BLOCK = "block", gettext_lazy("Block")


class WorkspaceQuerySet(models.QuerySet["Workspace"]):
    def visible_to(self, person: "Person") -> "WorkspaceQuerySet":
        return self.filter(pk=person.workspace_id)


class Workspace(models.Model):
    """Everything belongs to one workspace; nothing leaks from one to another."""

    name = models.CharField(max_length=80)
    created_at = models.DateTimeField(auto_now_add=True)
    # For moments that no browser shows, such as the first hour of an absence; empty: UTC.
    time_zone = models.CharField(max_length=64, blank=True)
    second_start = models.CharField(max_length=10, choices=SecondStart, default=SecondStart.ASK)
    # Since when everybody needs a second factor to come in; None: each may choose.
    second_factor_required_at = models.DateTimeField(null=True)
    # The last number given to a run, so that people can say "run 812".
    last_run_number = models.PositiveIntegerField(default=0)

    objects = WorkspaceQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> Subject:
        return Subject("workspace", str(self.pk), self.pk)

    @transaction.atomic
    def rename(self, name: str, *, by: "Person") -> None:
        """Give the workspace another name; the same name changes nothing. Raises `RoleRefused`."""
        if not by.is_owner:
            raise RoleRefused(_("Only an owner renames the workspace."))
        self._hold()
        before, self.name = self.name, name
        if before != name:
            self.save(update_fields=["name"])
            record(WorkspaceRenamed(before=before, name=name), on=self, by=by)

    @transaction.atomic
    def set_time_zone(self, name: str, *, by: "Person") -> None:
        """Set the zone for moments that no browser shows; the same one changes nothing. Raises `RoleRefused`."""
        if not by.is_owner:
            raise RoleRefused(_("Only an owner sets the time zone of the workspace."))
        self._hold()
        before, self.time_zone = self.time_zone, name
        if before != name:
            self.save(update_fields=["time_zone"])
            record(TimeZoneSet(time_zone=name), on=self, by=by)

    @transaction.atomic
    def set_second_start(self, rule: str, *, by: "Person") -> None:
        """Say what a second start meets; the same rule changes nothing. Raises `RoleRefused`."""
        if not by.leads_workspace:
            raise RoleRefused(_("Only an owner or a lead decides about second starts."))
        self._hold()
        before, self.second_start = self.second_start, SecondStart(rule)
        if before != rule:
            self.save(update_fields=["second_start"])
            record(SecondStartSet(before=before, rule=rule), on=self, by=by)

    @transaction.atomic
    def next_run_number(self) -> int:
        """Give the next run its number; two at once get two numbers."""
        Workspace.objects.filter(pk=self.pk).update(last_run_number=models.F("last_run_number") + 1)
        return Workspace.objects.values_list("last_run_number", flat=True).get(pk=self.pk)

    def _hold(self) -> None:
        self.refresh_from_db(from_queryset=Workspace.objects.select_for_update(no_key=True))
