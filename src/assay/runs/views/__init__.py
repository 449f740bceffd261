"""The pages of runs."""

from assay.runs.views.ending import deletion, end, restoration
from assay.runs.views.files import artifact, as_zip, files, frame, preview
from assay.runs.views.inbox import inbox
from assay.runs.views.pages import back_to_inbox, of_project, of_task, run, task
from assay.runs.views.stopping import going_on, stop

__all__ = [
    "artifact",
    "as_zip",
    "back_to_inbox",
    "deletion",
    "end",
    "files",
    "frame",
    "going_on",
    "inbox",
    "of_project",
    "of_task",
    "preview",
    "restoration",
    "run",
    "stop",
    "task",
]
