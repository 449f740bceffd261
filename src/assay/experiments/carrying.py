"""What an experiment gives along with a hand-off: its run that counts, what was measured, what was learned."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assay.accounts.models import Person
from assay.experiments.following import quoted
from assay.experiments.models import Criterion, Experiment
from assay.experiments.wording import state_name
from assay.pure.numbers import short_number
from assay.pure.verdict import State
from assay.tasks.carrying import Carrier, Fact
from assay.tasks.models import Task

LABELS = {"metric": gettext_lazy("Metric and verdict"), "outcome": gettext_lazy("Outcome")}


def best_run(task: Task, reader: Person) -> str:
    """Return the run that speaks for the first criterion, a met one before all others."""
    lines = sorted(_judged(task), key=lambda line: line.state != State.MET)
    return next((line.run.uid for line in lines if line.run), "")


def facts(task: Task, reader: Person, origin: str) -> list[Fact]:
    found = [Fact("metric", _words(line), *(("run", line.run.uid) if line.run else ())) for line in _judged(task)]
    experiment = Experiment.objects.concluded().filter(task=task).first()
    if experiment is not None:
        found.append(Fact("outcome", experiment.get_outcome_display(), "task", str(task.pk)))
    return found


def story(task: Task, reader: Person) -> str:
    experiment = Experiment.objects.filter(task=task).first()
    if experiment is None:
        return ""
    parts = [
        quoted(_("Hypothesis"), experiment.hypothesis),
        quoted(_("What we learned"), experiment.learnings if experiment.is_concluded else ""),
        quoted(_("What is kept, and why"), experiment.kept_because if experiment.kept == "keep" else ""),
    ]
    return "\n\n".join(part for part in parts if part)


def _judged(task: Task) -> list[Criterion]:
    lines = Criterion.objects.filter(experiment__task=task, withdrawn_at=None, amended_at=None).in_order()
    return [line for line in lines.select_related("run") if not line.is_stop and line.state]


def _words(line: Criterion) -> str:
    value = f"{short_number(line.value)}: " if line.value is not None else ""
    run = " " + _("(run %(number)d)") % {"number": line.run.number} if line.run else ""
    return f"{line.text}: {value}{state_name(line.state)}{run}"


EXPERIMENTS = Carrier(order=10, labels=LABELS, facts=facts, best=best_run, story=story)
