"""Searches in the language of MLflow's clients: which rows a filter leaves, and in what order."""

from assay.runs.search.logged_models import ModelOrder, matching_models
from assay.runs.search.model_metrics import Dataset
from assay.runs.search.paging import BadPage, Slice, slice_of
from assay.runs.search.run_groups import matching_groups
from assay.runs.search.runs import matching_runs

__all__ = [
    "BadPage",
    "Dataset",
    "ModelOrder",
    "Slice",
    "matching_groups",
    "matching_models",
    "matching_runs",
    "slice_of",
]
