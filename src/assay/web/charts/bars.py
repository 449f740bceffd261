"""Bars from zero: lying ones with a name each, and upright ones for weeks or months."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from assay.pure.numbers import short_number
from assay.web.charts.axes import Name, Plot, from_zero, names_at, plot_on, whole
from assay.web.charts.canvas import Canvas, fitted, width_of
from assay.web.charts.figure import Cell, Figure, Level, Table, Writer, drawable, full_day, short_day

_ROW, _BAR = 36.0, 20.0
_NARROW_ROW = 46.0
_MOST_BARS = 200
_MOST_COLUMNS = 160


@dataclass(frozen=True, kw_only=True)
class Bar:
    """`text` stands at its end in place of the value; `span` is the range in which it was expected to be."""

    name: str
    value: float
    hue: int = 1
    text: str = ""
    url: str = ""
    says: str = ""
    span: tuple[float, float] | None = None


@dataclass(frozen=True, kw_only=True)
class Bars(Figure):
    """One bar a row. Values below zero and what is no number have no bar, and say so at their place."""

    bars: Sequence[Bar]
    value_name: str = ""
    span_name: str = ""
    written: Writer = short_number

    def height(self, width: float) -> float:
        row = _NARROW_ROW if width < 480 else _ROW
        return max(len(self._shown), 1) * row + (LINE_FOR_MORE if self._more else 0)

    @property
    def _shown(self) -> Sequence[Bar]:
        return self.bars[:_MOST_BARS]

    @property
    def _more(self) -> int:
        return len(self.bars) - len(self._shown)

    def draw(self, canvas: Canvas) -> bool:
        if not any(drawable(bar.value) for bar in self.bars):
            return False
        row = _NARROW_ROW if canvas.is_narrow else _ROW
        widest = max(width_of(bar.name[:60], is_strong=True) for bar in self._shown)
        left = 0.0 if canvas.is_narrow else min(widest + 16, canvas.width * 0.36)
        ends = [end for bar in self._shown for end in (bar.value, *(bar.span or ())) if drawable(end) and end >= 0]
        texts = max(width_of(self._text(bar)) for bar in self._shown)
        most, room = max([*ends, 0.0]) or 1.0, canvas.width - left - min(texts, canvas.width / 3) - 14
        for at, bar in enumerate(self._shown):
            top = at * row + (row - _BAR - (row - _ROW)) / 2 + (row - _ROW)
            self._name(canvas, bar, left, top)
            self._bar(canvas, bar, left, top, room / most)
            canvas.stripe((0, at * row), (canvas.width, row), self._says(bar), url=bar.url)
        if self._more:
            said = _("and %(count)d more, in the numbers") % {"count": self._more}
            canvas.text("", (0, len(self._shown) * row + 15), said)
        return True

    def _name(self, canvas: Canvas, bar: Bar, left: float, top: float) -> None:
        room = left - 14 if left else canvas.width
        y = top + 14 if left else top - 5
        canvas.text("strong", (0, y), fitted(bar.name, room, is_strong=True))

    def _bar(self, canvas: Canvas, bar: Bar, left: float, top: float, unit: float) -> None:
        width = max(bar.value, 0.0) * unit if drawable(bar.value) else 0.0
        if width:
            canvas.box(f"area hue-{bar.hue}", (left, top), (max(width, 1.0), _BAR), radius=min(4.0, width / 2))
        end = width
        if bar.span and all(drawable(edge) for edge in bar.span):
            low, high = (left + max(edge, 0.0) * unit for edge in sorted(bar.span))
            middle = top + _BAR / 2
            canvas.path(
                "ln--span", f"M{low:g} {middle - 6:g}v12M{low:g} {middle:g}H{high:g}M{high:g} {middle - 6:g}v12"
            )
            end = max(end, high - left)
        canvas.text("", (left + end + 8, top + 14), fitted(self._text(bar), canvas.width - left - end - 8))

    def _text(self, bar: Bar) -> str:
        return bar.text or (self.written(bar.value) if drawable(bar.value) else _("not a number"))

    def _says(self, bar: Bar) -> str:
        span = ""
        if bar.span and all(drawable(edge) for edge in bar.span):
            low, high = sorted(bar.span)
            said = {"name": self.span_name or _("expected"), "low": self.written(low), "high": self.written(high)}
            span = _("%(name)s: %(low)s to %(high)s") % said
        return "\n".join(filter(None, (f"{fitted(bar.name, 320)}: {self._text(bar)}", span, bar.says)))

    def table(self) -> Table:
        has_span = any(bar.span for bar in self.bars)
        head = [_("What"), self.value_name or _("Value")]
        rows: list[list[Cell]] = [[bar.name, bar.value] for bar in self.bars]
        if has_span:
            name = self.span_name or _("Expected")
            head += [_("%(name)s, least") % {"name": name}, _("%(name)s, most") % {"name": name}]
            rows = [[*row, *(bar.span or (None, None))] for row, bar in zip(rows, self.bars, strict=True)]
        return Table(head, rows, [bar.url for bar in self.bars])


LINE_FOR_MORE = 24.0


@dataclass(frozen=True, kw_only=True)
class Column:
    """`is_partial` is a stretch of time that is not over yet: it is drawn pale."""

    on: date
    value: float
    is_partial: bool = False
    says: str = ""


@dataclass(frozen=True, kw_only=True)
class Columns(Figure):
    """One upright bar for each week or month, those with nothing included; `lines` lie across, named at their end."""

    columns: Sequence[Column]
    lines: Sequence[Level] = ()
    value_name: str = ""
    written: Writer = short_number
    hue: int = 1

    def height(self, width: float) -> float:
        return 240

    def draw(self, canvas: Canvas) -> bool:
        columns = _last([column for column in self.columns if drawable(column.value)])
        if not columns:
            return False
        lines = [line for line in self.lines if drawable(line.value)]
        names = [f"{line.name}: {self.written(line.value)}" for line in lines]
        scale, ticks = from_zero([*(column.value for column in columns), *(line.value for line in lines)])
        if all(float(column.value).is_integer() for column in columns):
            ticks = whole(ticks)
        plot = plot_on(canvas, xs=(0, len(columns)), ys=(scale, ticks), written=self.written, names=names)
        self._boxes(canvas, plot, columns)
        for line in lines:
            canvas.line("ln--target", (plot.left, plot.y(line.value)), (plot.right, plot.y(line.value)))
        names_at(
            canvas,
            plot,
            [
                Name(plot.y(line.value), name, "strong" if line.is_main else "")
                for line, name in zip(lines, names, strict=True)
            ],
        )
        _days_of_columns(canvas, plot, columns, year=self.columns[-1].on.year)
        return True

    def _boxes(self, canvas: Canvas, plot: Plot, columns: Sequence[Column]) -> None:
        canvas.is_along = True
        step = (plot.right - plot.left) / len(columns)
        width = min(max(step * 0.72, 1.0), 40.0)
        for at, column in enumerate(columns):
            x, top = plot.x(at) + (step - width) / 2, plot.y(max(column.value, 0.0))
            css = f"area{' area--soft' if column.is_partial else ''} hue-{self.hue}"
            canvas.box(css, (x, top), (width, plot.bottom - top), radius=2 if width > 6 else 0)
            said = [full_day(column.on), self.written(column.value), _("not over yet") if column.is_partial else ""]
            says = "\n".join(filter(None, (*said, column.says)))
            canvas.stripe((plot.x(at), plot.top), (step, plot.bottom - plot.top), says)

    def table(self) -> Table:
        rows: list[list[Cell]] = [
            [column.on, column.value, _("not over yet") if column.is_partial else ""] for column in self.columns
        ]
        return Table([_("From"), self.value_name or _("Value"), _("Note")], rows)


def _last(columns: Sequence[Column]) -> Sequence[Column]:
    """As many as can be drawn: the last ones, or, where those are all nothing, those up to the last that is not."""
    end = len(columns)
    if end > _MOST_COLUMNS and not any(column.value for column in columns[-_MOST_COLUMNS:]):
        end = max((at for at, column in enumerate(columns, 1) if column.value), default=end)
    return columns[max(end - _MOST_COLUMNS, 0) : end]


def _days_of_columns(canvas: Canvas, plot: Plot, columns: Sequence[Column], *, year: int) -> None:
    """The first day of as many columns as fit, from the last one backwards; those of `year` without it."""
    texts = [short_day(column.on) if column.on.year == year else full_day(column.on) for column in columns]
    step = (plot.right - plot.left) / len(columns)
    every = max(1, -(-(max(width_of(text) for text in texts) + 12) // step))
    for at in range(len(columns) - 1, -1, -int(every)):
        half = width_of(texts[at]) / 2
        middle = min(max((plot.x(at) + plot.x(at + 1)) / 2, half), canvas.width - half)
        canvas.text("mid", (middle, plot.bottom + 19), texts[at])
