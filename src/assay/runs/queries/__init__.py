from assay.runs.queries.curves import curves_of
from assay.runs.queries.inbox import InboxPage, Waiting, inbox_of
from assay.runs.queries.run_page import MetricRow, RunPage, run_page
from assay.runs.queries.task_runs import TaskRuns, runs_of_task
from assay.runs.queries.trees import File, Folder, tree_of

__all__ = [
    "File",
    "Folder",
    "InboxPage",
    "MetricRow",
    "RunPage",
    "TaskRuns",
    "Waiting",
    "curves_of",
    "inbox_of",
    "run_page",
    "runs_of_task",
    "tree_of",
]
