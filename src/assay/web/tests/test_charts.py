"""What holds for every chart: nothing, one thing and thousands; hostile names; values that are none."""

import math
import re
from datetime import timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from assay.web.charts import (
    BurnUp,
    Column,
    Columns,
    Stretch,
    Timeline,
    TimelineRow,
    chart_answer,
    chart_csv,
    chart_png,
    chart_svg,
    shown,
)
from assay.web.charts.canvas import SIZE, Canvas, Mark, width_of
from assay.web.charts.writing import COLOURS, PAINTS, page_svgs
from assay.web.tests.chart_samples import KINDS, MEASURED, TODAY, before
from assay.web.tests.test_contrast import Rgb, tokens

HOSTILE = "=<script>alert(1)</script>\x00\ud800\x0b&amp;\"' \u202e" + "W" * 300
STYLES = Path(__file__).parent.parent / "static/css"
every_kind = pytest.mark.parametrize("kind", KINDS)


@every_kind
@pytest.mark.parametrize(
    ("count", "width"), [(1, 340.0), (1, 640.0), (2, 1080.0), (30, 340.0), (30, 640.0), (3000, 340.0)]
)
def test_texts_stay_on_the_canvas_and_apart(kind: str, count: int, width: float) -> None:
    chart = KINDS[kind](count, "Finding")
    canvas = Canvas(width, chart.height(width))
    assert chart.draw(canvas)
    frames = [_frame(mark) for mark in canvas.marks if mark.tag == "text" and mark.text]
    for left, top, right, bottom in frames:
        assert left >= -1
        assert right <= width + 1
        assert top >= -1
        assert bottom <= canvas.height + 1
    if kind not in ("ageing", "ages apart") or count < 3000:
        assert not _overlapping(frames)


@every_kind
def test_without_data_a_chart_says_what_is_missing(kind: str) -> None:
    chart = KINDS[kind](0, "Finding")
    assert shown(chart).svgs == []
    assert "Nothing to draw yet." in chart_svg(chart)
    assert chart_csv(chart).count("\n") <= 4
    assert chart_png(chart).startswith(b"\x89PNG")


def test_columns_that_ended_years_ago_are_drawn_up_to_the_last_one() -> None:
    values = [4.0, 7.0, *[0.0] * 300]
    columns = [Column(on=before(7 * (len(values) - at)), value=value) for at, value in enumerate(values)]
    (svg, *_others) = shown(Columns(title="Finding", columns=columns)).svgs
    assert str(before(7 * len(values)).year) in svg
    assert str(before(7 * 299).year) in svg


@every_kind
def test_hostile_names_are_texts_in_every_form(kind: str) -> None:
    chart = KINDS[kind](3, HOSTILE)
    for svg in [chart_svg(chart), *shown(chart).svgs]:
        assert "<script" not in svg
        ET.fromstring(svg)  # noqa: S314  our own, and the test is that it parses
    assert chart_png(chart).startswith(b"\x89PNG")
    rows = chart_csv(chart).splitlines()
    assert not any(cell.startswith("=") for row in rows for cell in row.split(","))


@pytest.mark.parametrize("kind", MEASURED)
@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, 1.7e308, -5.0, 0.0, 1e-300])
def test_values_that_cannot_be_drawn_do_no_harm(kind: str, value: float) -> None:
    chart = KINDS[kind](3, "Finding", value=value)
    for svg in [chart_svg(chart), *shown(chart).svgs]:
        numbers = re.findall(r'(?<= )(?:d|x|y|cx|cy|width|height)="([^"]*)"', svg)
        assert not any("nan" in number or "inf" in number for number in numbers)
    chart_csv(chart)


@every_kind
def test_thousands_of_things_make_no_page_of_megabytes(kind: str) -> None:
    chart = KINDS[kind](3000, "Finding")
    if kind != "timeline":
        assert sum(len(svg) for svg in shown(chart).svgs) < 200_000


@every_kind
def test_the_table_holds_every_number_and_the_page_the_first_of_them(kind: str) -> None:
    chart = KINDS[kind](500, "Finding")
    assert chart_csv(chart).count("\r\n") - 1 == len(chart.table().rows) >= 500
    found = shown(chart)
    assert len(found.rows) + found.more == len(chart.table().rows)
    assert all(len(row.cells) == len(found.head) for row in found.rows)


def test_phases_of_one_time_are_drawn_below_each_other() -> None:
    stretches = [Stretch(name="One", start=before(30), end=before(10)), Stretch(name="Two", start=before(20))]
    canvas = Canvas(640, 80)
    assert Timeline(title="x", rows=[TimelineRow(name="Kite", stretches=stretches)], today=TODAY).draw(canvas)
    first, second = (mark.places for mark in canvas.marks if mark.css.startswith("area"))
    assert float(first["y"]) + float(first["height"]) < float(second["y"])


def test_numbers_of_a_file_lose_no_digit() -> None:
    written = [
        chart_csv(KINDS["scatter"](1, "x", value=value)).split(",")[-1].strip() for value in (1234567.0, 0.1234567)
    ]
    assert written == ["1234567", "0.1234567"]


def test_a_chart_is_answered_as_a_file_to_save() -> None:
    chart = KINDS["scatter"](3, "Finding")
    answer = chart_answer(chart, "png")
    assert answer["Content-Type"] == "image/png"
    assert answer["Content-Disposition"] == 'attachment; filename="chart.png"'
    assert b"K-0" in chart_answer(chart, "csv").content
    assert chart_answer(chart, "svg").content.startswith(b"<svg")


def test_a_form_that_is_not_written_is_told_with_those_that_are() -> None:
    answer = chart_answer(KINDS["scatter"](3, "Finding"), "pdf\x00")
    assert answer.status_code == 400
    assert answer.content == b"A chart can be had as svg, png, csv."


def test_files_have_the_colours_of_the_light_theme() -> None:
    theme = tokens("light")
    assert {name: _hex(theme[name]) for name in COLOURS} == COLOURS


@every_kind
def test_every_class_of_a_mark_is_coloured_in_pages_and_in_files(kind: str) -> None:
    chart = KINDS[kind](30, "Finding")
    canvas = Canvas(640, chart.height(640))
    chart.draw(canvas)
    names = {name for mark in canvas.marks for name in mark.css.split() if not name.startswith(("hue-", "is-"))}
    assert names <= PAINTS.keys()
    styles = "".join(path.read_text() for path in STYLES.glob("*.css"))
    assert all(re.search(rf"\.{name}\b(?!-)", styles) for name in names)


def _hex(linear: Rgb) -> str:
    shares = (12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055 for part in linear)
    return "#" + "".join(f"{round(share * 255):02x}" for share in shares)


def _frame(mark: Mark) -> tuple[float, float, float, float]:
    x, y = float(mark.places["x"]), float(mark.places["y"])
    width = width_of(mark.text, is_strong=any(name in mark.css for name in ("strong", "on ")))
    left = x - width if "end" in mark.css.split() else x - width / 2 if "mid" in mark.css.split() else x
    return left, y - SIZE + 2, left + width, y + 2


def _overlapping(frames: list[tuple[float, float, float, float]]) -> list[object]:
    return [
        (one, other)
        for at, one in enumerate(frames)
        for other in frames[at + 1 :]
        if one[0] < other[2] - 1 and other[0] < one[2] - 1 and one[1] < other[3] - 1 and other[1] < one[3] - 1
    ]


def test_the_cone_of_a_burn_up_ends_where_the_growing_scope_will_be() -> None:
    chart = BurnUp(
        title="Done",
        done=[(before(140), 0), (TODAY, 4)],
        scope=[(before(140), 10), (TODAY, 10)],
        growth=1.5,
        pace=4,
        cone={50: TODAY + timedelta(14), 85: TODAY + timedelta(28), 95: TODAY + timedelta(42)},
    )
    assert [row[2] for row in chart.table().rows[-3:]] == [13, 16, 19]
    drawn = "".join(page_svgs(chart))
    assert "scope 10, +1.5 a week" in drawn
    assert "scope: about 16" in drawn


def test_lines_that_do_not_meet_are_drawn_apart() -> None:
    done, scope = [(before(140), 0), (TODAY, 4)], [(before(140), 10), (TODAY, 10)]
    drawn = "".join(page_svgs(BurnUp(title="No end", done=done, scope=scope, growth=3, pace=2)))
    assert "scope 10, +3.0 a week" in drawn
    assert "done 4, +2.0 a week" in drawn
