"""Write the history of a run, and tell open pages of it and of its task that it changed."""

from datetime import datetime
from typing import TYPE_CHECKING

from assay.activity.happenings import Happening
from assay.activity.recording import record, touch
from assay.runs.models import Run
from assay.runs.searching import behind

if TYPE_CHECKING:
    from assay.accounts.models import Person


def tell(run: Run) -> None:
    """Touch the run and, if it belongs to one, its task."""
    touch(run, *([run.task] if run.task is not None else []))


def write_history(run: Run, happening: Happening, *, by: "Person | None", at: datetime | None = None) -> None:
    """Record what happened to the run: on its task, so that people find it there, else on the run itself."""
    record(happening, on=run.task or run, by=by, at=at)
    behind(run)
    if run.task is not None:
        touch(run)
