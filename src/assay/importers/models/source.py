"""A source: another server whose runs are brought into a project and kept in step."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assay.activity.recording import record, touch
from assay.activity.subjects import Subject
from assay.importers.events import SourceAdded, SourcePaused, SourceRemoved, SourceResumed
from assay.importers.sealing import sealed, unsealed
from assay.kit.clock import now
from assay.projects.models import Project

if TYPE_CHECKING:
    from assay.accounts.models import Person

# A little shorter than the beat of the clock, so that no beat is missed by a second.
PAUSES = {"minute": timedelta(seconds=50), "hour": timedelta(minutes=59)}
MOST_WAIT = timedelta(hours=1)
# A pass goes on by itself, slice after slice; only when none came for so long does the clock take it up again.
RESCUE = timedelta(minutes=5)


class Schedule(models.TextChoices):
    OFF = "off", _("Only when asked")
    MINUTE = "minute", _("Every minute")
    HOUR = "hour", _("Every hour")


class SourceState(models.TextChoices):
    RUNNING = "running", _("Running")
    DONE = "done", _("In step")
    FAILED = "failed", _("Failed")
    PAUSED = "paused", _("Paused")


class SourceQuerySet(models.QuerySet["Source"]):
    def visible_to(self, person: "Person") -> "SourceQuerySet":
        """Sources of visible projects, to those who may write."""
        mine = self.filter(workspace_id=person.workspace_id, project__in=Project.objects.visible_to(person))
        return mine.present() if person.can_write else self.none()

    def present(self) -> "SourceQuerySet":
        return self.filter(removed_at=None)

    def due(self, *, at: datetime) -> "SourceQuerySet":
        """Those with work to do: a pass that is not at its end, or the next one's time has come."""
        return self.present().exclude(state=SourceState.PAUSED).filter(next_at__lte=at)


class Source(models.Model):
    """One server. `cursor` says where the pass stands, so that it goes on there after whatever ended it.

    `whole_at` is the end of the first whole pass; until then nothing of it is shown. `is_trusted` says that the
    operator named the address on the command line, so that it may lie in the inner network.
    """

    workspace = models.ForeignKey("accounts.Workspace", on_delete=models.CASCADE, related_name="+")
    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="sources")
    uri = models.CharField(max_length=500)
    user_name = models.CharField(max_length=250, blank=True)
    sealed = models.TextField(blank=True)
    schedule = models.CharField(max_length=10, choices=Schedule, default=Schedule.OFF)
    copies_files = models.BooleanField(default=False)
    is_trusted = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=SourceState, default=SourceState.RUNNING)
    cursor = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    newest_ms = models.BigIntegerField(default=0)
    passes = models.PositiveIntegerField(default=0)
    failures = models.PositiveIntegerField(default=0)
    last_error = models.TextField(blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    whole_at = models.DateTimeField(null=True)
    looked_over_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)

    objects = SourceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "uri"], name="source_once_a_project"),
            models.CheckConstraint(condition=Q(state__in=SourceState.values), name="source_state_known"),
            models.CheckConstraint(condition=Q(schedule__in=Schedule.values), name="source_schedule_known"),
        ]

    def __str__(self) -> str:
        return self.uri

    @property
    def subject(self) -> Subject:
        return Subject("source", str(self.pk), self.workspace_id, self.project_id)

    @property
    def secret(self) -> str:
        """The token or password. Raises `CannotUnseal`."""
        return unsealed(self.sealed) if self.sealed else ""

    @property
    def is_first(self) -> bool:
        return self.whole_at is None

    @classmethod
    @transaction.atomic
    def add(
        cls,
        project: Project,
        uri: str,
        *,
        by: "Person",
        user_name: str = "",
        secret: str = "",
        schedule: str = Schedule.OFF,
        copies_files: bool = False,
        is_trusted: bool = False,
    ) -> "Source":
        """Add the server, or take up one again that was there before; the caller begins its first pass."""
        moment = now()
        said: dict[str, Any] = {
            "user_name": user_name,
            "sealed": sealed(secret) if secret else "",
            "schedule": schedule,
            "copies_files": copies_files,
            "is_trusted": is_trusted,
            "created_by": by,
            "state": SourceState.RUNNING,
            "next_at": moment + RESCUE,
            "removed_at": None,
            "last_error": "",
            "cursor": {},
        }
        first = {"workspace_id": project.workspace_id, "created_at": moment}
        source, is_new = cls.objects.update_or_create(
            project=project, uri=uri, defaults=said, create_defaults=said | first
        )
        record(SourceAdded(uri), on=project, by=by)
        return source if is_new else cls.objects.get(pk=source.pk)

    @transaction.atomic
    def change(
        self, *, schedule: str, copies_files: bool, user_name: str, secret: str, is_trusted: bool = False
    ) -> None:
        """Change what can be changed; an empty secret leaves the one that is known, trust stays once given."""
        self._lock()
        if secret:
            self.sealed = sealed(secret)
        self.schedule, self.copies_files, self.user_name = schedule, copies_files, user_name
        self.is_trusted = self.is_trusted or is_trusted
        if self.state == SourceState.DONE:
            self.next_at = self._next(now())
        self._keep("schedule", "copies_files", "user_name", "sealed", "is_trusted", "next_at")

    @transaction.atomic
    def ask(self, *, whole: bool = False) -> None:
        """Let the next pass begin now; a `whole` one looks at everything again."""
        self._lock()
        if whole:
            self.looked_over_at = None
        if self.state != SourceState.RUNNING:
            self.state, self.cursor = SourceState.RUNNING, {} if whole else self.cursor
        self.next_at, self.failures = now() + RESCUE, 0
        self._keep("state", "cursor", "next_at", "failures", "looked_over_at")

    @transaction.atomic
    def take_up(self) -> None:
        """Go on, or begin again, because the clock says so; the caller queues a slice."""
        self._lock()
        if self.state != SourceState.PAUSED:
            self.state, self.next_at = SourceState.RUNNING, now() + RESCUE
            self._keep("state", "next_at")

    @transaction.atomic
    def pause(self, *, by: "Person") -> None:
        """Bring nothing more until `resume`; one that is paused stays so."""
        self._lock()
        if self.state == SourceState.PAUSED:
            return
        self.state = SourceState.PAUSED
        self._keep("state")
        record(SourcePaused(self.uri), on=self.project, by=by)

    @transaction.atomic
    def resume(self, *, by: "Person") -> None:
        """Go on where it was paused."""
        self._lock()
        if self.state != SourceState.PAUSED:
            return
        self.state, self.next_at, self.failures = SourceState.RUNNING, now() + RESCUE, 0
        self._keep("state", "next_at", "failures")
        record(SourceResumed(self.uri), on=self.project, by=by)

    @transaction.atomic
    def remove(self, *, by: "Person") -> None:
        """Forget the address and its secret; what was shown of it stays, what was not is dropped by a job."""
        self._lock()
        self.sealed, self.removed_at, self.state = "", now(), SourceState.PAUSED
        self._keep("sealed", "removed_at", "state")
        record(SourceRemoved(self.uri), on=self.project, by=by)

    @transaction.atomic
    def begin(self) -> None:
        """Note that a pass begins."""
        self._lock()
        self.begun_at, self.passes, self.last_error = now(), self.passes + 1, ""
        self._keep("begun_at", "passes", "last_error")

    @transaction.atomic
    def stand_at(self, cursor: dict[str, Any], counts: dict[str, int], newest_ms: int) -> bool:
        """Keep where the pass stands; False when somebody paused or removed it meanwhile."""
        self._lock()
        self.cursor, self.counts, self.newest_ms, self.failures = cursor, counts, newest_ms, 0
        self._keep("cursor", "counts", "newest_ms", "failures")
        return self.state == SourceState.RUNNING and self.removed_at is None

    @transaction.atomic
    def end(self, *, looked_over: bool) -> None:
        """Note that the pass came to its end."""
        self._lock()
        moment = now()
        self.cursor, self.ended_at, self.last_error = {}, moment, ""
        self.whole_at = self.whole_at or moment
        self.looked_over_at = moment if looked_over else self.looked_over_at
        self.next_at = self._next(self.begun_at or moment)
        if self.state == SourceState.RUNNING:
            self.state = SourceState.DONE
        self._keep("cursor", "ended_at", "last_error", "whole_at", "looked_over_at", "next_at", "state")

    @transaction.atomic
    def fail(self, why: str, *, can_help_itself: bool) -> None:
        """Note what went wrong; it is tried again after a while that grows, if that can help."""
        self._lock()
        self.failures, self.last_error = self.failures + 1, why[:2000]
        if self.state == SourceState.RUNNING:
            self.state = SourceState.FAILED
        wait = min(timedelta(minutes=2 ** min(self.failures - 1, 8)), MOST_WAIT)
        self.next_at = now() + wait if can_help_itself and self.schedule != Schedule.OFF else None
        self._keep("failures", "last_error", "state", "next_at")

    def _next(self, since: datetime) -> datetime | None:
        return since + PAUSES[self.schedule] if self.schedule in PAUSES else None

    def _lock(self) -> None:
        self.refresh_from_db(from_queryset=Source.objects.select_for_update(of=("self",)).select_related("project"))

    def _keep(self, *fields: str) -> None:
        self.save(update_fields=list(fields))
        touch(self)
