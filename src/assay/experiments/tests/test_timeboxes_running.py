"""Which timeboxes of a project are under way."""

from datetime import timedelta
from typing import Any

from assay.experiments.queries.timeboxes import running_timeboxes
from assay.kit.clock import now


def test_a_timebox_runs_from_the_start_until_it_is_concluded(started: Any, kite: Any, task: Any) -> None:
    assert running_timeboxes(kite, now()) == []
    experiment = started(timebox_days=3)
    (found,) = running_timeboxes(kite, now())
    assert (found.task, found.day, found.days, found.is_over) == (task, 1, 3, False)
    (later,) = running_timeboxes(kite, now() + timedelta(days=14))
    assert later.is_over
    assert experiment.pk


def test_what_is_in_the_trash_runs_no_more(started: Any, kite: Any, task: Any, ada: Any) -> None:
    started()
    task.trash(by=ada)
    assert running_timeboxes(kite, now()) == []
