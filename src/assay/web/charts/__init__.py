"""Charts drawn on the server: a frozen dataclass each, drawn in pages by `chart` of `web/charts.html`, and as files."""

from .ageing import MOST_AGED, Aged, AgeingChart
from .answers import as_file, asked_file, chart_answer, chart_csv, chart_png, chart_svg
from .bars import Bar, Bars, Column, Columns
from .burnup import BurnUp
from .cumulative import Band, CumulativeFlow
from .figure import Drawable, Figure, Level, Point, Table, in_days
from .line_file import LineFile
from .lines import LineChart, Series, chart_shape, nice_ticks, thinned
from .points import Points
from .scatter import ControlChart, Scatter
from .showing import files, shown
from .steps import StepLine
from .timeline import Stretch, Timeline, TimelineRow
from .tries import TriesChart

__all__ = [
    "MOST_AGED",
    "Aged",
    "AgeingChart",
    "Band",
    "Bar",
    "Bars",
    "BurnUp",
    "Column",
    "Columns",
    "ControlChart",
    "CumulativeFlow",
    "Drawable",
    "Figure",
    "Level",
    "LineChart",
    "LineFile",
    "Point",
    "Points",
    "Scatter",
    "Series",
    "StepLine",
    "Stretch",
    "Table",
    "Timeline",
    "TimelineRow",
    "TriesChart",
    "as_file",
    "asked_file",
    "chart_answer",
    "chart_csv",
    "chart_png",
    "chart_shape",
    "chart_svg",
    "files",
    "in_days",
    "nice_ticks",
    "shown",
    "thinned",
]
