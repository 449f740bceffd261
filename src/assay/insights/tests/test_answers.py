"""What a team learned, against examples counted by hand."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from assay.experiments.queries.questions import Question
from assay.insights.figures.answers import NO_ANSWER, STILL_OPEN, answers, iterations
from assay.insights.figures.counted import Period
from assay.insights.tests.ways import MONDAY
from assay.pure.flow import calendar_days

MARCH = Period(date(2026, 3, 2), date(2026, 3, 29))
IDEA = Question("K-1", "Wings", 1, 1, None, MONDAY, None, None, "")


def day_of(moment: datetime) -> date:
    return moment.date()


def asked(
    key: str, *, written: int = 0, started: int | None = None, ended: int | None = None, outcome: str = ""
) -> Question:
    at = [None if days is None else MONDAY + timedelta(days=days) for days in (started, ended)]
    written_at = MONDAY + timedelta(days=written)
    return replace(IDEA, key=key, written_at=written_at, started_at=at[0], ended_at=at[1], outcome=outcome)


ASKED = [
    asked("K-1", started=1, ended=4, outcome="success"),
    asked("K-2", started=2, ended=8, outcome="failure"),
    asked("K-3", started=3, ended=9, outcome="stopped"),
    asked("K-4", written=-60, started=-50, ended=-40, outcome="partial"),
    asked("K-5", started=5),
    asked("K-6"),
]


def test_a_no_is_an_answer_and_a_stop_is_none() -> None:
    found = answers(ASKED, MARCH, day_of=day_of)
    assert len(found.run) == 4
    assert found.outcomes == {"success": 1, "failure": 1, "stopped": 1}
    assert (found.answered, found.share) == (2, 2 / 3)
    assert [(one.reason, one.keys) for one in found.counted.left_out] == [(STILL_OPEN, ("K-5", "K-6"))]


def test_without_an_ended_experiment_there_is_no_share() -> None:
    assert answers([IDEA], MARCH, day_of=day_of).share is None


def test_iteration_time_runs_from_the_idea_to_the_outcome_of_what_was_answered() -> None:
    found = iterations(ASKED, MARCH, days=calendar_days, day_of=day_of)
    assert [(one.question.key, one.days, one.days_since_start) for one in found.each] == [("K-1", 5, 4), ("K-2", 9, 7)]
    assert found.at == {}
    assert {one.reason for one in found.counted.left_out} == {STILL_OPEN, NO_ANSWER}
