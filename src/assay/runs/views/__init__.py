"""The pages of runs."""

from assay.runs.views import selection
from assay.runs.views.columns import columns
from assay.runs.views.comparison import comparison
from assay.runs.views.ending import deletion, end, restoration
from assay.runs.views.files import artifact, as_zip, files, frame, preview
from assay.runs.views.inbox import aside, inbox
from assay.runs.views.pages import back_to_inbox, run, task
from assay.runs.views.stopping import going_on, stop
from assay.runs.views.table import as_csv, keys, of_project, of_task, saved_view, saved_views

__all__ = [
    "artifact",
    "as_csv",
    "as_zip",
    "aside",
    "back_to_inbox",
    "columns",
    "comparison",
    "deletion",
    "end",
    "files",
    "frame",
    "going_on",
    "inbox",
    "keys",
    "of_project",
    "of_task",
    "preview",
    "restoration",
    "run",
    "saved_view",
    "saved_views",
    "selection",
    "stop",
    "task",
]
