"""What the template shows beside a drawing: the table of numbers, and links to the files."""

from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import NamedTuple
from urllib.parse import quote

from django.utils import timezone
from markupsafe import Markup

from assay.pure.numbers import short_number
from assay.web.charts.answers import FORMS
from assay.web.charts.canvas import fitted
from assay.web.charts.figure import Cell, Drawable, full_day, short_day
from assay.web.charts.writing import clean, page_svgs

MOST_ROWS = 100


class ShownCell(NamedTuple):
    text: str
    is_number: bool


class ShownRow(NamedTuple):
    cells: list[ShownCell]
    url: str


@dataclass(frozen=True)
class Shown:
    """A chart as the page shows it: drawings for each width, the first rows of its table, how many more there are."""

    svgs: list[Markup]
    head: list[ShownCell]
    rows: list[ShownRow]
    more: int


def shown(chart: Drawable, *, is_wide: bool = False) -> Shown:
    table, year = chart.table(), timezone.localdate().year
    rows = [
        ShownRow([_shown(cell, year) for cell in row], url)
        for row, url in zip_longest(table.rows[:MOST_ROWS], table.urls[:MOST_ROWS], fillvalue="")
    ]
    numbers = [any(row.cells[at].is_number for row in rows if at < len(row.cells)) for at in range(len(table.head))]
    head = [ShownCell(name, is_number) for name, is_number in zip(table.head, numbers, strict=True)]
    return Shown(page_svgs(chart, is_wide=is_wide), head, rows, max(len(table.rows) - MOST_ROWS, 0))


def files(at: str, name: str) -> list[tuple[str, str]]:
    """Links to the files of a chart: their form and address. `at` is the address of its page."""
    joined = f"{at}{'&' if '?' in at else '?'}chart={quote(name, safe='')}"
    return [(form.upper(), f"{joined}&as={form}") for form in ("png", "svg", "csv") if form in FORMS]


def _shown(cell: Cell, year: int) -> ShownCell:
    """A cell in words; days of `year` go without it."""
    if cell is None:
        return ShownCell("", is_number=False)
    if isinstance(cell, date):
        return ShownCell(short_day(cell) if cell.year == year else full_day(cell), is_number=False)
    if isinstance(cell, str):
        return ShownCell(clean(fitted(cell, 900)), is_number=False)
    return ShownCell(short_number(cell), is_number=True)
