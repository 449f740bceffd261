"""Cumulative flow: how many things lay in each state at the end of each day, one band on the other."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assay.pure.flow import Level as DayLevel
from assay.web.charts.axes import Name, Plot, days_below, from_zero, names_at, plot_on, span_of, whole
from assay.web.charts.canvas import Canvas, Place, area_between
from assay.web.charts.figure import Figure, Table, full_day

# By whether the drawing is narrow.
_MOST_DAYS = {True: 120, False: 200}
_MOST_STRIPES = {True: 40, False: 100}


@dataclass(frozen=True)
class Band:
    """A state by its name; its colour goes through all charts."""

    name: str
    hue: int


@dataclass(frozen=True, kw_only=True)
class CumulativeFlow(Figure):
    """`levels` as `pure.flow.levels` returns them, `bands` in the order of their counts: the last lies lowest.

    What is blocked is hatched, from the top of the last band upwards.
    """

    bands: Sequence[Band]
    levels: Sequence[DayLevel]

    def height(self, width: float) -> float:
        return 280

    def draw(self, canvas: Canvas) -> bool:
        levels = _thinned(self.levels, most=_MOST_DAYS[canvas.is_narrow])
        if not levels or not any(level.arrived for level in levels):
            return False
        names = [f"{band.name} {count}" for band, count in zip(self.bands, levels[-1].counts, strict=False)]
        scale, ticks = from_zero([level.arrived for level in levels])
        plot = plot_on(canvas, xs=span_of([level.day for level in levels]), ys=(scale, whole(ticks)), names=names)
        self._bands(canvas, plot, levels)
        self._blocked(canvas, plot, levels)
        days_below(canvas, plot)
        self._stripes(canvas, plot, levels)
        return True

    def _bands(self, canvas: Canvas, plot: Plot, levels: Sequence[DayLevel]) -> None:
        names = []
        edges = _edges(plot, levels, len(self.bands))
        for at, band in reversed(list(enumerate(self.bands))):
            upper, lower = edges[at], edges[at + 1]
            canvas.path(f"area hue-{band.hue}", area_between(upper, lower))
            middle = (upper[-1][1] + lower[-1][1]) / 2
            names.append(Name(middle, f"{band.name} {levels[-1].counts[at]}", f"on hue-{band.hue}"))
        names_at(canvas, plot, names[::-1])  # of two at one height the upper band stands above

    def _blocked(self, canvas: Canvas, plot: Plot, levels: Sequence[DayLevel]) -> None:
        """Upright strokes through the height of what is blocked."""
        last = len(self.bands) - 1
        strokes, before = [], -9.0
        for level in levels:
            x = plot.on(level.day)
            if level.blocked and x - before >= 4:
                low = sum(level.counts[last:])
                strokes.append(f"M{x:g} {plot.y(low):g}V{plot.y(low + level.blocked):g}")
                before = x
        if strokes:
            canvas.path("hatch", "".join(strokes))

    def _stripes(self, canvas: Canvas, plot: Plot, levels: Sequence[DayLevel]) -> None:
        canvas.is_along = True
        step = max(1, -(-len(levels) // _MOST_STRIPES[canvas.is_narrow]))
        width = max((plot.right - plot.left) / max(len(levels) - 1, 1) * step, 3.0)
        arrived = [level.arrived for level in levels]
        for at in range(len(levels) - 1, -1, -step):
            x = plot.on(levels[at].day)
            says = self._says(levels, at, arrived)
            canvas.stripe((x - width / 2, plot.top), (width, plot.bottom - plot.top), says)

    def _says(self, levels: Sequence[DayLevel], at: int, arrived: Sequence[int]) -> str:
        level = levels[at]
        counts = [f"{band.name}: {count}" for band, count in zip(self.bands, level.counts, strict=False)]
        if level.blocked:
            counts.append(_("blocked: %(count)d") % {"count": level.blocked})
        return "\n".join([full_day(level.day), *counts, *_lead(levels, at, arrived)])

    def table(self) -> Table:
        head = [_("Day"), *(band.name for band in self.bands), _("Blocked")]
        return Table(head, [[level.day, *level.counts, level.blocked] for level in self.levels])


def _lead(levels: Sequence[DayLevel], at: int, arrived: Sequence[int]) -> list[str]:
    """How long the last that was done had been here: as far as the edge of arrivals, which never falls, lies left."""
    done, day = levels[at].counts[-1], levels[at].day
    begun = levels[bisect_left(arrived, done, hi=at)].day
    days = (day - begun).days
    if not done or begun == levels[0].day:
        return []
    return [
        ngettext("about %(num)d day from arrival to done", "about %(num)d days from arrival to done", days)
        % {"num": days}
    ]


def _edges(plot: Plot, levels: Sequence[DayLevel], bands: int) -> list[list[Place]]:
    """The upper edge of each band, above all counts from it to the last, and the edge below them all."""
    across = [plot.on(level.day) for level in levels]
    heights = [[sum(level.counts[at:]) for level in levels] for at in range(bands + 1)]
    return [[(x, plot.y(height)) for x, height in zip(across, row, strict=True)] for row in heights]


def _thinned(levels: Sequence[DayLevel], *, most: int) -> list[DayLevel]:
    """At most so many days as can be told apart; the last is always kept."""
    step = max(1, -(-len(levels) // most))
    return list(levels[::-1][::step])[::-1]
