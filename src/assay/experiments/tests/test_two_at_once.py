"""Somebody decides about an experiment while others drag its card, mark its runs and log: all of it goes through."""

import pytest

from assay.experiments.actions import close, reopen
from assay.experiments.models import Conclusion, Experiment
from assay.kit.tests.at_once import at_once
from assay.runs import ingest
from assay.runs.lifecycle import delete_run, restore_run
from assay.runs.linking import link
from assay.runs.marks import ENVIRONMENT_TAG
from assay.runs.models import Run
from assay.tasks.models import Task

pytestmark = pytest.mark.django_db(transaction=True)


FAILED = Conclusion(outcome="failure", outcome_because="x", kept="discard", kept_because="x", learnings="x")
TURNS = 6


@pytest.fixture(autouse=True)
def _no_verdict_is_missed(caplog):
    """One that could not be judged costs no metric and is logged; here it must not happen."""
    yield
    assert not caplog.get_records("call")


def test_closing_waits_for_whoever_drags_the_card(started, task, kite, ada, ben):
    started()
    places = list(kite.columns.filter(state__in=["waiting", "queue"]))

    def decide() -> None:
        for _turn in range(TURNS):
            close(Task.objects.get(pk=task.pk), FAILED, by=ada)
            reopen(Task.objects.get(pk=task.pk), "Once more", by=ada)

    def drag() -> None:
        for _turn in range(TURNS):
            for place in places:
                Task.objects.get(pk=task.pk).move_to(place, by=ben)

    assert at_once(decide, drag) == [None, None]


def test_marking_runs_waits_for_what_they_log(started, task, train, ada, ben):
    started()
    uid = train().log(f1=0.5).run.uid

    def mark() -> None:
        for turn in range(TURNS):
            Experiment.of(task).place_runs([Run.objects.get(uid=uid)], f"place {turn}", by=ben)

    def tag() -> None:
        for turn in range(TURNS):
            with ingest.writing_to(uid, by=ada) as run:
                ingest.set_tags(run, [(ENVIRONMENT_TAG, f"cluster {turn}")], by=ada)

    assert at_once(mark, tag) == [None, None]


def test_linking_a_run_waits_for_no_verdict_that_names_it(started, task, kite, train, ada, ben):
    started()
    other = Task.create(kite, title="Elsewhere", by=ada).pk
    second, best = train().log(f1=0.95).end().run.pk, train().log(f1=0.97).end().run.uid

    def move() -> None:
        for _turn in range(TURNS):
            for target in (other, task.pk):
                link(Run.objects.get(pk=second), Task.objects.get(pk=target), by=ben)

    def come_and_go() -> None:
        for _turn in range(TURNS):
            for change in (delete_run, restore_run):
                with ingest.writing_to(best, by=ada, deleted=True) as run:
                    change(run, by=ada)

    assert at_once(move, come_and_go) == [None, None]
