"""What `assay insights` says of figures."""

from assay.cli.remote.insights import answers, pace


def test_a_stop_is_told_beside_the_answers() -> None:
    ended = {"success": 6, "partial": 1, "stopped": 1, "failure": 1}
    told = answers({"run": 9, "answered": 8, "ended": ended})
    assert told == "9 run, 8 answered (6 success, 1 partial, 1 failure), 1 stopped"
    assert answers({"run": 2, "answered": 0, "ended": {}}) == "2 run, 0 answered"


def test_weeks_in_which_mostly_nothing_was_done_are_said_so() -> None:
    assert pace({"a_week": 0.3, "low": 0, "high": 0}) == "0.3, mostly none"
    assert pace({"a_week": 3.0, "low": 2, "high": 4}) == "3.0, mostly 2 to 4"
