"""An experiment: what a task of this kind promises before it starts, and what became of it."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from assay.accounts.calendars import Calendar
from assay.activity.subjects import Subject
from assay.experiments.models.experiment.amending import Amending
from assay.experiments.models.experiment.concluding import Concluding
from assay.experiments.models.experiment.extending import Extending
from assay.experiments.models.experiment.marking import Marking
from assay.experiments.models.experiment.outcomes import Kept, Outcome
from assay.experiments.models.experiment.reopening import Reopening
from assay.experiments.models.experiment.starting import Starting
from assay.experiments.models.experiment.stopping import Stopping
from assay.experiments.models.experiment.writing import Writing
from assay.projects.models import Project
from assay.pure.verdict import Baseline
from assay.tasks.models import Task

if TYPE_CHECKING:
    from assay.accounts.models import Person

MOST_DAYS = 10
USUAL_DAYS = 5


class NotAnExperiment(ValueError):
    """The task is of another kind."""


class ExperimentQuerySet(models.QuerySet["Experiment"]):
    def visible_to(self, person: "Person") -> "ExperimentQuerySet":
        return self.filter(task__project__in=Project.objects.visible_to(person))

    def of_project(self, project_id: int) -> "ExperimentQuerySet":
        """Those of a project but for the trash; archived ones are results all the same."""
        return self.filter(task__project_id=project_id, task__trashed_at=None)

    def drafts(self) -> "ExperimentQuerySet":
        return self.filter(locked_at=None, concluded_at=None)

    def under_way(self) -> "ExperimentQuerySet":
        """Started and not concluded, and not in the trash."""
        return self.filter(locked_at__isnull=False, concluded_at=None, task__trashed_at=None)

    def concluded(self) -> "ExperimentQuerySet":
        return self.filter(concluded_at__isnull=False)

    def noting_parts(self) -> "ExperimentQuerySet":
        """Load what a page shows of each, and note whether there are next steps and decisions to ask for."""
        own = OuterRef("pk")
        closings, steps = (apps.get_model("experiments", name).objects for name in ("Closing", "NextStep"))
        found = self.select_related("baseline_run", "started_by", "concluded_by")
        return found.annotate(
            has_closings=Exists(closings.filter(experiment=own)), has_steps=Exists(steps.filter(experiment=own))
        )

    def with_task(self) -> "ExperimentQuerySet":
        return self.select_related("task__project", "task__phase", "task__column", "task__assignee")


class Experiment(Writing, Starting, Amending, Stopping, Extending, Concluding, Reopening, Marking, models.Model):
    """Hypothesis, baseline, timebox, outcome of one task; its lines are `criteria`, more days `extensions`,
    what follows from it `steps`, each decision about it one of `closings`. Its approach is the task's check list.

    Verbs: `of`, `write`, `start`, `amend`, `extend`, `stop_hard`, `stop_softly`, `note_conclusion`,
    `conclude`, `reopen`.
    """

    task = models.OneToOneField("tasks.Task", on_delete=models.CASCADE, related_name="experiment")
    hypothesis = models.TextField(blank=True)
    # Numbers of its own, or a run whose series are read until the start and then frozen into the numbers.
    baseline_values = models.JSONField(default=dict)
    baseline_run = models.ForeignKey("runs.Run", on_delete=models.SET_NULL, related_name="+", null=True)
    baseline_note = models.CharField(max_length=300, blank=True)
    # The first experiment of a project has nothing to beat: it makes the baseline of the others.
    makes_baseline = models.BooleanField(default=False)
    # The values of its repeats by metric and seed or fold, frozen at the start; see `experiments.baselines`.
    baseline_repeats = models.JSONField(default=dict)
    timebox_days = models.PositiveSmallIntegerField(null=True, default=USUAL_DAYS)
    extra_days = models.PositiveSmallIntegerField(default=0)
    # Pairs of a name and what `pure.planned` reads; amounts by the names of `pure.resources`.
    planned_params = models.JSONField(default=list)
    planned_resources = models.JSONField(default=dict)
    hardware = models.CharField(max_length=200, blank=True)
    planned_data = models.CharField(max_length=300, blank=True)
    notebook = models.CharField(max_length=500, blank=True)
    started_at = models.DateTimeField(null=True)
    started_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", null=True)
    locked_at = models.DateTimeField(null=True)
    decide_on = models.DateField(null=True)
    timebox_ended_at = models.DateTimeField(null=True)
    # What the runs say now, and what the history was told last.
    verdict = models.CharField(max_length=20, blank=True)
    verdict_told = models.CharField(max_length=20, blank=True)
    judged_at = models.DateTimeField(null=True)
    run_count = models.PositiveIntegerField(default=0)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    kept = models.CharField(max_length=10, choices=Kept, blank=True)
    observations = models.TextField(blank=True)
    learnings = models.TextField(blank=True)
    kept_because = models.CharField(max_length=500, blank=True)
    # Models, artifacts and files to keep, one line each.
    kept_things = models.JSONField(default=list)
    # What the runs proposed when people decided, and why these decided otherwise if they did.
    proposed = models.CharField(max_length=10, choices=Outcome, blank=True)
    outcome_because = models.CharField(max_length=500, blank=True)
    concluded_at = models.DateTimeField(null=True)
    concluded_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", null=True)
    # Whether a run that was asked to stop takes no more metrics, which ends a training that does not look.
    stops_hard = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    objects = ExperimentQuerySet.as_manager()

    # What the baseline's run says, read once for each look at the plan; not stored.
    known_baseline: Baseline | None = None

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(timebox_days=None) | Q(timebox_days__gte=1, timebox_days__lte=MOST_DAYS),
                name="experiment_timebox_at_most_ten_days",
            ),
            models.CheckConstraint(
                condition=Q(concluded_at=None) | ~Q(outcome=""), name="experiment_concluded_with_outcome"
            ),
            models.CheckConstraint(
                condition=Q(locked_at=None) | ~Q(hypothesis=""), name="experiment_locked_with_hypothesis"
            ),
        ]
        indexes = [models.Index(fields=["concluded_at", "decide_on"], name="experiment_timebox")]

    def __str__(self) -> str:
        return f"{self.task.key} {self.task.title}"

    @classmethod
    @transaction.atomic
    def of(cls, task: Task) -> "Experiment":
        """Return the experiment of `task`, made at the first call. Raises `NotAnExperiment`."""
        _check_kind(task)
        experiment, _is_new = cls.objects.get_or_create(task=task)
        experiment.task = task
        return experiment

    @classmethod
    def seen(cls, task: Task) -> "Experiment":
        """Return the experiment of `task` to look at; before the first change a blank one, not stored."""
        _check_kind(task)
        found = cls.objects.noting_parts().filter(task=task).first()
        experiment = found or cls(task=task)
        experiment.task = task
        return experiment

    @property
    def subject(self) -> Subject:
        """An experiment's history is the history of its task."""
        return self.task.subject

    @property
    def is_draft(self) -> bool:
        return self.locked_at is None and self.concluded_at is None

    @property
    def is_locked(self) -> bool:
        return self.locked_at is not None

    @property
    def is_under_way(self) -> bool:
        return self.locked_at is not None and self.concluded_at is None

    @property
    def is_concluded(self) -> bool:
        return self.concluded_at is not None

    @property
    def total_days(self) -> int:
        """The working days of the timebox with all that were added."""
        return (self.timebox_days or 0) + self.extra_days

    def day_number(self, calendar: Calendar, *, at: datetime) -> int:
        """Return which working day of the timebox it is, from 1; 0 before the start."""
        return calendar.day_number(self.started_at, self.concluded_at or at) if self.started_at else 0

    def is_past_timebox(self, calendar: Calendar, *, at: datetime) -> bool:
        return bool(self.decide_on and not self.is_concluded and calendar.day_of(at) > self.decide_on)


def _check_kind(task: Task) -> None:
    if not task.is_experiment:
        raise NotAnExperiment(_("%(key)s is not an experiment.") % {"key": task.key})
