"""Figures of flow against examples counted by hand; the period is 2 March to Sunday, 29 March."""

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from assay.insights.figures.counted import IS_DONE, NOT_BEGUN, Counted, Period, together
from assay.insights.figures.counts import day_counts, flow, flow_of_all, throughput
from assay.insights.figures.cycle import CycleTimes, age_of, ageing_work, begun, cycle_times, ended
from assay.insights.figures.spent import (
    NEVER_CAME_BACK,
    NO_TIME,
    returns,
    returns_of_all,
    time_spent,
)
from assay.insights.tests.ways import MONDAY, item
from assay.pure.flow import ACTIVE, DONE, QUEUE, WAITING, Item, LeftOut, NoChart, calendar_days

MARCH = Period(date(2026, 3, 2), date(2026, 3, 29))
NOW = MONDAY + timedelta(days=27)


def done_after(key: str, days: float, *, begun: float = 0) -> Item:
    return item(key, (QUEUE, 0), (ACTIVE, begun), (DONE, begun + days))


def test_twelve_weeks_are_whole_ones_and_the_running_one() -> None:
    period = Period.of_weeks(12, today=date(2026, 3, 25))
    assert period == Period(date(2025, 12, 29), date(2026, 3, 25))


def test_a_period_begins_with_the_work() -> None:
    assert MARCH.since(date(2026, 3, 10)).first == date(2026, 3, 10)
    assert MARCH.since(date(2020, 1, 1)).first == MARCH.first
    assert MARCH.since(date(2030, 1, 1)).first == MARCH.today


def test_cycle_times_name_whom_they_count_and_why_not_the_others() -> None:
    items = [done_after("A", 2), item("B", (QUEUE, 0)), item("C", (QUEUE, 0), (ACTIVE, 1)), done_after("D", 100)]
    found = cycle_times(items, MARCH, days=calendar_days)
    assert list(found.days) == [3]
    assert found.counted.keys == ("A",)
    assert found.counted.left_out == (
        LeftOut("not done", ("B", "C")),
        LeftOut("finished outside the time shown", ("D",)),
    )
    assert found.counted.left == 3


def test_percentiles_of_cycle_time_wait_for_five_items_and_signals_for_ten() -> None:
    four = cycle_times([done_after(f"K-{n}", n) for n in range(4)], MARCH, days=calendar_days)
    five = cycle_times([done_after(f"K-{n}", n) for n in range(5)], MARCH, days=calendar_days)
    assert four.at == {}
    assert five.at == {50: 3, 70: 4, 85: 5, 95: 5}
    assert five.control == NoChart(needs=10, has=5)
    assert five.over(3) == 2


def test_age_is_told_of_what_is_in_progress_alone() -> None:
    items = [*(done_after(f"K-{n}", n) for n in range(5)), item("OLD", (QUEUE, 0), (ACTIVE, 1), (WAITING, 2))]
    finished = cycle_times(items, MARCH, days=calendar_days)
    found = ageing_work([*items, item("NEW", (QUEUE, 0))], finished, today=MARCH.today, days=calendar_days)
    assert [(one.item.key, one.days) for one in found.items] == [("OLD", 27)]
    assert [one.item.key for one in found.older_than_most] == ["OLD"]
    assert {one.reason: len(one.keys) for one in found.counted.left_out} == {IS_DONE: 5, NOT_BEGUN: 1}


def test_throughput_counts_empty_weeks_and_leaves_the_running_one_out_of_the_mean() -> None:
    period = Period(date(2026, 3, 2), date(2026, 3, 25))
    items = [done_after("A", 1), done_after("B", 2), done_after("C", 15), done_after("D", 22)]
    found = throughput(cycle_times(items, period, days=calendar_days), period)
    assert [week.count for week in found.weeks] == [2, 0, 1, 1]
    assert found.whole == (2, 0, 1)
    assert found.a_week == 1
    assert found.usual is None


def test_the_usual_range_says_how_many_weeks_lie_in_it() -> None:
    items = [done_after(f"K-{week}-{n}", 7 * week) for week in range(10) for n in range(2 if week else 9)]
    period = Period(MARCH.first, MARCH.first + timedelta(days=70))
    found = throughput(cycle_times(items, period, days=calendar_days), period)
    assert found.usual
    assert (found.usual.low, found.usual.high, found.usual.weeks) == (2, 2, 9)


def test_flow_tells_what_came_and_what_was_finished_in_the_time_shown() -> None:
    items = [done_after("A", 3, begun=1), item("B", (QUEUE, 10)), item("C", (QUEUE, -9), (ACTIVE, 2), (WAITING, 9))]
    found = flow(items, MARCH)
    assert found.now.counts == (1, 0, 1, 1)
    assert (found.arrived, found.finished, found.in_progress) == (2, 1, 1)
    assert found.usual_in_progress == 1
    assert len(found.levels) == 28


def test_time_is_added_up_over_the_finished_from_their_first_start() -> None:
    items = [
        item("A", (QUEUE, 0), (ACTIVE, 1), (WAITING, 2), (DONE, 5)),
        item("B", (QUEUE, 0), (ACTIVE, 1), ("blocked", 2), (ACTIVE, 3), (DONE, 4)),
        item("C", (QUEUE, 0), (DONE, 1)),
    ]
    found = time_spent(cycle_times(items, MARCH, days=calendar_days), until=NOW)
    assert (found.total.active, found.total.waiting, found.total.blocked) == (72, 72, 24)
    assert found.total.efficiency == 72 / 168
    assert [(one.key, one.hours) for one in found.longest] == [("A", 72), ("B", 24)]
    assert found.median_wait == 24
    assert found.counted.left_out == (LeftOut(NO_TIME, ("C",)),)


def test_what_was_reopened_or_put_back_in_the_time_shown_is_told() -> None:
    items = [
        item("A", (QUEUE, 0), (ACTIVE, 1), (DONE, 2), (ACTIVE, 3), (DONE, 4), (ACTIVE, 5)),
        item("B", (QUEUE, 0), (ACTIVE, 1), (QUEUE, 2), (ACTIVE, 3)),
        item("C", (QUEUE, -30), (ACTIVE, -29), (QUEUE, -28)),
    ]
    found = returns(items, MARCH)
    assert [(one.key, one.times) for one in found.reopened] == [("A", 2)]
    assert [(one.key, one.times) for one in found.put_back] == [("B", 1)]
    assert found.counted.left_out == (LeftOut(NEVER_CAME_BACK, ("C",)),)


STATES = st.sampled_from([QUEUE, ACTIVE, WAITING, DONE, "blocked"])
WAYS = st.lists(st.lists(st.tuples(STATES, st.integers(-40, 40)), min_size=1, max_size=6), max_size=12)


@given(WAYS)
def test_every_item_is_counted_or_named_with_a_reason(ways: list[list[tuple[str, float]]]) -> None:
    items = [item(f"K-{n}", *sorted(steps, key=lambda step: step[1])) for n, steps in enumerate(ways)]
    finished = cycle_times(items, MARCH, days=calendar_days)
    figures = (
        *(finished, throughput(finished, MARCH), flow(items, MARCH), time_spent(finished, until=NOW)),
        *(returns(items, MARCH), ageing_work(items, finished, today=MARCH.today, days=calendar_days)),
    )
    for found in figures:
        told = [*found.counted.keys, *(key for one in found.counted.left_out for key in one.keys)]
        assert sorted(told) == sorted(one.key for one in items)
    assert sum(week.count for week in throughput(finished, MARCH).weeks) == len(finished.finished)


def by_reason(found: Counted) -> dict[str, list[str]]:
    """The keys by reason, in whichever order the projects stand."""
    return {"": sorted(found.keys)} | {one.reason: sorted(one.keys) for one in found.left_out}


@given(st.lists(WAYS, min_size=1, max_size=4))
def test_figures_put_together_of_projects_are_those_of_all_items_at_once(projects: list[list[Any]]) -> None:
    parts = [
        [item(f"P{p}-{n}", *sorted(steps, key=lambda step: step[1])) for n, steps in enumerate(ways)]
        for p, ways in enumerate(projects)
    ]
    everything = [one for part in parts for one in part]
    finished = cycle_times(everything, MARCH, days=calendar_days)
    found = CycleTimes(tuple(ended(part, MARCH, days=calendar_days) for part in parts))
    assert (found.finished, found.days, found.at) == (finished.finished, finished.days, finished.at)
    assert (found.latest, found.by_day, len(found)) == (finished.latest, finished.by_day, len(finished))
    assert [found.over(limit) for limit in range(9)] == [sum(n > limit for n in finished.days) for limit in range(9)]
    assert by_reason(found.counted) == by_reason(finished.counted)
    assert flow_of_all([day_counts(part, MARCH) for part in parts], MARCH) == flow(everything, MARCH)
    assert returns_of_all([returns(part, MARCH) for part in parts]) == returns(everything, MARCH)
    hours, of_all = time_spent(found, until=NOW), time_spent(finished, until=NOW)
    assert (hours.total, hours.median_wait, hours.longest) == (of_all.total, of_all.median_wait, of_all.longest)
    assert by_reason(hours.counted) == by_reason(of_all.counted)
    some = [begun(part) for part in parts]
    those, counted = [one for open_, _counted in some for one in open_], together(found for _open, found in some)
    aged = age_of(those, counted, finished, today=MARCH.today, days=calendar_days)
    assert aged == ageing_work(everything, finished, today=MARCH.today, days=calendar_days)
