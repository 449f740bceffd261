"""What search knows of a task that is an experiment: hypothesis, lines, results and what was learned."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy

from assay.experiments.models import Experiment
from assay.search.sources import Part

LABELS = {
    "hypothesis": gettext_lazy("Hypothesis"),
    "learnings": gettext_lazy("Learned"),
    "observations": gettext_lazy("Observed"),
    "outcome": gettext_lazy("Why it was decided so"),
    "criterion": gettext_lazy("Criterion"),
    "planned": gettext_lazy("Planned"),
    "baseline": gettext_lazy("Baseline"),
    "next-step": gettext_lazy("Next step"),
}


def parts_of_tasks(ids: Sequence[str]) -> Mapping[str, Sequence[Part]]:
    """The parts of those tasks that have an experiment, by the task's id."""
    experiments = Experiment.objects.filter(task_id__in=[int(one) for one in ids])
    found = experiments.prefetch_related("criteria", "steps")
    return {str(experiment.task_id): _parts(experiment) for experiment in found}


def _parts(experiment: Experiment) -> list[Part]:
    # Not the outcome itself: it is a filter, and a failure must rank as high as a success.
    because = f"{experiment.outcome_because} {experiment.kept_because}"
    planned = (f"{name} = {text}" for name, text in experiment.planned_params)
    names = ", ".join(experiment.baseline_values)
    return [
        Part("hypothesis", experiment.hypothesis),
        Part("learnings", experiment.learnings),
        Part("observations", experiment.observations),
        Part("outcome", because),
        *(Part("criterion", line.text) for line in experiment.criteria.all()),
        Part("planned", "; ".join([*planned, experiment.planned_data, experiment.hardware])),
        Part("baseline", f"{names} {experiment.baseline_note}"),
        *(Part("next-step", step.text) for step in experiment.steps.all()),
    ]
