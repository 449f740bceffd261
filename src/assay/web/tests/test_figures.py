import math
from itertools import pairwise

import pytest

from assay.web.charts import LineChart, Series, chart_shape, nice_ticks, thinned
from assay.web.figures import gauge_shape, spark_shape


def test_a_sparkline_runs_from_left_to_right_and_up_for_more() -> None:
    shape = spark_shape([1.0, 2.0, 3.0])
    assert shape is not None
    assert shape.path == "M2 25L59 14L116 3"
    assert (shape.end_x, shape.end_y) == (116, 3)


def test_a_sparkline_keeps_the_target_in_view() -> None:
    shape = spark_shape([1.0, 2.0], target=4.0)
    assert shape is not None
    assert shape.target_y == 3
    assert shape.end_y > 3


def test_a_sparkline_of_one_or_equal_values_lies_in_the_middle() -> None:
    one, flat = spark_shape([5.0]), spark_shape([5.0, 5.0])
    assert one is not None
    assert flat is not None
    assert one.end_y == flat.end_y == 14


def test_a_sparkline_leaves_out_what_is_no_number_and_may_be_empty() -> None:
    assert spark_shape([None, math.nan, math.inf]) is None
    shape = spark_shape([1.0, math.nan, 2.0])
    assert shape is not None
    assert shape.path.count("L") == 1


def test_a_band_lies_between_its_values() -> None:
    shape = spark_shape([0.0, 10.0], band=(2.0, 4.0))
    assert shape is not None
    assert shape.band_y == pytest.approx(16.2)
    assert shape.band_height == pytest.approx(4.4)


def test_a_gauge_puts_everything_in_order_on_one_axis() -> None:
    shape = gauge_shape(0.631, low=0.604, high=0.658, target=0.62, base=0.588)
    assert shape.base_x == 33
    assert shape.high_x == 187
    assert shape.base_x < shape.low_x < shape.target_x < shape.value_x < shape.high_x  # type: ignore[operator]
    assert shape.value.text == ".631"


def test_labels_of_a_gauge_do_not_lie_on_each_other() -> None:
    shape = gauge_shape(0.9, target=0.621, base=0.620)
    assert shape.target is not None
    assert shape.base is not None
    assert (shape.base.anchor, shape.target.anchor) == ("end", "start")
    assert shape.base.x < shape.target.x


def test_a_gauge_of_one_number_is_drawn_in_the_middle() -> None:
    assert gauge_shape(3.0).value_x == 110


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0.0, 10.0, [0, 2, 4, 6, 8, 10]),
        (0.738, 0.822, [0.74, 0.76, 0.78, 0.8, 0.82]),
        (1, 20, [5, 10, 15, 20]),
        (3, 3, [3]),
    ],
)
def test_ticks_are_round(low: float, high: float, expected: list[float]) -> None:
    assert nice_ticks(low, high) == pytest.approx(expected)


def test_thinning_keeps_ends_and_extremes() -> None:
    points = [(float(x), math.sin(x / 50)) for x in range(10_000)]
    points[5_000] = (5_000.0, 9.0)
    few = thinned(points)
    assert len(few) <= 260
    assert few[0] == points[0]
    assert few[-1] == points[-1]
    assert (5_000.0, 9.0) in few


def test_end_labels_of_a_chart_keep_their_distance() -> None:
    chart = LineChart(
        title="t",
        note="n",
        x_name="step",
        series=[Series(name="831", points=[(0, 0.1), (1, 0.815)], is_main=True)],
        target=("target", 0.816),
        baseline=("baseline", 0.814),
    )
    shape = chart_shape(chart)
    assert shape is not None
    ys = [label.y for label in shape.labels]
    assert all(below - above >= 14 for above, below in pairwise(ys))
    assert [row[0] for row in shape.rows] == ["0", "1"]


def test_a_chart_without_points_draws_nothing() -> None:
    assert chart_shape(LineChart(title="", note="", x_name="", series=[Series(name="a", points=[])])) is None
