"""What the tests of reviews share: a review of ada's with a stop for whatever a test is about.

This file is read before Django starts, so it imports no models.
"""

from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.experiments.models import Experiment
    from assay.projects.models import Project
    from assay.reviews.models import Stop
    from assay.tasks.models import Task

A_DAY = date(2026, 3, 18)


@pytest.fixture
def task(kite: "Project", ada: "Person", ben: "Person") -> "Task":
    """A task that ben works on."""
    from assay.tasks.models import Task

    made = Task.create(kite, title="Tune the tail", assignee=ben, estimate_days=Decimal(3), by=ada)
    made.move_to(kite.columns.get(state="active"), by=ben)
    return made


@pytest.fixture
def experiment(kite: "Project", ada: "Person") -> "Experiment":
    """An experiment of ada's that is under way."""
    from assay.experiments.models import Experiment
    from assay.experiments.models.experiment.writing import Draft
    from assay.pure.criteria import parse_criterion
    from assay.tasks.models import Task

    made = Task.create(kite, title="Try longer tails", kind="experiment", assignee=ada, by=ada)
    found = Experiment.of(made)
    lines = (parse_criterion("f1 >= 0.8"),)
    found.write(Draft(hypothesis="Longer is calmer", criteria=lines, timebox_days=2, makes_baseline=True), by=ada)
    made.move_to(kite.columns.get(state="active"), by=ada)
    found.refresh_from_db()
    return found


@pytest.fixture
def stop_at(ada: "Person") -> "Callable[..., Stop]":
    """Make a stop of ada's review about a thing, `stop_at(task)`, for what no rule can be asked for again."""

    found: dict[Any, list[Any]] = defaultdict(list)

    def made(thing: Any, *, person: Any = None) -> "Stop":
        from assay.reviews.matters import Candidate, Matter
        from assay.reviews.models import Review

        subject, lead = thing.subject, person or ada
        title = str(getattr(thing, "title", "") or thing)
        said = ("told", "Stalled", "Nothing happened for 4 days.")
        one = Matter(*said, subject.project_id, subject.kind, subject.id, title, 1)
        found[lead].append(Candidate((one,)))
        review = Review.begin(lead, found[lead], today=A_DAY)
        return review.stops.select_related("project").get(kind=subject.kind, thing=subject.id)

    return made


@pytest.fixture
def due(ada: "Person", kite: "Project") -> "Project":
    """A decision of kite that is late."""
    from django.utils import timezone

    kite.edit(version=kite.version, by=ada, decision_due_on=timezone.localdate() - timedelta(days=1))
    return kite


@pytest.fixture
def place(stop_at: Any) -> Callable[..., str]:
    """The address of a stop: `place(task)`."""

    def address(thing: Any, **whose: Any) -> str:
        stop = stop_at(thing, **whose)
        return f"/reviews/{stop.review_id}/stops/{stop.position}"

    return address
