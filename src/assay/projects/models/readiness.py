"""Short checks before work goes far: is the data ready, and will what is built have a place to run."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assay.activity.recording import record
from assay.kit.clock import now
from assay.projects.fact_events import (
    Changes,
    ReadinessAdded,
    ReadinessAnswered,
    ReadinessDropped,
    ReadinessRestored,
)
from assay.projects.models.naming import hold

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.projects.models.project import Project

MOST_CHECKS = 20


class CheckTaken(ValueError):
    """The project has a check of this name."""


class TooManyChecks(ValueError):
    """A list this long is no short check."""


class ReadinessArea(models.TextChoices):
    DATA = "data", gettext_lazy("Data readiness")
    INFRASTRUCTURE = "infrastructure", gettext_lazy("Infrastructure readiness")


class ReadinessAnswer(models.TextChoices):
    YES = "yes", gettext_lazy("Yes")
    NO = "no", gettext_lazy("No")
    UNKNOWN = "unknown", gettext_lazy("Not yet known")


class ReadinessQuerySet(models.QuerySet["ReadinessCheck"]):
    def visible_to(self, person: "Person") -> "ReadinessQuerySet":
        from assay.projects.models.project import Project

        return self.filter(project__in=Project.objects.visible_to(person))

    def present(self) -> "ReadinessQuerySet":
        return self.filter(dropped_at=None)

    def in_order(self) -> "ReadinessQuerySet":
        return self.order_by("area", "position", "pk")


class ReadinessCheck(models.Model):
    """One question with an answer that may change as one learns more; the history keeps the earlier ones."""

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="readiness_checks")
    area = models.CharField(max_length=20, choices=ReadinessArea.choices)
    name = models.CharField(max_length=60)
    question = models.CharField(max_length=240, blank=True)
    position = models.PositiveSmallIntegerField()
    answer = models.CharField(max_length=10, choices=ReadinessAnswer.choices, default=ReadinessAnswer.UNKNOWN)
    note = models.CharField(max_length=240, blank=True)
    due_on = models.DateField(null=True)
    answered_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", null=True)
    answered_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)

    objects = ReadinessQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "area", "name"], condition=Q(dropped_at=None), name="readiness_name_once_present"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_settled(self) -> bool:
        return self.answer == ReadinessAnswer.YES

    @property
    def is_known(self) -> bool:
        """Whether anything was said about it, be it only when it will be known."""
        return self.answer != ReadinessAnswer.UNKNOWN or bool(self.note or self.due_on)

    @classmethod
    @transaction.atomic
    def add(cls, project: "Project", *, area: str, name: str, question: str = "", by: "Person") -> "ReadinessCheck":
        """Ask one more thing before going on. Raises `CheckTaken`, `TooManyChecks`."""
        type(project).objects.select_for_update(no_key=True).get(pk=project.pk)
        check = cls(project=project, area=area, name=name, question=question)
        check._check_room()
        last = cls.objects.filter(project=project).aggregate(last=Max("position"))["last"]
        check.position = 0 if last is None else last + 1
        check.save(force_insert=True)
        record(ReadinessAdded(area=area, name=name), on=project, by=by)
        return check

    @transaction.atomic
    def reply(self, *, answer: str, note: str = "", due_on: date | None = None, by: "Person") -> None:
        """Answer the check; the same answer again is none."""
        hold(self)
        before = (self.answer, self.note, self.due_on)
        if before == (answer, note, due_on):
            return
        self.answer, self.note, self.due_on = answer, note, due_on
        self.answered_by, self.answered_at = by, now()
        self.save()
        said = ReadinessAnswered(
            area=self.area,
            name=self.name,
            answer=answer,
            note=note,
            changes=_changes(before, (answer, note, due_on)),
        )
        record(said, on=self.project, by=by)

    @transaction.atomic
    def drop(self, *, by: "Person") -> None:
        """Ask this no more; twice is once."""
        hold(self)
        if self.dropped_at is None:
            self.dropped_at = now()
            self.save(update_fields=["dropped_at"])
            record(ReadinessDropped(area=self.area, name=self.name), on=self.project, by=by)

    @transaction.atomic
    def bring_back(self, *, by: "Person") -> None:
        """Ask a dropped check again. Raises `CheckTaken`, `TooManyChecks`."""
        hold(self)
        if self.dropped_at is not None:
            self._check_room()
            self.dropped_at = None
            self.save(update_fields=["dropped_at"])
            record(ReadinessRestored(area=self.area, name=self.name), on=self.project, by=by)

    def _check_room(self) -> None:
        others = ReadinessCheck.objects.filter(project=self.project_id, area=self.area).present()
        names = set(others.values_list("name", flat=True))
        if self.name in names:
            raise CheckTaken(_("“%(name)s” is asked already. Answer that one.") % {"name": self.name})
        if len(names) >= MOST_CHECKS:
            raise TooManyChecks(_("These are %(most)s checks already. Drop one first.") % {"most": MOST_CHECKS})


def first_checks(project: "Project") -> list[ReadinessCheck]:
    """Return the checks that every project begins with, unsaved."""
    asked = (
        (ReadinessArea.DATA, _("Relevant"), _("Does the data speak about what we want to know?")),
        (
            ReadinessArea.DATA,
            _("Labelled"),
            _("Is the answer we want to learn in the data, or to be had at a known cost?"),
        ),
        (
            ReadinessArea.DATA,
            _("Expert at hand"),
            _("Does somebody who knows the data and the subject answer within days?"),
        ),
        (
            ReadinessArea.DATA,
            _("Enough"),
            _("Are there enough examples, rare cases included, to see the difference we look for?"),
        ),
        (ReadinessArea.DATA, _("Allowed"), _("May we use it for this: contracts, privacy, consent?")),
        (
            ReadinessArea.INFRASTRUCTURE,
            _("Place to run"),
            _("Do we know where the model will run, and may it run there?"),
        ),
        (
            ReadinessArea.INFRASTRUCTURE,
            _("Data path"),
            _("Does the same data reach it in production, as fresh as it needs?"),
        ),
        (ReadinessArea.INFRASTRUCTURE, _("Monitoring"), _("Will somebody notice when it fails or drifts?")),
        (ReadinessArea.INFRASTRUCTURE, _("Budget"), _("Are the costs of training and of running it agreed?")),
        (ReadinessArea.INFRASTRUCTURE, _("Operator"), _("Is it named who operates it once it runs?")),
    )
    return [
        ReadinessCheck(project=project, area=area, name=name, question=question, position=position)
        for position, (area, name, question) in enumerate(asked)
    ]


def _changes(before: tuple[str, str, date | None], after: tuple[str, str, date | None]) -> Changes:
    pairs = zip(("answer", "note", "due_on"), before, after, strict=True)
    return {name: [_plain(old), _plain(new)] for name, old, new in pairs if old != new}


def _plain(value: str | date | None) -> str | None:
    return value.isoformat() if isinstance(value, date) else value
