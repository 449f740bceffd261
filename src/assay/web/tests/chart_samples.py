"""Each kind of chart with as many things on it as a test wants, and one of its texts."""

from collections.abc import Callable
from datetime import date, timedelta

from assay.pure.flow import Level as DayLevel
from assay.pure.flow import Limits, Signal
from assay.web.charts import (
    Aged,
    AgeingChart,
    Band,
    Bar,
    Bars,
    BurnUp,
    Column,
    Columns,
    ControlChart,
    CumulativeFlow,
    Drawable,
    Level,
    LineChart,
    LineFile,
    Point,
    Scatter,
    Series,
    StepLine,
    Stretch,
    Timeline,
    TimelineRow,
    TriesChart,
)

TODAY = date(2026, 11, 27)
LINES = [Level("50 %", 3.0), Level("85 %", 6.0, is_main=True), Level("95 %", 11.0)]


def before(days: int) -> date:
    return TODAY - timedelta(days=days)


def points(count: int, text: str, *, value: float | None = None) -> list[Point]:
    return [
        Point(
            on=before(count - at),
            value=at % 13 + 1.0 if value is None else value,
            name=f"K-{at} {text}",
            url=f"/t/{at}",
        )
        for at in range(count)
    ]


def scatter(count: int, text: str, **given: float) -> Drawable:
    return Scatter(title=text, note=text, until=TODAY, points=points(count, text, **given), lines=LINES)


def control(count: int, text: str, **given: float) -> Drawable:
    signals = [Signal("above", 0, 0), Signal("run", 2, 9)]
    limits = Limits(mean=4.0, low=None, high=12.0)
    return ControlChart(title=text, note=text, points=points(count, text, **given), limits=limits, signals=signals)


def cumulative(count: int, text: str) -> Drawable:
    levels = [DayLevel(before(count - at), (5, 2, 1, at), blocked=at % 3) for at in range(count)]
    bands = [Band(f"{name} {text}", hue) for name, hue in (("To do", 6), ("Doing", 1), ("Waiting", 2), ("Done", 3))]
    return CumulativeFlow(title=text, note=text, bands=bands, levels=levels)


def ageing(count: int, text: str, value: float | None = None) -> Drawable:
    dots = [
        Aged(name=f"K-{at} {text}", column=at % 3, days=at % 17 if value is None else value, url=f"/t/{at}")
        for at in range(count)
    ]
    return AgeingChart(title=text, note=text, columns=["To do", text, "Waiting"], dots=dots, lines=LINES)


def ages_apart(count: int, text: str) -> Drawable:
    dots = [Aged(name=f"K-{at} {text}", column=at % 2, days=1700 - at if at % 3 else at % 9) for at in range(count)]
    return AgeingChart(title=text, note=text, columns=["To do", "Doing"], dots=dots, lines=LINES if count > 2 else ())


def burn_up(count: int, text: str) -> Drawable:
    done = [(before(count - 1 - at), at) for at in range(count)]
    scope = [(day, count + 3) for day, _count in done]
    cone = {50: TODAY + timedelta(9), 85: TODAY + timedelta(12), 95: TODAY + timedelta(40)}
    wished = TODAY + timedelta(20)
    return BurnUp(title=text, note=text, done=done, scope=scope, growth=0.9, pace=2.1, cone=cone, wished=wished)


def bars(count: int, text: str, value: float | None = None) -> Drawable:
    found = [
        Bar(name=f"{text} {at}", value=at % 7 if value is None else value, hue=at % 8 + 1, span=(1.0, 3.0))
        for at in range(count)
    ]
    return Bars(title=text, note=text, bars=found)


def columns(count: int, text: str, value: float | None = None) -> Drawable:
    found = [
        Column(on=before(7 * (count - at)), value=at % 5 if value is None else value, is_partial=at == count - 1)
        for at in range(count)
    ]
    return Columns(title=text, note=text, columns=found, lines=LINES[:1])


def steps(count: int, text: str, **given: float) -> Drawable:
    return StepLine(
        title=text,
        note=text,
        points=points(count, text, **given),
        target=Level(text, 14.0),
        baseline=Level("baseline", 2.0),
    )


def tries(count: int, text: str, **given: float) -> Drawable:
    marks = [(at, f"{at} Mar") for at in range(0, count, max(count // 4, 1))]
    found = points(count, text, **given)
    return TriesChart(
        title=text, note=text, tries=found, higher_is_better=False, marks=marks, best=text, target=Level(text, 1.0)
    )


def timeline(count: int, text: str) -> Drawable:
    rows = [
        TimelineRow(
            name=f"{text} {at}",
            url=f"/p/{at}",
            stretches=[
                Stretch(name=text, start=before(90), end=before(30), hue=5),
                Stretch(name="Modeling", start=before(30), hue=1),
                Stretch(name="Later", start=TODAY, end=TODAY + timedelta(30), hue=3, is_planned=True),
            ],
            cone={50: TODAY + timedelta(9), 85: TODAY + timedelta(at % 90), 95: TODAY + timedelta(120)},
            wished=before(3),
            says=text,
        )
        for at in range(count)
    ]
    return Timeline(title=text, note=text, rows=rows, today=TODAY)


def lines(count: int, text: str, value: float | None = None) -> Drawable:
    course = [(float(at), at % 9 if value is None else value) for at in range(count)]
    series = [Series(name=f"{at} {text}", points=course, hue=at, dash=at % 4 + 1, is_main=at == 1) for at in (1, 2)]
    series.append(Series(name=text, points=course, raw=course, hue=8, stopped=text))
    return LineFile(LineChart(title=text, note=text, series=series, x_name="Step", target=(text, 3.0)))


KINDS: dict[str, Callable[..., Drawable]] = {
    "scatter": scatter,
    "control chart": control,
    "cumulative flow": cumulative,
    "ageing": ageing,
    "ages apart": ages_apart,
    "burn-up": burn_up,
    "bars": bars,
    "columns": columns,
    "steps": steps,
    "tries": tries,
    "timeline": timeline,
    "lines": lines,
}
# Those whose values are numbers that somebody measured, and so may be none.
MEASURED = ("scatter", "control chart", "ageing", "bars", "columns", "steps", "tries", "lines")
