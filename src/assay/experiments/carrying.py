"""What an experiment gives along with a hand-off: its run that counts, what was measured, what was learned."""

from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assay.experiments.following import quoted
from assay.experiments.models import Criterion, Experiment
from assay.experiments.wording import state_name
from assay.pure.numbers import short_number
from assay.pure.verdict import State
from assay.runs.carrying import origin_of
from assay.tasks.carrying import Carrier, Fact, Origin

LABELS = {"metric": gettext_lazy("Metric and verdict"), "outcome": gettext_lazy("Outcome")}


class ExperimentCarrier(Carrier):
    order = 10
    labels = LABELS

    def origins(self) -> list[Origin]:
        """Return the runs that speak for the criteria, for a met one before all others."""
        lines = sorted(self._judged, key=lambda line: line.state != State.MET)
        runs = (line.run for line in lines if line.run)
        return [origin_of(run) for run in runs if run.task_id == self.task.pk and run.deleted_at is None]

    def facts(self, _origin: str) -> list[Fact]:
        found = [Fact("metric", _words(line), *(("run", line.run.uid) if line.run else ())) for line in self._judged]
        experiment = self._experiment
        if experiment is not None and experiment.is_concluded:
            found.append(Fact("outcome", experiment.get_outcome_display(), "task", str(self.task.pk)))
        return found

    def story(self) -> str:
        experiment = self._experiment
        if experiment is None:
            return ""
        parts = [
            quoted(_("Hypothesis"), experiment.hypothesis),
            quoted(_("What we learned"), experiment.learnings if experiment.is_concluded else ""),
            quoted(_("What is kept, and why"), experiment.kept_because if experiment.kept == "keep" else ""),
        ]
        return "\n\n".join(part for part in parts if part)

    @cached_property
    def _lines(self) -> list[Criterion]:
        """Each comes with its experiment."""
        lines = Criterion.objects.filter(experiment__task=self.task, withdrawn_at=None, amended_at=None)
        return list(lines.in_order().select_related("run", "experiment"))

    @property
    def _judged(self) -> list[Criterion]:
        return [line for line in self._lines if not line.is_stop and line.state]

    @cached_property
    def _experiment(self) -> Experiment | None:
        return self._lines[0].experiment if self._lines else Experiment.objects.filter(task=self.task).first()


def _words(line: Criterion) -> str:
    value = f"{short_number(line.value)}: " if line.value is not None else ""
    run = " " + _("(run %(number)d)") % {"number": line.run.number} if line.run else ""
    return f"{line.text}: {value}{state_name(line.state)}{run}"
