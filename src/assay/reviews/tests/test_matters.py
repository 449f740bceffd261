"""What awaits a lead becomes stops: one for each thing, nothing twice, the most urgent first."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from assay.reviews.matters import MOST_URGENCY, Matter, candidates

LONG_AGO, LATELY = datetime(2026, 1, 5, tzinfo=UTC), datetime(2026, 3, 2, tzinfo=UTC)
ONE = Matter("stalled", "Stalled", "Nothing happened.", 1, "task", "7", "Tune", urgency=2, since=LATELY)


def test_all_that_is_the_matter_with_a_thing_is_one_stop_and_the_most_urgent_is_said_first():
    worse = replace(ONE, rule="over-timebox", says="Two days over.", urgency=1)
    (found,) = candidates([ONE, worse])
    assert [one.rule for one in found.matters] == ["over-timebox", "stalled"]


def test_a_sentence_is_told_once_of_a_thing():
    (found,) = candidates([ONE, ONE])
    assert len(found.matters) == 1


def test_of_equally_urgent_things_that_which_waits_longest_comes_first():
    older = replace(ONE, thing="9", since=LONG_AGO)
    assert [one.first.thing for one in candidates([ONE, older])] == ["9", "7"]


def test_what_was_decided_about_lately_lets_the_others_go_first_unless_it_is_more_urgent():
    older, again = replace(ONE, thing="9", since=LONG_AGO), {("task", "9")}
    assert [one.first.thing for one in candidates([ONE, older], answered=again)] == ["7", "9"]
    assert [one.first.thing for one in candidates([ONE, replace(older, urgency=1)], answered=again)] == ["9", "7"]


def test_what_is_only_to_be_watched_makes_no_stop_but_is_told_with_what_does():
    watched = replace(ONE, rule="growing", says="It grows.", urgency=MOST_URGENCY + 1)
    assert candidates([watched]) == []
    assert len(candidates([watched, ONE])[0].matters) == 2


MATTERS = st.builds(
    Matter,
    rule=st.just("a"),
    name=st.just("A"),
    says=st.sampled_from(["This.", "That."]),
    project_id=st.just(1),
    kind=st.sampled_from(["task", "project"]),
    thing=st.sampled_from(["1", "2", "3"]),
    title=st.just("T"),
    urgency=st.integers(0, 4),
    since=st.sampled_from([None, LONG_AGO, LATELY]),
)


@given(st.lists(MATTERS, max_size=12, unique_by=lambda one: (one.subject, one.says)))
def test_nothing_is_shown_twice_whatever_there_is_and_in_whatever_order_it_is_found(matters):
    found = candidates(matters)
    assert len({one.first.subject for one in found}) == len(found)
    assert [one.first.urgency for one in found] == sorted(one.first.urgency for one in found)
    assert found == candidates(reversed(matters))
