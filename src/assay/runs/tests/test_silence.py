"""A run that logs nothing for long is said to be silent, once, until it logs again."""

from datetime import timedelta

import pytest
from django_q.models import OrmQ

from assay.activity.models import Event
from assay.kit.clock import now, to_milliseconds
from assay.kit.jobs import run as run_job
from assay.notifications.models import Notice
from assay.runs.ingest import NewPoint, log_batch, writing_to
from assay.runs.lifecycle import Change, end_run, update_run
from assay.runs.marks import PARENT_TAG
from assay.runs.models import Run
from assay.runs.silence import SILENT_AFTER, look_for_silence
from assay.runs.summary import StoredPoint
from assay.runs.tests.logged import experiment, logged_run, page, queries_of

MINUTE = timedelta(minutes=1)
LATER = SILENT_AFTER + MINUTE


@pytest.fixture
def task(ada, kite):
    return experiment(kite, ada)


@pytest.fixture
def run(ada, task):
    return logged_run(ada, task=task, name="slow-hare", status="RUNNING")


def look(at):
    look_for_silence.work(at=at)
    return set(Run.objects.exclude(silent_since=None).values_list("name", flat=True))


def log(run, *moments, by, key="f1", value=0.5):
    points = [NewPoint(key, StoredPoint(step, to_milliseconds(at), value)) for step, at in enumerate(moments)]
    with writing_to(run.uid, by=by) as held:
        log_batch(held, metrics=points, by=by)


def test_it_is_told_once_and_taken_back_when_it_logs_again(run, task, ada):
    at = run.started_at
    assert look(at + SILENT_AFTER - MINUTE) == set()
    for minutes in range(3):
        assert look(at + LATER + minutes * MINUTE) == {"slow-hare"}
    (event,) = Event.objects.filter(kind="run.silent", subject_id=str(task.pk))
    assert event.happening.wording() == f"Run {run.number} slow-hare has logged nothing for 2 h"
    log(run, at + LATER, by=ada)
    assert look(at + LATER + 4 * MINUTE) == set()
    assert look(at + 2 * LATER + MINUTE) == {"slow-hare"}
    assert Event.objects.filter(kind="run.silent").count() == 2


def test_who_runs_it_gets_a_notice(run, ada):
    look(run.started_at + LATER)
    for queued in OrmQ.objects.order_by("pk"):
        run_job(*queued.task["args"])
    assert "run.silent" in Notice.objects.visible_to(ada).values_list("event__kind", flat=True)


def test_one_that_logs_seldom_has_more_time(run, ada):
    hours = [run.started_at + timedelta(hours=3 * count) for count in range(4)]
    log(run, *hours, by=ada)
    assert look(hours[-1] + timedelta(hours=5)) == set()
    assert look(hours[-1] + timedelta(hours=7)) == {"slow-hare"}


def test_over_deleted_and_just_resumed_runs_are_not_silent(run, task, ada):
    over = logged_run(ada, task=task, name="over")
    look(run.started_at + LATER)
    with writing_to(run.uid, by=ada) as held:
        end_run(held, by=ada)
    assert look(run.started_at + LATER) == set()
    with writing_to(over.uid, by=ada) as held:
        update_run(held, Change(status="RUNNING"), by=ada, at=now() + LATER)
    assert look(over.started_at + LATER + MINUTE) == set()


def test_a_parent_whose_trials_log_is_not_silent(run, task, ada):
    trial = logged_run(ada, task=task, name="trial", status="RUNNING", tags={PARENT_TAG: run.uid})
    log(trial, run.started_at + LATER, by=ada)
    assert look(run.started_at + LATER + MINUTE) == set()
    assert look(run.started_at + 2 * LATER + MINUTE) == {"trial"}
    assert look(run.started_at + 2 * LATER + MINUTE) == {"trial", "slow-hare"}


def test_the_pages_offer_to_end_it(run, ada, ada_client):
    waiting = logged_run(ada, name="lost-hare", status="RUNNING")
    look(now() + LATER)
    assert "fallen silent" in page(ada_client, f"/runs/{run.uid}")
    inbox = page(ada_client, "/inbox/")
    assert "It has logged nothing since" in inbox
    assert f'action="/runs/{waiting.uid}/end"' in inbox


def test_looking_takes_one_query_however_many_runs_there_are(task, ada):
    for number in range(4):
        logged_run(ada, task=task, name=f"hare-{number}", status="RUNNING", metrics={"f1": [0.1]})
    Run.objects.update(silent_since=now())
    assert queries_of(lambda: look_for_silence.work(at=now() + LATER)) == 1
