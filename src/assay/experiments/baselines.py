"""The numbers to beat."""

import math
from typing import TYPE_CHECKING

from assay.pure.verdict import Baseline

if TYPE_CHECKING:
    from assay.experiments.models.experiment.model import Experiment


def baseline_of(experiment: "Experiment") -> Baseline:
    """Numbers that were written win over those of the run; after the start both are frozen into the row."""
    values = dict(experiment.baseline_values)
    run = experiment.baseline_run
    if run is not None and not experiment.is_locked:
        series = run.series.exclude(last=None).values_list("key", "last")
        values = {key: last for key, last in series if last is not None and math.isfinite(last)} | values
    return Baseline(values=values, source=run.uid if run else None)
