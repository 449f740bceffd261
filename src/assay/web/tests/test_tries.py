"""Tries at one value as a drawing."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from assay.web.charts import Level, Point, TriesChart, chart_svg
from assay.web.charts.canvas import Canvas


def chart_of(values: list[float], *, target: float | None = None) -> TriesChart:
    return TriesChart(
        title="Best so far",
        note="f1.",
        tries=[Point(on=date(2026, 3, 1), value=value, name=f"Run {at}") for at, value in enumerate(values)],
        higher_is_better=True,
        marks=[(0, "1 Mar")],
        target=None if target is None else Level("target", target),
    )


def drawn(values: list[float], *, target: float | None = None) -> Canvas:
    canvas = Canvas(640, 250)
    assert chart_of(values, target=target).draw(canvas)
    return canvas


def test_a_single_try_is_a_dot_at_the_best() -> None:
    canvas = drawn([0.8], target=0.9)
    assert {"best .800", "target .900"} <= {mark.text for mark in canvas.marks}
    assert [mark.says for mark in canvas.spots] == ["Run 0 · .800 · 1 Mar 2026"]


def test_each_better_try_is_a_step() -> None:
    chart = chart_of([0.7, 0.6, 0.8, 0.8])
    assert chart.steps == [0, 2]
    assert chart.course == [0.7, 0.7, 0.8, 0.8]


def test_many_tries_at_one_place_are_one_dot() -> None:
    dots = next(str(mark.places["d"]) for mark in drawn([0.8] * 5000).marks if mark.css == "pts hue-1")
    assert dots.count("M") < 300


def test_tries_that_are_far_off_are_counted_and_not_drawn() -> None:
    chart = chart_of([0.8 + number / 1000 for number in range(20)] + [-1e9])
    assert chart.said == "f1. 1 try is too far off to be drawn."
    assert len(chart.near) == 20
    assert "too far off" in chart_svg(chart)


def test_a_few_tries_are_all_drawn() -> None:
    assert len(chart_of([0.8, 0.81, -1e9]).near) == 3


def test_the_table_holds_every_try_and_the_best_after_it() -> None:
    table = chart_of([0.7, float("nan"), 0.6, 0.8]).table()
    assert [row[3] for row in table.rows] == [0.7, None, 0.7, 0.8]


@given(st.lists(st.floats(min_value=-1e12, max_value=1e12), min_size=1, max_size=60))
def test_all_that_is_drawn_lies_in_the_picture(values: list[float]) -> None:
    for mark in drawn(values).marks:
        if mark.tag == "circle":
            assert 0 <= float(mark.places["cx"]) <= 640
            assert 0 <= float(mark.places["cy"]) <= 250
