"""Charts as files: SVG and PNG with title and note, CSV with all numbers."""

import math
import re
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from assay.kit.spreadsheets import csv_line
from assay.web.charts import writing
from assay.web.charts.figure import Cell, Drawable

FORMS = {"svg": "image/svg+xml", "png": "image/png", "csv": "text/csv; charset=utf-8"}
_FONTS = Path(__file__).parent.parent / "static/vendor"
_NO_SCRIPT = "sandbox; default-src 'none'; style-src 'none'; script-src 'none'; frame-ancestors 'none'"


def chart_svg(chart: Drawable) -> str:
    """Return the chart as an SVG that needs no style sheet, in light colours."""
    return writing.alone(chart)


def chart_png(chart: Drawable) -> bytes:
    """Return the chart as a picture, twice as sharp as its size says."""
    import resvg_py

    fonts = [str(_FONTS / f"inter-{weight}.ttf") for weight in (400, 600)]
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=chart_svg(chart),
            font_files=fonts,
            skip_system_fonts=True,
            font_family="Inter",
            sans_serif_family="Inter",
            zoom=2,
        )
    )


def chart_csv(chart: Drawable) -> str:
    """Return all numbers of the chart, days as 2026-11-27; a cell never begins like a formula."""
    table = chart.table()
    return "".join(csv_line(map(_cell, row)) for row in (table.head, *table.rows))


def chart_answer(chart: Drawable, form: str) -> HttpResponse:
    """Answer with the chart as a file to save; a form that we do not write is told with those that we do."""
    if form not in FORMS:
        told = _("A chart can be had as %(forms)s.") % {"forms": ", ".join(FORMS)}
        return HttpResponse(told, status=400, content_type="text/plain; charset=utf-8")
    answer = HttpResponse(_WRITERS[form](chart))
    as_file(answer, chart.name, form)
    return answer


def as_file(answer: HttpResponseBase, name: str, form: str) -> None:
    """Make the answer a file to save, named after its chart, in which nothing runs."""
    plain = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:80] or "chart"
    answer["Content-Type"] = FORMS[form]
    answer["Content-Disposition"] = f'attachment; filename="{plain}.{form}"'
    answer["Content-Security-Policy"] = _NO_SCRIPT
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-cache"


_WRITERS: dict[str, Callable[[Drawable], str | bytes]] = {"svg": chart_svg, "png": chart_png, "csv": chart_csv}


def asked_file(request: HttpRequest, charts: Iterable[Drawable]) -> HttpResponse | None:
    """Answer `?chart=name&as=png` with that chart as a file; None if no file is asked for.

    Raises `Http404` if the page has no such chart.
    """
    form = request.GET.get("as")
    if form is None:
        return None
    name = request.GET.get("chart", "")
    found = next((chart for chart in charts if chart.name == name), None)
    if found is None:
        raise Http404
    return chart_answer(found, form)


def _cell(cell: Cell) -> str:
    if cell is None or (isinstance(cell, float) and not math.isfinite(cell)):
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, str):
        return writing.clean(cell)
    return str(int(cell)) if float(cell).is_integer() and abs(cell) < 1e15 else str(cell)
