"""Burn-up: what is done and what there is to do, and from today on a cone to where they may meet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext as _

from assay.web.charts.axes import Name, Plot, apart, days_below, from_zero, plot_on, span_of, whole
from assay.web.charts.canvas import Canvas, Place, path_through, width_of
from assay.web.charts.figure import Cell, Figure, Table, full_day, short_day
from assay.web.charts.lines import thinned

_MOST_POINTS, _MOST_STRIPES = 240, 80
_CONE = 38.0  # room above the plot for the names of the cone
_AHEAD = timedelta(weeks=8)  # how far lines are drawn that do not meet


@dataclass(frozen=True, kw_only=True)
class BurnUp(Figure):
    """`done` and `scope` are counts at the end of days; the last of both is today's.

    `growth` is what comes in and `pace` what is done in a week to come, on average. `cone` says by which day all is
    done with which chance in percent (50, 85, 95); empty when it is too early. It ends where the scope will be by then.
    `wished` is the day at which it was to be done.
    """

    done: Sequence[tuple[date, int]]
    scope: Sequence[tuple[date, int]]
    growth: float = 0.0
    pace: float = 0.0
    cone: Mapping[int, date] = field(default_factory=dict)
    wished: date | None = None
    done_name: str = ""
    scope_name: str = ""

    def height(self, width: float) -> float:
        return 300

    def draw(self, canvas: Canvas) -> bool:
        if not self.done or not self.scope or not any(count for _day, count in [*self.done, *self.scope]):
            return False
        span = self._span()
        counts = [count for _day, count in [*self.done, *self.scope]]
        scale, ticks = from_zero([*counts, self.scope_on(date.fromordinal(round(span[1])))])
        plot = plot_on(canvas, xs=span, ys=(scale, whole(ticks)), top=_CONE)
        self._lines(canvas, plot, before=self._cone(canvas, plot))
        self._now(canvas, plot)
        days_below(canvas, plot, today=self.done[-1][0])
        self._stripes(canvas, plot)
        return True

    def scope_on(self, day: date) -> float:
        """How much there will be to do by a day to come."""
        return self.scope[-1][1] + self.growth * max((day - self._today).days, 0) / 7

    @property
    def _is_ahead(self) -> bool:
        """Whether there are days to come to draw: those of the cone, or some in which both lines do not meet."""
        return bool(self.cone or (self.growth and self.pace))

    @property
    def _today(self) -> date:
        return self.done[-1][0]

    def _ends(self) -> list[tuple[int, date]]:
        """The cone from the nearest to the farthest day; what lies before today is today."""
        return [(chance, max(day, self._today)) for chance, day in sorted(self.cone.items())]

    def _span(self) -> Place:
        days = [self.done[0][0], self.scope[0][0], self._today, *(day for _chance, day in self._ends())]
        if self._is_ahead and not self.cone:
            days.append(self._today + _AHEAD)
        first, last = span_of([*days, self.wished] if self.wished else days)
        room = max(round((last - first) * 0.04), 1) if self.cone else 0
        return first, min(last + room, date.max.toordinal())

    def _cone(self, canvas: Canvas, plot: Plot) -> float:
        """From today's count up to the scope to come, the farthest day outermost; return where its texts begin."""
        ends, start = self._ends(), (plot.on(self._today), plot.y(self.done[-1][1]))
        self._to_come(canvas, plot)
        if not ends:
            return plot.right
        steps, soonest = len(ends), (ends[0][1] - self._today).days
        for number, (_chance, day) in enumerate(reversed(ends), start=1):
            near = self._today + timedelta(days=round(soonest * (0.7 + 0.3 * number / steps)))
            corners = [start, self._place(plot, near), self._place(plot, day)]
            canvas.path(f"area area--{min(number, 3)} hue-1", path_through(corners) + "Z")
        return self._chances(canvas, plot, ends)

    def _place(self, plot: Plot, day: date) -> Place:
        return plot.on(day), plot.y(self.scope_on(day))

    def _to_come(self, canvas: Canvas, plot: Plot) -> None:
        """The scope as it grows, and where it is not reached the pace below it."""
        if not self._is_ahead:
            return
        last = date.fromordinal(round(plot.xs[1]))
        canvas.path("ln ln--thin ln--3 hue-2", path_through([self._place(plot, self._today), self._place(plot, last)]))
        if not self.cone:
            done = self.done[-1][1] + self.pace * (last - self._today).days / 7
            start = (plot.on(self._today), plot.y(self.done[-1][1]))
            canvas.path("ln ln--thin ln--3 hue-1", path_through([start, (plot.on(last), plot.y(done))]))

    def _chances(self, canvas: Canvas, plot: Plot, ends: Sequence[tuple[int, date]]) -> float:
        """The chance above each day of the cone; 85 % with its day, and where they find no room that one alone."""
        named = [
            (day, f"{chance} %" + (f" {short_day(day)}" if chance == 85 else ""), chance == 85) for chance, day in ends
        ]
        if sum(_room(text) for _day, text, _is_sure in named) > canvas.width - plot.on(self._today):
            named = [one for one in named if one[2]] or named[-1:]
        middles = _side_by_side([plot.on(one[0]) for one in named], [_room(one[1]) for one in named], canvas.width)
        row = plot.y(self.scope_on(date.fromordinal(round(plot.xs[1])))) - 12
        for (day, text, is_sure), middle in zip(named, middles, strict=True):
            canvas.line("ln--tick", self._place(plot, day), (middle, row))
            canvas.text("mid strong" if is_sure else "mid", (middle, row - 5), text)
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
        above, below = f"{self.scope_name or _('scope')} {self.scope[-1][1]}", f"{self.done_name or _('done')} "
        below += str(self.done[-1][1])
        left, right = scope[len(scope) // 3][0], done[len(done) * 6 // 10][0] + 10
        above += self._a_week(self.growth, above, room=scope[-1][0] - plot.left)
        below += self._a_week(self.pace, below, room=done[-1][0] - plot.left)
        today = scope[-1][0] if self._is_ahead else plot.right
        left, right = _within(plot, left, above, limit=min(before, today)), _within(plot, right, below, limit=today)
        names = [
            Name(min(_heights(scope, left, left + width_of(above))) - 9, above, "on hue-2"),
            Name(max(_heights(done, right, right + width_of(below))) + 16, below, "on hue-1"),
        ]
        for name in apart(names, lowest=plot.top - 4, highest=plot.bottom - 4):
            canvas.text(name.css, (left if name.css == "on hue-2" else right, name.y), name.text)

    def _a_week(self, count: float, name: str, *, room: float) -> str:
        """How much more comes in a week, `, +1.2 a week`, where that fits behind the name and before today."""
        said = _(", +%(count)s a week") % {"count": f"{count:.1f}"} if self._is_ahead and count else ""
        return said if width_of(name + said, is_strong=True) < room else ""

    def _now(self, canvas: Canvas, plot: Plot) -> None:
        canvas.line("ln--now", (plot.on(self._today), plot.top), (plot.on(self._today), plot.bottom))
        if self.wished is None:
            return
        x, text = plot.on(self.wished), _("wished %(day)s") % {"day": short_day(self.wished)}
        canvas.line("ln--wished", (x, plot.y(self.scope_on(self.wished))), (x, plot.bottom))
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
            says += f"\n{self.scope_name or _('scope')}: {self._about(day)}"
            canvas.stripe((plot.on(day) - 4, plot.top), (8, plot.bottom - plot.top), says)

    def _about(self, day: date) -> str:
        count = round(self.scope_on(day))
        return _("about %(count)d") % {"count": count} if self.growth else str(count)

    def table(self) -> Table:
        scope = dict(self.scope)
        rows: list[list[Cell]] = [[day, count, scope.get(day), None] for day, count in self.done]
        rows += [
            [day, None, round(self.scope_on(day)) if self.scope else None, chance]
            for chance, day in sorted(self.cone.items())
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
