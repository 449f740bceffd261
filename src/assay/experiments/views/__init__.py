from assay.experiments.views.best import best
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
from assay.experiments.views.library import all_experiments, project_experiments, related
from assay.experiments.views.log import log, log_as_markdown
from assay.experiments.views.marking import mark_runs, unmark_runs
from assay.experiments.views.scratch import scratch, scratch_end, scratch_experiment
from assay.experiments.views.writing import baselines, names, reading

__all__ = [
    "all_experiments",
    "baselines",
    "best",
    "conclusion",
    "criteria",
    "extension",
    "hard_stop",
    "keepable",
    "log",
    "log_as_markdown",
    "mark_runs",
    "names",
    "plan",
    "project_experiments",
    "reading",
    "related",
    "reopening",
    "scratch",
    "scratch_end",
    "scratch_experiment",
    "start",
    "step_task",
    "unmark_runs",
    "verdict",
]
