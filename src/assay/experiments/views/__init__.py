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

__all__ = [
    "conclusion",
    "criteria",
    "extension",
    "hard_stop",
    "keepable",
    "plan",
    "reopening",
    "start",
    "step_task",
    "verdict",
]
