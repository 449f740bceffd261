"""A sparkline that can also be a file: a small line of values with its target, the last point marked."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assay.web.charts.canvas import Canvas
from assay.web.charts.figure import Cell, Figure, Table, drawable
from assay.web.charts.lines import thinned
from assay.web.figures import spark_shape


@dataclass(frozen=True, kw_only=True)
class Sparkline(Figure):
    """`values` oldest first; `state` (met, not-met, not-proven) colours the last point; `band` is the usual range."""

    values: Sequence[float | None]
    target: float | None = None
    band: tuple[float, float] | None = None
    state: str = ""

    def height(self, width: float) -> float:
        return 28

    def draw(self, canvas: Canvas) -> bool:
        kept = [y for _at, y in thinned([(at, v) for at, v in enumerate(self.values) if v is not None and drawable(v)])]
        target = self.target if drawable(self.target) else None
        shape = spark_shape(kept, target=target, band=self.band, width=canvas.width, height=canvas.height)
        if shape is None:
            return False
        if shape.band_y is not None and shape.band_height is not None:
            canvas.box("band", (0, shape.band_y), (canvas.width, shape.band_height))
        if shape.target_y is not None:
            canvas.line("ln--target", (0, shape.target_y), (canvas.width, shape.target_y))
        canvas.path("ln ln--spark", shape.path)
        canvas.dot(f"pt pt--spark{f' is-{self.state}' if self.state else ''}", (shape.end_x, shape.end_y), r=2.75)
        return True

    def table(self) -> Table:
        rows: list[list[Cell]] = [[at, value] for at, value in enumerate(self.values, start=1)]
        return Table([_("Number"), _("Value")], rows)
