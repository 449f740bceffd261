"""The numbers to beat, and their repeats where the baseline was trained with several seeds or folds."""

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from assay.experiments.repeating import facts_with_marks
from assay.pure.statistics.means import mean
from assay.pure.verdict import Baseline, Configuration, SeriesFacts, configurations
from assay.runs.marks import is_size
from assay.runs.reading import facts_of

if TYPE_CHECKING:
    from assay.experiments.models.experiment.model import Experiment
    from assay.runs.models import Run


def baseline_of(experiment: "Experiment") -> Baseline:
    """Numbers that were written win over those of the run; after the start both are frozen into the row.

    If the run is one of several repeats, or the parent of some, the numbers are their means.
    """
    written, run = dict(experiment.baseline_values), experiment.baseline_run
    if run is None or experiment.is_locked:
        return _frozen(written, experiment.baseline_repeats, source=run.uid if run else None)
    if experiment.known_baseline is None or experiment.known_baseline.source != run.uid:
        experiment.known_baseline = _of_run(run)
    found = experiment.known_baseline
    repeats = {key: values for key, values in found.repeats.items() if key not in written}
    return Baseline({**found.values, **written}, run.uid, repeats, found.ratio)


def frozen(baseline: Baseline) -> dict[str, Any]:
    """The repeats as they are kept in the row from the start on; nothing for a single number."""
    if not baseline.repeats:
        return {}
    return {"ratio": baseline.ratio, "values": {key: dict(values) for key, values in baseline.repeats.items()}}


def _frozen(values: Mapping[str, float], repeats: Mapping[str, Any], *, source: str | None) -> Baseline:
    return Baseline(values, source, repeats.get("values", {}), repeats.get("ratio"))


def _of_run(run: "Run") -> Baseline:
    own = {key: series.last for key, series in facts_of(run).series.items() if _can_be_beaten(key, series)}
    config = _repeats_of(run)
    if config is None:
        return Baseline(own, run.uid)
    repeats = _values(config)
    means = {key: mean(list(values.values())) for key, values in repeats.items()}
    return Baseline({**own, **means}, run.uid, repeats, config.ratio)


def _repeats_of(run: "Run") -> Configuration | None:
    """The repeats that the run is one of, or whose parent it is."""
    if run.task_id is None:
        return None
    for config in configurations(facts_with_marks(run.task_id)):
        if len(config.runs) > 1 and run.uid in {*config.parents, *(one.ref for one in config.runs)}:
            return config
    return None


def _can_be_beaten(key: str, series: SeriesFacts) -> bool:
    return math.isfinite(series.last) and not is_size(key)


def _values(config: Configuration) -> dict[str, dict[str, float]]:
    """What at least two of the repeats measured, by metric and by what tells the repeats apart."""
    found: dict[str, dict[str, float]] = {}
    for run in config.runs:
        for key, series in run.series.items():
            if series.n and _can_be_beaten(key, series):
                found.setdefault(key, {})[run.marks.unit or run.ref] = series.last
    return {key: values for key, values in found.items() if len(values) > 1}
