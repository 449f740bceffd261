"""Projects on one line of time: their phases one after the other, and a cone to the day of their end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from assay.web.charts.axes import Plot, days_below
from assay.web.charts.canvas import Canvas, fitted, width_of
from assay.web.charts.figure import Cell, Figure, Table, full_day, short_day

_HEAD, _FOOT = 6.0, 28.0
_MOST_ROWS = 300
_BAR, _BAND = 12.0, 20.0
# The room of an arrow at the edge.
_ARROW = 14.0


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """A phase of a project from its first to its last day; without an end it goes on until today."""

    name: str
    start: date
    end: date | None = None
    hue: int = 1
    # Not begun yet: where the plan puts it.
    is_planned: bool = False


@dataclass(frozen=True, kw_only=True)
class TimelineRow:
    """One project. `cone` says by which day it is done with which chance; without one, `says` stands there."""

    name: str
    stretches: Sequence[Stretch] = ()
    cone: Mapping[int, date] = field(default_factory=dict)
    wished: date | None = None
    url: str = ""
    says: str = ""


@dataclass(frozen=True, kw_only=True)
class Timeline(Figure):
    """One row a project, `today` across all of them. Of what lies outside of `span` an arrow says where it is."""

    rows: Sequence[TimelineRow]
    today: date
    span: tuple[date, date] | None = None

    def height(self, width: float) -> float:
        return _HEAD + _FOOT + (len(self._shown) + (self._more > 0)) * _row(width)

    @property
    def _shown(self) -> Sequence[TimelineRow]:
        return self.rows[:_MOST_ROWS]

    @property
    def _more(self) -> int:
        return len(self.rows) - len(self._shown)

    def draw(self, canvas: Canvas) -> bool:
        days = self._days()
        if not days:
            return False
        widest = max(width_of(row.name[:60], is_strong=True) for row in self._shown)
        left = 2.0 if canvas.is_narrow else min(widest + 18, canvas.width * 0.3)
        plot = Plot(left, canvas.width - 6, _HEAD, canvas.height - _FOOT, self._xs(days), (0, 1))
        days_below(canvas, plot, today=self.today, by_month=True)
        if _is_within(self.today, plot):
            x = plot.on(self.today)
            canvas.line("ln--now", (x, plot.top), (x, plot.bottom))
        for at, row in enumerate(self._shown):
            self._row(canvas, plot, row, _HEAD + at * _row(canvas.width))
        if self._more:
            said = _("and %(count)d more, in the numbers") % {"count": self._more}
            canvas.text("", (0, plot.bottom - 10), said)
        return True

    def _xs(self, days: Sequence[date]) -> tuple[int, int]:
        """From the first to the last day that is wanted, or that there is; then with room for a date on the right."""
        if self.span is not None:
            return self.span[0].toordinal(), self.span[1].toordinal()
        first, last = min(days).toordinal(), max(days).toordinal()
        room = max((last - first) // 12, 3)
        return max(first, 1), min(last + room, date.max.toordinal())

    def _days(self) -> list[date]:
        """Every day that is drawn; none if no project has begun, is planned or has a forecast."""
        found = [day for row in self._shown for one in row.stretches for day in (one.start, one.end) if day]
        found += [day for row in self._shown for day in (*row.cone.values(), row.wished) if day]
        return [*found, self.today] if found else []

    def _row(self, canvas: Canvas, plot: Plot, row: TimelineRow, top: float) -> None:
        high = _row(canvas.width)
        canvas.line("grid", (0, top + high), (canvas.width, top + high))
        middle = top + high - 15 if canvas.is_narrow else top + high / 2
        if canvas.is_narrow:
            canvas.text("strong", (2, top + 15), fitted(row.name, canvas.width - 4, is_strong=True), url=row.url)
        else:
            canvas.text("strong", (0, middle + 4), fitted(row.name, plot.left - 14, is_strong=True), url=row.url)
        self._stretches(canvas, plot, row, middle)
        self._cone(canvas, plot, row, middle)
        self._outside(canvas, plot, row, middle)
        canvas.stripe((0, top), (canvas.width, high), self._says(row), url=row.url)

    def _stretches(self, canvas: Canvas, plot: Plot, row: TimelineRow, middle: float) -> None:
        """Bars, those of one time below each other: drawn over each other their colours would be none of a phase."""
        lanes = _lanes(row.stretches, self.today)
        high = _BAR if len(lanes) < 2 else max((_BAND + 1) / len(lanes) - 1, 2.0)
        top = middle - (len(lanes) * (high + 1) - 1) / 2
        for at, lane in enumerate(lanes):
            for one in lane:
                if not _meets(one.start, _end(one, self.today), plot):
                    continue
                start, end = _kept(one.start, plot), _kept(_end(one, self.today), plot)
                css = "area area--soft" if one.is_planned else "area area--full" if one.end is None else "area"
                size = (max(end - start, 2.0), high)
                canvas.box(f"{css} hue-{one.hue}", (start, top + at * (high + 1)), size, radius=min(2, high / 2))

    def _cone(self, canvas: Canvas, plot: Plot, row: TimelineRow, middle: float) -> None:
        """From today on paler and paler: to the day of 50, of 85 and of 95 %; the one of 85 % is a line."""
        start = _kept(self.today, plot)
        for number, day in enumerate(sorted(row.cone.values())):
            end = _kept(max(day, self.today), plot)
            if end > start:
                canvas.box(f"area area--{max(3 - number, 1)} hue-1", (start, middle - 4), (end - start, 8))
            start = max(start, end)
        if 85 in row.cone and _is_within(max(row.cone[85], self.today), plot):
            x = plot.on(max(row.cone[85], self.today))
            canvas.line("ln--sure", (x, middle - 8), (x, middle + 8))
        if row.wished and _is_within(row.wished, plot):
            x = plot.on(row.wished)
            canvas.line("ln--wished", (x, middle - 9), (x, middle + 9))
        self._dated(canvas, plot, row, middle)

    def _dated(self, canvas: Canvas, plot: Plot, row: TimelineRow, middle: float) -> None:
        """The day of the cone right of everything in the row, or above the bar on a phone."""
        sure = row.cone.get(85)
        text = row.says if sure is None else short_day(sure) if sure.year == self.today.year else full_day(sure)
        if not text:
            return
        width = width_of(text, is_strong=True)
        ends = [*row.cone.values(), self.today, *(_end(one, self.today) for one in row.stretches)]
        x = max(_kept(day, plot) for day in ends) + 6
        if row.wished and x - 8 < plot.on(row.wished) < x + width + 6:
            x = plot.on(row.wished) + 6
        if x + width <= canvas.width - (_ARROW if self._goes_on(row, plot) else 0):
            canvas.text("strong" if row.cone else "", (x, middle + 4), text)
        elif canvas.is_narrow and width + width_of(row.name, is_strong=True) + 20 < canvas.width:
            canvas.text("end strong" if row.cone else "end", (canvas.width - 4, middle - 15), text)

    def _outside(self, canvas: Canvas, plot: Plot, row: TimelineRow, middle: float) -> None:
        """Point to what lies before the first day and after the last one; where nothing else is drawn, say when."""
        days = self._drawn(row)
        if not days:
            return
        first, last = min(days), max(days)
        if first.toordinal() < plot.xs[0]:
            _arrow(canvas, plot.left, middle, -1)
        if self._goes_on(row, plot):
            _arrow(canvas, plot.right, middle, 1)
        if last.toordinal() < plot.xs[0]:
            canvas.text("", (plot.left + _ARROW, middle + 4), _("until %(day)s") % {"day": full_day(last)})
        elif first.toordinal() > plot.xs[1]:
            canvas.text("end", (plot.right - _ARROW, middle + 4), _("from %(day)s") % {"day": full_day(first)})
        elif self._goes_on(row, plot) and 85 in row.cone and not canvas.is_narrow:
            canvas.text("end strong", (plot.right - _ARROW, middle - 8), full_day(row.cone[85]))

    def _goes_on(self, row: TimelineRow, plot: Plot) -> bool:
        return any(day.toordinal() > plot.xs[1] for day in self._drawn(row))

    def _drawn(self, row: TimelineRow) -> list[date]:
        """Every day of a row."""
        found = [day for one in row.stretches for day in (one.start, _end(one, self.today))]
        return [*found, *row.cone.values(), *([row.wished] if row.wished else [])]

    def _says(self, row: TimelineRow) -> str:
        said = [fitted(row.name, 320)]
        said += [_said(one) for one in sorted(row.stretches, key=lambda one: one.start)]
        said += [
            _("%(chance)d %%: by %(day)s") % {"chance": chance, "day": full_day(day)}
            for chance, day in sorted(row.cone.items())
        ]
        said += [_("wished: %(day)s") % {"day": full_day(row.wished)}] if row.wished else []
        return "\n".join([*said, *([row.says] if row.says else [])])

    def table(self) -> Table:
        head = [_("What"), _("Part"), _("From"), _("To")]
        rows: list[list[Cell]] = []
        urls = []
        for row in self.rows:
            lines: list[list[Cell]] = [[row.name, one.name, one.start, one.end] for one in row.stretches]
            lines += [[row.name, f"{chance} %", None, day] for chance, day in sorted(row.cone.items())]
            lines += [[row.name, _("Wished"), None, row.wished]] if row.wished else []
            lines = lines or [[row.name, row.says, None, None]]
            rows += lines
            urls += [row.url] * len(lines)
        return Table(head, rows, urls)


def _is_within(day: date, plot: Plot) -> bool:
    return plot.xs[0] <= day.toordinal() <= plot.xs[1]


def _meets(first: date, last: date, plot: Plot) -> bool:
    return first.toordinal() <= plot.xs[1] and last.toordinal() >= plot.xs[0]


def _kept(day: date, plot: Plot) -> float:
    """Where a day is drawn: what lies outside, at the edge."""
    return min(max(plot.on(day), plot.left), plot.right)


def _arrow(canvas: Canvas, x: float, middle: float, way: int) -> None:
    """A head of an arrow with its point at the edge; the typeface of pictures has none."""
    back = x - way * 6
    canvas.path("ln--sure", f"M{back:.1f} {middle - 5:.1f}L{x:.1f} {middle:.1f}L{back:.1f} {middle + 5:.1f}")


def _end(one: Stretch, today: date) -> date:
    return max(one.end or today, one.start)


def _lanes(stretches: Sequence[Stretch], today: date) -> list[list[Stretch]]:
    """The stretches in as few lanes as hold them without overlaps, each in the first that is free at its start."""
    lanes: list[list[Stretch]] = []
    for one in sorted(stretches, key=lambda one: one.start):
        free = next((lane for lane in lanes if _end(lane[-1], today) <= one.start), None)
        if free is None:
            lanes.append([one])
        else:
            free.append(one)
    return lanes


def _row(width: float) -> float:
    return 46.0 if width < 480 else 34.0


def _said(one: Stretch) -> str:
    said = {"name": one.name, "first": full_day(one.start), "last": full_day(one.end) if one.end else ""}
    if one.is_planned and one.end:
        return _("%(name)s: planned, %(first)s to %(last)s") % said
    if one.end is None:
        return _("%(name)s: since %(first)s") % said
    return _("%(name)s: %(first)s to %(last)s") % said
