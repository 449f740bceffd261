"""Next week begins with what became of the decisions: facts as they are then."""

from datetime import timedelta

import pytest

from assay.reviews.actions import decide
from assay.reviews.models import Review
from assay.reviews.queries.became import became_of
from assay.reviews.tests.conftest import A_DAY
from assay.reviews.ways.wanted import Wanted
from assay.tasks.models import Task


@pytest.fixture
def says(ada):
    """What is said of the only decision: `says()`."""
    return lambda: next((one.says, one.state) for one in became_of(Review.objects.get(), reader=ada))


def test_an_extended_experiment_is_not_decided_until_it_is(ada, experiment, stop_at, says):
    from assay.experiments.actions import close
    from assay.experiments.models import Conclusion

    decide(stop_at(experiment.task), Wanted("extend"), by=ada)
    assert says()[0].startswith("Not decided yet; its day is")
    ended = Conclusion(outcome="stopped", outcome_because="No", learnings="Tails shake")
    close(experiment.task, ended, by=ada)
    assert says() == ("Decided: Stopped", "met")


def test_a_question_is_answered_when_the_person_asked_says_something(ada, ben, task, stop_at, says):
    decide(stop_at(task), Wanted("ask"), by=ada)
    assert says()[1] == "not-met"
    task.comment("Tomorrow", by=ada)
    assert says()[1] == "not-met"
    task.comment("I need the data", by=ben)
    assert says() == ("Ben Okafor answered", "met")


def test_an_answer_that_was_removed_is_none(ada, ben, task, stop_at, says):
    decide(stop_at(task), Wanted("ask"), by=ada)
    task.comment("Oops", by=ben).remove(by=ben)
    assert says()[1] == "not-met"


def test_of_a_split_the_parts_that_are_done_are_counted(ada, kite, task, stop_at, says):
    stop = stop_at(task)
    decide(stop, Wanted("split"), by=ada)
    assert says() == ("0 of 2 parts done", "not-proven")
    for part in (task, Task.objects.get(part_of=task)):
        part.refresh_from_db()
        part.move_to(kite.columns.get(state="done"), by=ada)
    assert says() == ("2 of 2 parts done", "met")


def test_what_was_handed_over_is_taken_or_not(ada, lea, kite, task, stop_at, says):
    decide(stop_at(task), Wanted("hand-over", to=lea), by=ada)
    assert says()[1] == "not-proven"
    task.refresh_from_db()
    task.move_to(kite.columns.get(state="active"), by=lea)
    assert says() == ("Lea Lind works on it", "met")


def test_a_decision_that_was_taken_back_says_so(ada, task, stop_at, says):
    decide(stop_at(task), Wanted("split"), by=ada).revoke(because="Too small", by=ada)
    assert says() == ("Taken back: Too small", "plain")


def test_what_a_reader_no_longer_sees_is_not_told(ada, ben, kite, task, stop_at):
    decide(stop_at(task), Wanted("split"), by=ada)
    kite.edit(version=kite.version, by=ada, is_private=True)
    assert became_of(Review.objects.get(), reader=ben) == []


def test_the_next_week_shows_it_first(ada, ada_client, task, stop_at):
    decide(stop_at(task), Wanted("split", why="Too long"), by=ada)
    Review.objects.update(week=A_DAY - timedelta(days=700))
    page = ada_client.get("/review").text
    assert "0 of 2 parts done" in page
    assert "Too long" in page


def test_a_question_about_a_project_waits_for_a_sign_of_whom_it_was_for(ada, ben, kite, stop_at, says):
    decide(stop_at(kite), Wanted("ask", person=ben), by=ada)
    assert says() == ("No sign of who was asked yet", "not-met")
    Task.create(kite, title="Scale", by=ben)
    assert says()[0].startswith("Who was asked was there on")


def test_however_many_decisions_ask_as_often(ada, ben, kite, stop_at, django_assert_num_queries):
    for number in range(5):
        made = Task.create(kite, title=f"T{number}", by=ada)
        decide(stop_at(made), Wanted("ask", person=ben), by=ada)
    with django_assert_num_queries(4):
        became_of(Review.objects.get(), reader=ada)
