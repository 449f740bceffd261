"""What the charts of the style page show: one project's twelve weeks, the same on every day."""

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
    Point,
    Scatter,
    StepLine,
    Stretch,
    Timeline,
    TimelineRow,
    TriesChart,
)

TODAY = date(2026, 3, 20)
LINES = [Level("50 %", 3), Level("85 %", 6, is_main=True), Level("95 %", 11)]
DAYS = [2, 3, 1, 4, 12, 2, 3, 5, 1, 2, 6, 3, 2, 4, 1, 9, 3, 2, 14, 4, 3, 2, 5, 1, 3, 2, 7, 4, 3, 2, 5, 3, 4, 2, 6, 3]
WEEKLY = [2, 3, 2, 4, 3, 3, 4, 2, 4, 3, 3, 3, 1]


def charts() -> list[tuple[Drawable, bool]]:
    """Every kind of chart, and whether it has the whole row."""
    narrow: list[Drawable] = [
        _cycle(),
        _control(),
        _flow(),
        _ageing(),
        _burn_up(),
        _best(),
        _weekly(),
        _where(),
        _estimates(),
    ]
    return [*[(chart, False) for chart in narrow], (_timeline(), True)]


def _before(days: float) -> date:
    return TODAY - timedelta(days=round(days))


def _points() -> list[Point]:
    return [
        Point(
            on=_before(82 - at * 2.3), value=days, name=f"CHU-{at + 2} Model {at}", url="#main", group=1 + (at % 3 == 0)
        )
        for at, days in enumerate(DAYS)
    ]


def _cycle() -> Scatter:
    return Scatter(
        title="Half of the work takes 3 days, one task in seven more than 6",
        note="Working days from start to done, 36 tasks. Filled: experiments, hollow: other work",
        until=TODAY,
        name="cycle",
        points=_points(),
        lines=LINES,
        value_name="Days",
    )


def _control() -> ControlChart:
    return ControlChart(
        title="Two tasks took longer than the rest explains",
        note="Working days from start to done, in the order of their ends. Red: beyond the natural limit",
        until=TODAY,
        name="control",
        points=_points(),
        limits=Limits(mean=3.78, low=None, high=11.4),
        signals=[Signal("above", 4, 4), Signal("above", 18, 18)],
        value_name="Days",
    )


def _flow() -> CumulativeFlow:
    levels = [
        DayLevel(_before(84 - at), (6 + at % 3, 4 - at % 2, 1 + at % 4 // 2, at * 36 // 84), blocked=int(30 < at < 52))
        for at in range(85)
    ]
    bands = [Band("To do", 6), Band("In progress", 1), Band("Waiting", 2), Band("Done", 3)]
    note = "Tasks by state at the end of each day, 48 in all. Hatched: blocked"
    title = "Work in progress stays at four, scope still grows"
    return CumulativeFlow(title=title, note=note, until=TODAY, name="flow", bands=bands, levels=levels)


def _ageing() -> AgeingChart:
    placed = [(1, 1), (1, 2), (1, 2), (2, 7), (2, 8), (1, 2), (1, 4), (2, 14), (3, 5)]
    return AgeingChart(
        title="Three tasks are older than 85 % of the finished ones were",
        note="Working days since the start, 9 tasks in progress",
        until=TODAY,
        name="ageing",
        columns=["To do", "In progress", "Waiting", "Review"],
        dots=[
            Aged(name=f"CHU-{40 + at} Idea {at}", column=column, days=days) for at, (column, days) in enumerate(placed)
        ],
        lines=LINES,
    )


def _burn_up() -> BurnUp:
    done = [(_before(84 - 7 * at), sum(WEEKLY[:at])) for at in range(13)]
    return BurnUp(
        title="At this pace, done by 14 April with 85 % chance",
        note="Tasks. Cone: 50, 85 and 95 % from 12 weeks. 31 of 36 such dates held",
        until=TODAY,
        name="burnup",
        done=done,
        scope=[(day, 40 + at * 8 // 12) for at, (day, _count) in enumerate(done)],
        growth=0.6,
        pace=3.0,
        cone={50: date(2026, 4, 8), 85: date(2026, 4, 14), 95: date(2026, 4, 22)},
        wished=date(2026, 4, 30),
    )


def _best() -> StepLine:
    values = [0.790 + 0.028 * (1 - 0.9**at) + 0.004 * (at % 5 - 2) / 2 for at in range(48)]
    return StepLine(
        title="Best so far: .822 after 48 runs, .028 to go",
        note="AUC on valid, higher is better. Each dot is a run",
        until=TODAY,
        name="best",
        points=[Point(on=_before(84 - at * 1.7), value=value, name=f"Run {at}") for at, value in enumerate(values)],
        target=Level("target", 0.85),
        baseline=Level("baseline", 0.79),
        value_name="AUC",
    )


def _tries() -> TriesChart:
    values = [0.780 + 0.036 * (1 - 0.95**at) + 0.004 * (at % 7 - 3) / 3 for at in range(80)]
    return TriesChart(
        title="Best so far: .819 after 80 runs of two days, .031 to go",
        note="AUC on valid, higher is better. Each dot is a run, in the order of their ends",
        until=TODAY,
        name="tries",
        tries=[Point(on=_before(at < 40), value=value, name=f"Run {at + 1}") for at, value in enumerate(values)],
        higher_is_better=True,
        marks=[(0, "19 Mar"), (79, "20 Mar")],
        target=Level("target", 0.85),
        baseline=Level("baseline", 0.79),
    )


def _weekly() -> Columns:
    columns = [Column(on=_before(84 - 7 * at), value=count, is_partial=at == 12) for at, count in enumerate(WEEKLY)]
    title, note = "Three tasks are done in a week", "Tasks done per week, from Monday on. Pale: this week"
    lines = [Level("mean", 3.0)]
    return Columns(title=title, note=note, until=TODAY, name="weekly", columns=columns, lines=lines, value_name="Tasks")


def _where() -> Bars:
    shares = [("Waiting for data", 41, 2), ("Analysing", 30, 1), ("Running", 22, 3), ("Review", 7, 6)]
    return Bars(
        title="Four tenths of the time is waiting for data",
        note="Share of 148 working days between start and done",
        name="where",
        bars=[Bar(name=name, value=share, hue=hue, text=f"{share} %") for name, share, hue in shares],
    )


def _estimates() -> Bars:
    phases = [("Research", 2.0, 6, (1, 2)), ("Data exploration", 1.6, 5, (2, 3)), ("Modeling", 8.0, 1, (3, 4))]
    return Bars(
        title="Modeling takes twice its estimate",
        note="Weeks of work; the bracket is the estimate",
        name="estimates",
        bars=[
            Bar(name=name, value=weeks, hue=hue, span=span, text=f"{weeks:g} wk of {span[0]} to {span[1]}")
            for name, weeks, hue, span in phases
        ],
        span_name="estimated",
    )


def _timeline() -> Timeline:
    churn = [
        Stretch(name="Research", start=_before(120), end=_before(100), hue=6),
        Stretch(name="Data exploration", start=_before(100), end=_before(60), hue=5),
        Stretch(name="Modeling", start=_before(60), hue=1),
    ]
    ranker = [
        Stretch(name="Modeling", start=_before(88), end=_before(20), hue=1),
        Stretch(name="A/B testing", start=_before(20), hue=2),
    ]
    photos = [Stretch(name="Research", start=date(2026, 4, 1), end=date(2026, 4, 28), hue=6, is_planned=True)]
    rows = [
        TimelineRow(name="Churn", stretches=churn, cone=_cone(19, 25, 33), wished=date(2026, 4, 6)),
        TimelineRow(name="Search ranker", stretches=ranker, cone=_cone(12, 43, 92)),
        TimelineRow(
            name="Card fraud", stretches=[Stretch(name="Modeling", start=_before(63), hue=1)], says="too early"
        ),
        TimelineRow(name="Catalogue photos", stretches=photos, says="not begun"),
    ]
    title = "One of four projects ends after its wished day"
    note = "Phases so far, and from today a cone to the days at which all may be done: 50, 85 (line) and 95 %"
    return Timeline(title=title, note=note, until=TODAY, name="timeline", rows=rows, today=TODAY)


def _cone(half: int, sure: int, surest: int) -> dict[int, date]:
    return {50: _before(-half), 85: _before(-sure), 95: _before(-surest)}
