"""A phase is declared done with its questions answered, and re-opened with a reason; both stay readable."""

import pytest

from assay.activity.models import Event
from assay.projects.models import ExitAnswer, ExitReasonNeeded, PhaseDone, PhaseNotDone, QuestionsOpen
from assay.projects.owing import owed_by
from assay.projects.queries import strip_of


@pytest.fixture
def research(kite):
    return kite.phases.get(name="Research")


def answers(phase):
    """Yes to every question."""
    return [ExitAnswer(question, yes=True) for question in phase.exit_questions]


def test_a_phase_is_declared_done_by_somebody_at_some_time(research, ada):
    closing = research.declare_done(answers(research), reason="The charter comes on Monday.", by=ada)
    research.refresh_from_db()
    assert research.done_at == closing.closed_at
    assert [answer["yes"] for answer in closing.answers] == [True] * len(research.exit_questions)
    event = Event.objects.get(kind="phase.declared-done")
    assert (event.person, event.data["name"], event.data["closing_id"]) == (ada, "Research", closing.pk)
    assert event.data["owed"] == [one.title for one in owed_by([research.pk])[research.pk] if not one.is_settled]


def test_every_question_needs_an_answer(research, ada):
    with pytest.raises(QuestionsOpen) as missing:
        research.declare_done(answers(research)[1:], by=ada)
    assert missing.value.questions == research.exit_questions[:1]
    assert not research.closings.exists()


def test_what_is_still_owed_does_not_pass_silently(research, ada):
    with pytest.raises(ExitReasonNeeded, match=owed_by([research.pk])[research.pk][0].title):
        research.declare_done(answers(research), reason="  ", by=ada)
    assert not Event.objects.filter(kind="phase.declared-done").exists()


def test_a_no_needs_a_reason_that_is_kept(research, ada):
    question = research.exit_questions[0]
    given = [ExitAnswer(question, yes=False, note="Nobody asked yet"), *answers(research)[1:]]
    with pytest.raises(ExitReasonNeeded):
        research.declare_done(given, by=ada)
    closing = research.declare_done(given, reason="We stop here.", by=ada)
    assert (closing.denied, closing.reason) == ([question], "We stop here.")
    assert closing.answers[0]["note"] == "Nobody asked yet"
    assert "1 exit question answered no" in Event.objects.get(kind="phase.declared-done").happening.wording()


def test_done_is_done_once(research, ada):
    research.declare_done(answers(research), reason="Enough", by=ada)
    with pytest.raises(PhaseDone):
        research.declare_done(answers(research), reason="Enough", by=ada)


def test_a_phase_is_reopened_with_a_reason_and_its_closings_stay(research, ada, lea):
    research.declare_done(answers(research), reason="Enough", by=ada)
    with pytest.raises(ExitReasonNeeded):
        research.reopen(because=" ", by=lea)
    research.reopen(because="The goal changed.", by=lea)
    research.declare_done(answers(research), reason="Now it is", by=ada)
    last, first = research.closings.newest_first()
    assert (first.reopened_by, first.reopened_because, last.reopened_at) == (lea, "The goal changed.", None)
    assert Event.objects.get(kind="phase.reopened").data["reason"] == "The goal changed."


def test_what_is_open_cannot_be_reopened(research, ada):
    with pytest.raises(PhaseNotDone):
        research.reopen(because="Why not", by=ada)


def test_the_strip_says_when_a_done_phase_is_worked_on(kite, research, ada, ada_client):
    from assay.tasks.models import Task

    active, done = (kite.columns.get(state=state) for state in ("active", "done"))
    task = Task.create(kite, title="Read", phase=research, by=ada)
    task.move_to(active, by=ada)
    task.move_to(done, by=ada)
    assert strip_of(kite).steps[0].state == "now"
    research.declare_done(answers(research), reason="Enough", by=ada)
    step = strip_of(kite).steps[0]
    assert (step.state, step.is_worked_on_again) == ("done", False)
    assert "declared done" in ada_client.get("/projects/KITE/").content.decode()
    task.move_to(active, by=ada)
    assert strip_of(kite).steps[0].is_worked_on_again
    assert "done, yet worked on" in ada_client.get("/projects/KITE/").content.decode()
