"""Burn-up: what is done and what there is to do, and from today on a cone to the days at which it may be done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from assay.web.charts.axes import Name, Plot, apart, days_below, from_zero, plot_on, span_of, whole
from assay.web.charts.canvas import Canvas, Place, path_through, width_of
from assay.web.charts.figure import Cell, Figure, Table, full_day, short_day
from assay.web.charts.lines import thinned

_MOST_POINTS, _MOST_STRIPES = 240, 80
_CONE = 38.0  # room above the plot for the names of the cone


@dataclass(frozen=True, kw_only=True)
class BurnUp(Figure):
    """`done` and `scope` are counts at the end of days; the last of both is today's.

    `cone` says by which day all is done with which chance in percent (50, 85, 95); empty when it is too early.
    `wished` is the day at which it was to be done.
    """

    done: Sequence[tuple[date, int]]
    scope: Sequence[tuple[date, int]]
    cone: Mapping[int, date] = field(default_factory=dict)
    wished: date | None = None
    done_name: str = ""
    scope_name: str = ""

    def height(self, width: float) -> float:
        return 300

    def draw(self, canvas: Canvas) -> bool:
        if not self.done or not self.scope or not any(count for _day, count in [*self.done, *self.scope]):
            return False
        scale, ticks = from_zero([count for _day, count in [*self.done, *self.scope]])
        plot = plot_on(canvas, xs=self._span(), ys=(scale, whole(ticks)), top=_CONE)
        self._lines(canvas, plot, before=self._cone(canvas, plot))
        self._now(canvas, plot)
        days_below(canvas, plot, today=self.done[-1][0])
        self._stripes(canvas, plot)
        return True

    @property
    def _today(self) -> date:
        return self.done[-1][0]

    def _ends(self) -> list[tuple[int, date]]:
        """The cone from the nearest to the farthest day; what lies before today is today."""
        return [(chance, max(day, self._today)) for chance, day in sorted(self.cone.items())]

    def _span(self) -> Place:
        days = [self.done[0][0], self.scope[0][0], self._today, *(day for _chance, day in self._ends())]
        first, last = span_of([*days, self.wished] if self.wished else days)
        room = max(round((last - first) * 0.04), 1) if self.cone else 0
        return first, min(last + room, date.max.toordinal())

    def _cone(self, canvas: Canvas, plot: Plot) -> float:
        """From today's count up to the scope, the farthest day outermost; return where its texts begin."""
        ends, top = self._ends(), plot.y(self.scope[-1][1])
        start = (plot.on(self._today), plot.y(self.done[-1][1]))
        if not ends:
            return plot.right
        steps = len(ends)
        earliest = plot.on(ends[0][1])
        for number, (_chance, day) in enumerate(reversed(ends), start=1):
            near = start[0] + (earliest - start[0]) * (0.7 + 0.3 * number / steps)
            canvas.path(
                f"area area--{min(number, 3)} hue-1", path_through([start, (near, top), (plot.on(day), top)]) + "Z"
            )
        canvas.line("ln--target", (start[0], top), (plot.right, top))
        return self._chances(canvas, plot, ends, top)

    def _chances(self, canvas: Canvas, plot: Plot, ends: Sequence[tuple[int, date]], top: float) -> float:
        """The chance above each day of the cone; 85 % with its day, and where they find no room that one alone."""
        named = [
            (day, f"{chance} %" + (f" {short_day(day)}" if chance == 85 else ""), chance == 85) for chance, day in ends
        ]
        if sum(_room(text) for _day, text, _is_sure in named) > canvas.width - plot.on(self._today):
            named = [one for one in named if one[2]] or named[-1:]
        middles = _side_by_side([plot.on(one[0]) for one in named], [_room(one[1]) for one in named], canvas.width)
        for (day, text, is_sure), middle in zip(named, middles, strict=True):
            canvas.line("ln--tick", (plot.on(day), top), (middle, top - 12))
            canvas.text("mid strong" if is_sure else "mid", (middle, top - 17), text)
        return middles[0] - _room(named[0][1]) / 2

    def _lines(self, canvas: Canvas, plot: Plot, *, before: float) -> None:
        scope = thinned([(plot.on(day), plot.y(count)) for day, count in self.scope], most=_MOST_POINTS)
        done = thinned([(plot.on(day), plot.y(count)) for day, count in self.done], most=_MOST_POINTS)
        canvas.path("ln ln--thin ln--2 hue-2", path_through(scope))
        canvas.path("ln hue-1", path_through(done))
        canvas.dot("pt--ring hue-1", done[-1], r=5)
        self._names(canvas, plot, scope, done, before=before)

    def _names(
        self, canvas: Canvas, plot: Plot, scope: Sequence[Place], done: Sequence[Place], *, before: float
    ) -> None:
        """The names beside their lines: scope above its first third, done below the middle of its own."""
        above = f"{self.scope_name or _('scope')} {self.scope[-1][1]}"
        below = f"{self.done_name or _('done')} {self.done[-1][1]}"
        left = _within(plot, scope[len(scope) // 3][0], above, limit=before)
        right = _within(plot, done[len(done) * 6 // 10][0] + 10, below, limit=plot.right)
        names = [
            Name(min(_heights(scope, left, left + width_of(above))) - 9, above, "on hue-2"),
            Name(max(_heights(done, right, right + width_of(below))) + 16, below, "on hue-1"),
        ]
        for name in apart(names, lowest=plot.top - 4, highest=plot.bottom - 4):
            canvas.text(name.css, (left if name.css == "on hue-2" else right, name.y), name.text)

    def _now(self, canvas: Canvas, plot: Plot) -> None:
        canvas.line("ln--now", (plot.on(self._today), plot.top), (plot.on(self._today), plot.bottom))
        if self.wished is None:
            return
        x, text = plot.on(self.wished), _("wished %(day)s") % {"day": short_day(self.wished)}
        canvas.line("ln--wished", (x, plot.y(self.scope[-1][1])), (x, plot.bottom))
        is_right = x + width_of(text) + 6 < canvas.width
        canvas.text("" if is_right else "end", (x + (5 if is_right else -5), plot.bottom - 6), text)

    def _stripes(self, canvas: Canvas, plot: Plot) -> None:
        canvas.is_along = True
        scope = dict(self.scope)
        step = max(1, -(-len(self.done) // _MOST_STRIPES))
        width = max((plot.on(self._today) - plot.left) / max(len(self.done) - 1, 1) * step, 4.0)
        for day, count in self.done[::-1][::step]:
            said = [full_day(day), f"{self.done_name or _('done')}: {count}"]
            said += [f"{self.scope_name or _('scope')}: {scope[day]}"] if day in scope else []
            canvas.stripe((plot.on(day) - width / 2, plot.top), (width, plot.bottom - plot.top), "\n".join(said))
        for chance, day in self._ends():
            says = _("%(chance)d %%: by %(day)s") % {"chance": chance, "day": full_day(day)}
            canvas.stripe((plot.on(day) - 4, plot.top), (8, plot.bottom - plot.top), says)

    def table(self) -> Table:
        scope = dict(self.scope)
        rows: list[list[Cell]] = [[day, count, scope.get(day), None] for day, count in self.done]
        rows += [
            [day, None, self.scope[-1][1] if self.scope else None, chance] for chance, day in sorted(self.cone.items())
        ]
        return Table([_("Day"), self.done_name or _("Done"), self.scope_name or _("Scope"), _("Chance, %")], rows)


def _within(plot: Plot, x: float, text: str, *, limit: float) -> float:
    """Where a text begins that should begin at `x`, so that it ends before `limit` and does not leave the plot."""
    return max(min(x, min(limit, plot.right) - width_of(text, is_strong=True) - 8), plot.left + 4)


def _heights(line: Sequence[Place], left: float, right: float) -> list[float]:
    """How high a line lies from `left` to `right`, its points at both sides included."""
    inside = [at for at, (x, _y) in enumerate(line) if left <= x <= right]
    first = max((inside[0] if inside else sum(x < left for x, _y in line)) - 1, 0)
    last = (inside[-1] if inside else first) + 1
    return [y for _x, y in line[first : last + 1]]


def _room(text: str) -> float:
    return width_of(text, is_strong=True) + 10


def _side_by_side(wanted: Sequence[float], widths: Sequence[float], most: float) -> list[float]:
    """Middles of texts near where they belong, none on its neighbour, the last within the canvas."""
    middles: list[float] = []
    for at, (middle, width) in enumerate(zip(wanted, widths, strict=True)):
        before = middles[-1] + (widths[at - 1] + width) / 2 if at else width / 2
        middles.append(max(middle, before))
    limit = most
    for at in range(len(middles) - 1, -1, -1):
        middles[at] = min(middles[at], limit - widths[at] / 2)
        limit = middles[at] - widths[at] / 2
    return middles
