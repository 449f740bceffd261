"""What a visit of a phase is, by hand and by its invariants."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from assay.pure.visits import Days, Span, days_lasted, phase_times, visits

MONDAY = datetime(2026, 11, 2, 9, tzinfo=UTC)
NOW = MONDAY + timedelta(days=60)
TEAM = Days(day_of=datetime.date, is_working=lambda day: day.weekday() < 5)
RESEARCH, DATA, MODELING = 1, 2, 3


def at(day: float) -> datetime:
    return MONDAY + timedelta(days=day)


def span(phase: int, start: float, end: float | None = None, *, task: int = 1, person: int | None = 7) -> Span:
    return Span(phase, task, person, at(start), None if end is None else at(end))


def stays(*spans: Span) -> list[tuple[int, float, float | None]]:
    """Return phase, first and last day of each visit."""
    found = visits(spans, now=NOW, days=TEAM)
    return [
        (
            one.phase,
            (one.start - MONDAY) / timedelta(days=1),
            (one.end - MONDAY) / timedelta(days=1) if one.end else None,
        )
        for one in found
    ]


def test_the_work_goes_back_and_forth():
    found = visits(
        [span(RESEARCH, 0, 2), span(DATA, 2, 4), span(MODELING, 7, 9), span(DATA, 9, 11), span(MODELING, 14)],
        now=at(17),
        days=TEAM,
    )
    assert [one.phase for one in found] == [RESEARCH, DATA, MODELING, DATA, MODELING]
    assert [one.working_days for one in found] == [3, 3, 3, 3, 4]
    assert [one.came_from for one in found] == [None, RESEARCH, DATA, MODELING, DATA]
    assert [one.end is None for one in found] == [False, False, False, False, True]


def test_the_order_alone_counts_so_that_a_quick_project_shows_it_too():
    minutes = [span(phase, n / 1440, (n + 0.5) / 1440) for n, phase in enumerate((1, 2, 3, 2, 3))]
    assert [phase for phase, _start, _end in stays(*minutes)] == [1, 2, 3, 2, 3]


def test_pauses_without_other_work_belong_to_the_visit():
    assert stays(span(DATA, 0, 1), span(DATA, 20, 21)) == [(DATA, 0, 21)]
    [visit] = visits([span(DATA, 0, 1), span(DATA, 7, 8)], now=NOW, days=TEAM)
    assert (visit.days, visit.working_days, visit.lasted) == (4, 4, 7)


def test_phases_worked_on_side_by_side_stay_one_visit_each():
    beside = span(MODELING, 0.5, 4, task=2)
    assert stays(span(DATA, 0, 1), beside, span(DATA, 1.2, 2), span(DATA, 2.6, 4)) == [(DATA, 0, 4), (MODELING, 0.5, 4)]


def test_a_weekend_in_which_the_other_phase_was_merely_open_ends_nothing():
    beside = span(MODELING, 3, 9, task=2)
    assert stays(span(DATA, 2, 4), beside, span(DATA, 7, 8)) == [(DATA, 2, 8), (MODELING, 3, 9)]


def test_a_phase_that_rests_for_a_working_day_of_work_elsewhere_was_left():
    beside = span(MODELING, 0, 9, task=2)
    assert stays(span(DATA, 0, 1), beside, span(DATA, 3, 4)) == [(DATA, 0, 1), (MODELING, 0, 9), (DATA, 3, 4)]


def test_an_hour_handed_over_at_the_same_moment_is_no_pause():
    assert stays(span(DATA, 0, 1), span(MODELING, 1, 2), span(DATA, 1, 3, task=2)) == [(DATA, 0, 3), (MODELING, 1, 2)]


def test_people_come_by_how_long_they_worked_and_tasks_by_their_start():
    spans = [span(DATA, 0, 1, task=5, person=1), span(DATA, 0.5, 4, task=3, person=2), span(DATA, 4, 5, person=None)]
    [visit] = visits(spans, now=NOW, days=TEAM)
    assert (visit.people, visit.tasks) == ((2, 1), (5, 3, 1))


def test_nothing_worked_on_is_no_visit():
    assert visits([], now=NOW, days=TEAM) == []
    assert visits([span(DATA, 1, 1)], now=NOW, days=TEAM) == []


def test_a_day_of_two_visits_counts_once_for_the_phase():
    times = phase_times([span(DATA, 0, 0.1), span(MODELING, 0.2, 0.3), span(DATA, 0.4)], now=at(0.5), days=TEAM)
    assert (times[DATA].days, times[DATA].returns, times[DATA].busy, times[DATA].until) == (1, 1, 1, None)


moments = st.integers(0, 24 * 40).map(lambda hour: hour / 24)
spans_made = st.lists(
    st.builds(
        lambda phase, task, start, length: span(phase, start, None if length is None else start + length, task=task),
        st.integers(1, 4),
        st.integers(1, 9),
        moments,
        st.none() | st.integers(0, 24 * 6).map(lambda hours: hours / 24),
    ),
    max_size=25,
)


@given(spans_made)
def test_visits_of_one_phase_never_overlap_and_hold_all_its_work(spans):
    found = visits(spans, now=NOW, days=TEAM)
    for phase in (1, 2, 3, 4):
        mine = [one for one in found if one.phase == phase]
        assert all(first.end is not None and first.end <= second.start for first, second in pairwise(mine))
        for one in spans:
            if one.phase == phase and (one.end or NOW) > one.start:
                assert sum(v.start <= one.start and (one.end or NOW) <= (v.end or NOW) for v in mine) == 1


@given(spans_made)
def test_days_add_up(spans):
    for times in phase_times(spans, now=NOW, days=TEAM).values():
        assert 0 < times.days <= sum(one.days for one in times.visits) <= times.days + times.returns
        for one in times.visits:
            assert one.working_days <= one.days <= ((one.end or NOW).date() - one.start.date()).days + 1
            assert one.working_days <= one.lasted


@given(spans_made)
def test_how_long_phases_lasted_is_told_alike_without_their_visits(spans):
    told = {phase: times.lasted for phase, times in phase_times(spans, now=NOW, days=TEAM).items()}
    assert days_lasted(spans, now=NOW, days=TEAM) == told


@given(spans_made)
def test_every_visit_but_the_first_of_all_comes_from_somewhere_or_the_work_rested(spans):
    found = visits(spans, now=NOW, days=TEAM)
    assert [one.start for one in found] == sorted(one.start for one in found)
    assert all(one.came_from != one.phase for one in found)
    assert all(one.came_from is not None for one in found[1:])


@given(spans_made, st.integers(0, 24))
def test_a_later_look_changes_only_what_goes_on(spans, hours):
    later = visits(spans, now=NOW + timedelta(hours=hours), days=TEAM)
    assert [one for one in later if one.end] == [one for one in visits(spans, now=NOW, days=TEAM) if one.end]


def test_days_are_those_of_the_calendar():
    tokyo = Days(day_of=lambda moment: (moment + timedelta(hours=9)).date(), is_working=lambda day: day.weekday() < 5)
    [noon] = visits([span(DATA, 0, 0.1)], now=NOW, days=TEAM)
    [night] = visits([span(DATA, 0.2, 0.3)], now=NOW, days=tokyo)
    assert (noon.days, night.days) == (1, 2)
