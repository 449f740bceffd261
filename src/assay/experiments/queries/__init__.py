from assay.experiments.queries.page import ExperimentPage, experiment_page, page_context, start_columns
from assay.experiments.queries.verdict import VerdictBlock, lines_of, verdict_block

__all__ = [
    "ExperimentPage",
    "VerdictBlock",
    "experiment_page",
    "lines_of",
    "page_context",
    "start_columns",
    "verdict_block",
]
