"""Tries at one value as a drawing."""

from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from assay.pure.numbers import short_number
from assay.web.tries import TriesChart, TriesShape, tries_shape


def chart_of(values: list[float], *, target: float | None = None) -> TriesChart:
    course = list(accumulate(values, max))
    return TriesChart(
        title="Best so far",
        note="f1",
        values=values,
        course=course,
        steps=[at for at, best in enumerate(course) if not at or best != course[at - 1]],
        marks=[(0, "1 Mar")],
        written=short_number,
        best="best",
        target=None if target is None else ("target", target),
    )


def drawn(values: list[float], *, target: float | None = None) -> TriesShape:
    shape = tries_shape(chart_of(values, target=target))
    assert shape is not None
    return shape


def test_nothing_is_drawn_without_a_try() -> None:
    assert tries_shape(chart_of([])) is None


def test_a_single_try_is_a_dot_at_the_best() -> None:
    shape = drawn([0.8], target=0.9)
    assert [text for _x, _y, text in shape.steps] == [".800"]
    assert {label.text for label in shape.labels} == {"best .800", "target .900"}


def test_each_better_try_is_a_step() -> None:
    assert [text for _x, _y, text in drawn([0.7, 0.6, 0.8, 0.8]).steps] == [".700", ".800"]


def test_many_tries_at_one_place_are_one_dot() -> None:
    assert drawn([0.8] * 5000).dots.count("M") < 300


def test_tries_that_are_far_off_are_counted_and_not_drawn() -> None:
    shape = drawn([0.8 + number / 1000 for number in range(20)] + [-1e9])
    assert shape.far == 1
    assert shape.y_ticks[0].text == ".800"


def test_a_few_tries_are_all_drawn() -> None:
    assert drawn([0.8, 0.81, -1e9]).far == 0


@given(st.lists(st.floats(min_value=-1e12, max_value=1e12), min_size=1, max_size=60))
def test_all_that_is_drawn_lies_in_the_picture(values: list[float]) -> None:
    shape = drawn(values)
    assert all(shape.left <= x <= shape.right and 0 <= y <= 236 for x, y, _text in shape.steps)
