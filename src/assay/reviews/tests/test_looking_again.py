"""What came in is asked as it is now, and what is so no longer is settled by going on."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from assay.importers.changelog.bringing import into
from assay.importers.changelog.columns import guessed, said
from assay.importers.changelog.reading import changelog_of
from assay.importers.results.table import table_of
from assay.kit.clock import as_of, now
from assay.reviews.awaiting import awaiting
from assay.reviews.models import Review
from assay.reviews.ways.offered import room_in
from assay.tasks.models import Task

LONG_AGO = datetime(2020, 6, 1, 9, tzinfo=UTC).isoformat()
HEAD = "issue_key,issue_created_date,status_from_name,status_to_name,status_change_date"


@pytest.fixture
def came(kite, ada):
    """Three tasks that came in progress, and the address of the stop that asks which still are."""
    rows = [f"PR-{number},{LONG_AGO},To Do,In Progress,{LONG_AGO}" for number in range(3)]
    table = table_of("\n".join([HEAD, *rows, f"PR-9,{LONG_AGO},To Do,Done,{LONG_AGO}"]))
    changelog = changelog_of(table, said(guessed(table), {}))
    into(kite, changelog, changelog.statuses, origin="old.csv", by=ada)
    return list(Task.objects.filter(project=kite, column__state="active")), _begun(ada, "project")


def test_what_came_in_progress_leads_to_its_list_first(ada_client, came):
    page = ada_client.get(came[1]).text
    assert 'href="/projects/KITE/signals/came-in" data-key="1"' in page
    assert 'data-key="2"' in page
    assert "data-save" not in page


def test_a_stop_says_how_many_are_left_and_nothing_once_none_is(ada, ada_client, came, django_assert_max_num_queries):
    (first, *others), here = came
    first.archive(by=ada)
    ada_client.get(here)
    with django_assert_max_num_queries(15):
        assert "2 tasks came into Kite" in ada_client.get(here).text
    for task in others:
        task.archive(by=ada)
    assert "Nothing to decide now" in (page := ada_client.get(here).text)
    assert 'name="way"' not in page


def test_looking_settles_nothing_and_going_on_does(ada, ada_client, task):
    with as_of(now() - timedelta(days=9)):
        task.block("it is broken", by=ada)
    here = _begun(ada, "task")
    task.unblock(by=ada)
    stops = Review.objects.get().stops.filter(thing=str(task.pk))
    ada_client.get(here)
    assert stops.get().is_open
    assert ada_client.post(f"{here}/later").status_code == 303
    assert stops.get().state == "settled"
    assert "Nothing to decide any more:" in ada_client.get(here.partition("/stops")[0]).text


@pytest.mark.parametrize(("days", "room"), [(0, 2), (1, 1), (5, 0)])
def test_time_is_given_from_the_days_a_task_has_taken(ada, ben, kite, task, days, room):
    """Of three days' estimate, begun on a Monday."""
    monday = datetime(2026, 3, 16, 9, tzinfo=UTC)
    Task.objects.filter(pk=task.pk).update(started_at=monday)
    task.refresh_from_db()
    with as_of(monday + timedelta(days=2 + days)):
        assert max(room_in(task), Decimal(0)) == room


def _begun(ada, kind):
    today = timezone.localdate()
    stop = Review.begin(ada, awaiting(ada, today=today), today=today).stops.filter(kind=kind)[0]
    return f"/reviews/{stop.review_id}/stops/{stop.position}"
