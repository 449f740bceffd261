"""Figures of flow against examples counted by hand and against numpy."""

from datetime import UTC, date, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.pure.flow import (
    ACTIVE,
    DONE,
    QUEUE,
    WAITING,
    Item,
    NoChart,
    Stay,
    ageing,
    calendar_days,
    control_chart,
    finished_between,
    levels,
    percentile,
    percentiles,
    spent,
    weeks,
    whole,
)
from assay.pure.workdays import working_day_number

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
# The working days from one date to another, both included.
WORKING = partial(working_day_number)


def way(key: str, *steps: tuple[str, int]) -> Item:
    """An item that entered each state so many hours after Monday, 2 March, nine o'clock."""
    starts = [MONDAY + timedelta(hours=hours) for _state, hours in steps]
    ends = [*starts[1:], None]
    return Item(
        key, tuple(Stay(state, start, end) for (state, _h), start, end in zip(steps, starts, ends, strict=True))
    )


MARCH = (date(2026, 3, 1), date(2026, 3, 31))


def test_an_item_begun_and_ended_on_one_day_took_one_day() -> None:
    counted, _others = finished_between([way("A", (QUEUE, 0), (ACTIVE, 1), (DONE, 5))], *MARCH, days=calendar_days)
    assert [one.days for one in counted] == [1]


def test_from_friday_to_monday_is_four_calendar_days_and_two_working_days() -> None:
    item = way("A", (QUEUE, 0), (ACTIVE, 96), (DONE, 168))
    assert finished_between([item], *MARCH, days=calendar_days)[0][0].days == 4
    assert finished_between([item], *MARCH, days=WORKING)[0][0].days == 2


def test_an_item_that_never_was_in_progress_begins_as_it_ends() -> None:
    item = way("A", (QUEUE, 0), (DONE, 200))
    assert item.started_at == item.finished_at
    assert not item.was_worked_on
    assert finished_between([item], *MARCH, days=calendar_days)[0][0].days == 1


def test_an_item_done_twice_counts_once_at_its_last_end() -> None:
    item = way("A", (QUEUE, 0), (ACTIVE, 0), (DONE, 24), (ACTIVE, 48), (DONE, 72))
    counted, _others = finished_between([item], *MARCH, days=calendar_days)
    assert [(one.on, one.days) for one in counted] == [(date(2026, 3, 5), 4)]
    assert item.times_finished == 2


def test_what_is_not_counted_is_named_with_the_reason() -> None:
    open_one, old = way("OPEN", (QUEUE, 0), (ACTIVE, 1)), way("OLD", (QUEUE, -900), (ACTIVE, -890), (DONE, -800))
    _counted, others = finished_between([open_one, old], *MARCH, days=calendar_days)
    assert {one.reason: one.keys for one in others} == {
        "not done": ("OPEN",),
        "finished outside the time shown": ("OLD",),
    }


@given(st.lists(st.integers(0, 400), min_size=1, max_size=60), st.integers(1, 100))
def test_percentiles_are_those_of_numpy_by_nearest_rank(values: list[int], percent: int) -> None:
    assert percentile(values, percent) == np.percentile(values, percent, method="inverted_cdf")


@given(st.lists(st.integers(0, 400), min_size=5, max_size=60))
def test_a_higher_share_is_never_a_shorter_time(values: list[int]) -> None:
    found = list(percentiles(values).values())
    assert found == sorted(found)


def test_four_finished_items_have_no_percentiles() -> None:
    assert percentiles([1, 2, 3, 4]) == {}


def test_no_value_has_no_percentile() -> None:
    with pytest.raises(ValueError, match="needs values"):
        percentile([], 85)


def test_ageing_says_how_many_finished_items_took_no_longer() -> None:
    items = [way("A", (QUEUE, 0), (ACTIVE, 0)), way("B", (QUEUE, 0)), way("C", (QUEUE, 0), (ACTIVE, 0), (DONE, 5))]
    found = ageing(items, [1, 2, 3, 4, 9], today=date(2026, 3, 5), days=calendar_days)
    assert [(one.item.key, one.days, one.share_done_by_now) for one in found] == [("A", 4, 0.8)]


def test_time_in_the_queue_before_the_start_is_not_spent() -> None:
    item = way("A", (QUEUE, 0), (ACTIVE, 100), (WAITING, 130), (ACTIVE, 140), (DONE, 150))
    found = spent(item, until=MONDAY)
    assert (found.active, found.waiting, found.queued) == (40, 10, 0)
    assert found.efficiency == 0.8


def test_what_was_put_back_waits_in_the_queue_and_reopened_time_between_ends_is_nobodys() -> None:
    item = way("A", (QUEUE, 0), (ACTIVE, 0), (QUEUE, 10), (ACTIVE, 30), (DONE, 40), (ACTIVE, 140), (DONE, 150))
    found = spent(item, until=MONDAY)
    assert (found.active, found.queued, found.total) == (30, 20, 50)


def test_blocked_time_is_no_work() -> None:
    stays = (
        Stay(ACTIVE, MONDAY, MONDAY + timedelta(hours=2)),
        Stay(ACTIVE, MONDAY + timedelta(hours=2), None, is_blocked=True),
    )
    assert spent(Item("A", stays), until=MONDAY + timedelta(hours=8)).blocked == 6


def test_the_night_in_which_clocks_change_has_as_many_hours_as_passed() -> None:
    lisbon = ZoneInfo("Europe/Lisbon")
    noon = [datetime(2026, 10, day, 12, tzinfo=lisbon) for day in (24, 25)]
    before, after = (datetime(2026, 10, 25, 1, minute, fold=fold, tzinfo=lisbon) for minute, fold in ((50, 0), (10, 1)))
    assert spent(Item("A", (Stay("active", noon[0], noon[1]), Stay("done", noon[1]))), until=noon[1]).active == 25
    assert spent(
        Item("B", (Stay("active", before, after), Stay("done", after))), until=noon[1]
    ).active == pytest.approx(1 / 3)


def test_weeks_hold_those_with_nothing_and_mark_the_partial_ones() -> None:
    ends = [date(2026, 3, 3), date(2026, 3, 6), date(2026, 3, 17)]
    found = weeks(ends, first=date(2026, 2, 25), today=date(2026, 3, 18))
    assert [(week.count, week.is_partial) for week in found] == [(0, True), (2, False), (0, False), (1, True)]
    assert whole(found) == [2, 0]


def test_a_week_is_partial_until_its_sunday_is_over() -> None:
    sunday = date(2026, 3, 8)
    assert [week.is_partial for week in weeks([], first=date(2026, 3, 2), today=sunday)] == [True]
    next_day = weeks([], first=date(2026, 3, 2), today=sunday + timedelta(days=1))
    assert [week.is_partial for week in next_day] == [False, True]


def test_levels_are_what_lay_where_at_the_end_of_each_day() -> None:
    items = [way("A", (QUEUE, 0), (ACTIVE, 24), (DONE, 48)), way("B", (QUEUE, 24))]
    found = levels(items, first=date(2026, 3, 2), last=date(2026, 3, 4))
    assert [level.counts for level in found] == [(1, 0, 0, 0), (1, 1, 0, 0), (1, 0, 0, 1)]


_STEPS = st.lists(
    st.tuples(st.sampled_from([QUEUE, ACTIVE, WAITING, DONE]), st.integers(1, 90)), min_size=0, max_size=8
)


@given(st.lists(st.tuples(st.integers(0, 200), _STEPS), max_size=8))
def test_arrivals_never_fall_and_each_item_lies_in_one_state(plans: list[tuple[int, list[tuple[str, int]]]]) -> None:
    items = []
    for number, (begun, steps) in enumerate(plans):
        at, path = begun, [(QUEUE, begun)]
        for state, hours in steps:
            at += hours
            path.append((state, at))
        items.append(way(str(number), *path))
    found = levels(items, first=date(2026, 3, 1), last=date(2026, 5, 1))
    arrived = [level.arrived for level in found]
    assert arrived == sorted(arrived)
    assert arrived[-1] == len(items)
    assert all(count >= 0 for level in found for count in level.counts)


def test_a_control_chart_of_nine_values_does_not_exist() -> None:
    assert control_chart([1.0] * 9) == NoChart(needs=10, has=9)


def test_limits_are_the_mean_and_moving_ranges_counted_by_hand() -> None:
    chart = control_chart([5, 6, 5, 6, 5, 6, 5, 6, 5, 6])
    assert not isinstance(chart, NoChart)
    assert chart.limits.mean == 5.5
    assert chart.limits.high == pytest.approx(8.16)
    assert chart.limits.low == pytest.approx(2.84)
    assert chart.signals == ()


def test_one_far_value_and_a_run_of_eight_are_signals_and_nothing_else() -> None:
    far = control_chart([5, 6, 5, 6, 5, 6, 5, 6, 5, 6, 5, 30])
    assert not isinstance(far, NoChart)
    assert [(signal.kind, signal.first) for signal in far.signals if signal.kind != "run"] == [("above", 11)]
    shifted = control_chart([5, 5.2] * 4 + [7, 7.2] * 4)
    assert not isinstance(shifted, NoChart)
    assert [(one.kind, one.first, one.last) for one in shifted.signals if one.kind == "run"] == [
        ("run", 0, 7),
        ("run", 8, 15),
    ]
