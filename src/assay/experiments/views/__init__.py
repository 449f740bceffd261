from assay.experiments.views.card import (
    conclusion,
    criteria,
    extension,
    hard_stop,
    keepable,
    plan,
    reopening,
    start,
    step_task,
    verdict,
)
from assay.experiments.views.scratch import scratch, scratch_end, scratch_experiment

__all__ = [
    "conclusion",
    "criteria",
    "extension",
    "hard_stop",
    "keepable",
    "plan",
    "reopening",
    "scratch",
    "scratch_end",
    "scratch_experiment",
    "start",
    "step_task",
    "verdict",
]
