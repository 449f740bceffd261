"""The day to decide: more days, a decision with its evidence, and taking it back."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from assay.experiments.actions import close, reopen
from assay.experiments.models import (
    AlreadyLocked,
    BadDays,
    Conclusion,
    Experiment,
    NotConcluded,
    NotStarted,
    ReasonMissing,
)
from assay.experiments.tests.trainings import told, write_plan

MONDAY = datetime(2026, 3, 16, 9, tzinfo=UTC)
NEXT_WEDNESDAY = datetime(2026, 3, 25, 9, tzinfo=UTC)
FAILED = Conclusion(
    outcome="failure", outcome_because="x", kept="discard", kept_because="Useless.", learnings="Wings do not matter."
)
MET = Conclusion(
    outcome="success", kept="keep", kept_because="It flies.", kept_things=("wing.pkl",), learnings="Wings matter."
)


def test_an_extension_before_the_end_adds_days_to_the_timebox(started, ada, task):
    experiment = started(at=MONDAY)
    assert experiment.decide_on == date(2026, 3, 20)
    experiment.extend(2, "The cluster was down", by=ada, at=MONDAY)
    assert (experiment.decide_on, experiment.total_days) == (date(2026, 3, 24), 7)
    (event,) = told(task, "experiment.timebox-extended")
    assert event.data["because"] == "The cluster was down"


def test_an_extension_after_the_end_counts_from_that_day(started, ada):
    experiment = started(at=MONDAY)
    experiment.extend(2, "One more seed", by=ada, at=NEXT_WEDNESDAY)
    assert experiment.decide_on == date(2026, 3, 26)
    assert not experiment.is_past_timebox(experiment.task.calendar, at=NEXT_WEDNESDAY)


def test_the_end_of_an_extended_timebox_is_told_again(started, ada, task):
    from assay.experiments.jobs import look_at_the_clock

    experiment = started(at=MONDAY)
    look_at_the_clock.work(NEXT_WEDNESDAY)
    experiment.extend(1, "Nearly there", by=ada, at=NEXT_WEDNESDAY)
    look_at_the_clock.work(datetime(2026, 3, 27, 9, tzinfo=UTC))
    assert len(told(task, "experiment.timebox-ended")) == 2


@pytest.mark.parametrize(
    ("days", "because", "refusal"), [(0, "why", BadDays), (11, "why", BadDays), (1, " ", ReasonMissing)]
)
def test_an_extension_needs_days_and_a_reason(started, ada, days, because, refusal):
    experiment = started()
    with pytest.raises(refusal):
        experiment.extend(days, because, by=ada)
    assert not experiment.extensions.exists()


def test_only_what_goes_on_is_extended(task, ada, started):
    with pytest.raises(NotStarted):
        write_plan(task, by=ada).extend(1, "why", by=ada)
    experiment = started()
    experiment.conclude(FAILED, by=ada)
    with pytest.raises(AlreadyLocked):
        experiment.extend(1, "why", by=ada)


def test_the_evidence_stays_as_it_was_when_runs_come_later(ada_client, started, train, task, ada):
    experiment = started()
    train().log(f1=0.9).end()
    close(task, MET, by=ada)
    train().log(f1=0.2).end()
    closing = experiment.closings.get()
    assert closing.evidence["criteria"][0]["value"] == 0.9
    assert len(closing.run_uids) == 1
    page = ada_client.get(reverse("tasks:task", args=[task.key])).content.decode()
    assert "1 run came after the decision" in page
    assert "wing.pkl" in page


def test_an_opened_experiment_counts_runs_again_and_keeps_the_old_decision(ada_client, started, train, task, ada):
    started()
    train().log(f1=0.9).end()
    close(task, MET, by=ada)
    reopen(task, "The split leaked", by=ada)
    task.refresh_from_db()
    assert not task.column.is_done
    train().log(f1=0.95).end()
    experiment = Experiment.of(task)
    assert (experiment.is_under_way, experiment.run_count, experiment.learnings) == (True, 2, "Wings matter.")
    assert len(told(task, "experiment.reopened")) == 1
    page = ada_client.get(reverse("tasks:task", args=[task.key])).content.decode()
    assert "Decided before" in page
    assert "The split leaked" in page
    close(task, MET, by=ada)
    assert experiment.closings.count() == 2


def test_only_what_is_closed_is_opened_again_and_only_with_a_reason(started, ada, task):
    experiment = started()
    with pytest.raises(NotConcluded):
        experiment.reopen("why", by=ada)
    experiment.conclude(FAILED, by=ada)
    with pytest.raises(ReasonMissing):
        experiment.reopen(" ", by=ada)


def test_a_timebox_that_is_over_asks_what_now(ada_client, started, task, ada):
    started(at=MONDAY)
    page = ada_client.get(reverse("tasks:task", args=[task.key])).content.decode()
    for words in ("What now?", "Extend the timebox", "Stop it without an answer"):
        assert words in page
    answer = ada_client.post(reverse("experiments:extension", args=[task.key]), {"days": "2", "because": "More data"})
    assert answer.status_code == 303
    page = ada_client.get(reverse("tasks:task", args=[task.key])).content.decode()
    assert "Extended once" in page
    assert "What now?" not in page


def test_an_extension_without_reason_comes_back(ada_client, started, task):
    started(at=MONDAY)
    answer = ada_client.post(reverse("experiments:extension", args=[task.key]), {"days": "2", "because": ""})
    assert answer.status_code == 422
    assert "the reason stays on the card" in answer.content.decode()


def test_programs_extend_close_and_open_again(api, ada, started, task):
    base = f"/api/v1/experiments/{task.key}"
    started()
    send = api(ada).post
    more = send(f"{base}/extensions", {"days": 2, "because": "More data"}, content_type="application/json")
    assert more.json()["extensions"][0]["because"] == "More data"
    refused = send(f"{base}/reopening", {"because": "x"}, content_type="application/json")
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "not-concluded")
    Experiment.of(task).conclude(FAILED, by=ada)
    opened = send(f"{base}/reopening", {"because": "The split leaked"}, content_type="application/json")
    assert opened.json()["state"] == "started"
