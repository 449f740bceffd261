"""What a stop is about, found as its reader may see it, with all that a decision needs."""

from dataclasses import dataclass

from django.urls import reverse

from assay.accounts.models import Person
from assay.activity.subjects import Subject
from assay.deliverables.models import Deliverable
from assay.experiments.models import Experiment
from assay.projects.models import Project
from assay.reviews.models import Stop
from assay.tasks.models import Handoff, Task


@dataclass(frozen=True)
class Thing:
    """A task with its experiment and its hand-off, or a deliverable, or the project itself."""

    project: Project
    task: Task | None = None
    experiment: Experiment | None = None
    handoff: Handoff | None = None
    deliverable: Deliverable | None = None

    @property
    def subject(self) -> Subject:
        return (self.task or self.deliverable or self.project).subject

    @property
    def called(self) -> str:
        """How it is called in a sentence: a key becomes a link wherever it is written."""
        if self.task:
            return f"{self.task.key} {self.task.title}"
        return str(self.deliverable) if self.deliverable else self.project.name

    @property
    def key(self) -> str:
        """How it is called where there is little room."""
        if self.task:
            return self.task.key
        return self.deliverable.key if self.deliverable else self.project.name

    @property
    def url(self) -> str:
        if self.task:
            return reverse("tasks:task", args=[self.task.key])
        if self.deliverable:
            return reverse("deliverables:deliverable", args=[self.deliverable.key])
        return reverse("projects:overview", args=[self.project.key])

    @property
    def responsible(self) -> Person | None:
        """Whom a question goes to first: whose it is, else who leads the project."""
        if self.handoff and self.handoff.is_open and self.handoff.to_person:
            return self.handoff.to_person
        owner = self.task.assignee if self.task else self.deliverable.responsible if self.deliverable else None
        return owner or self.project.lead


def thing_of(stop: Stop, reader: Person) -> Thing | None:
    """Return what the stop is about; None for what is gone or put away. The caller checked that its project is seen."""
    if stop.kind == "task":
        return _task(stop, reader)
    if stop.kind == "deliverable":
        wanted = Deliverable.objects.visible_to(reader).filter(pk=int(stop.thing))
        found = wanted.select_related("project__lead", "responsible", "phase").first()
        return Thing(found.project, deliverable=found) if found else None
    return Thing(stop.project)


def _task(stop: Stop, reader: Person) -> Thing | None:
    facts = ("project__lead", "column", "phase", "assignee", "experiment")
    handoff_facts = ("handoff__to_person", "handoff__offered_by")
    tasks = Task.objects.visible_to(reader).at_hand().select_related(*facts, *handoff_facts)
    task = tasks.filter(pk=int(stop.thing)).first()
    if task is None:
        return None
    handoff: Handoff | None = getattr(task, "handoff", None)
    if handoff is not None:
        handoff.task = task
    experiment: Experiment | None = getattr(task, "experiment", None)
    if experiment is not None:
        experiment.task = task
    return Thing(task.project, task=task, experiment=experiment, handoff=handoff)
