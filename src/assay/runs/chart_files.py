"""Curves as files: drawn as SVG and PNG, and as CSV with every point that was logged."""

import math
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import cast

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext as _

from assay.kit.spreadsheets import csv_line
from assay.runs.points import Triple, history_rows
from assay.web.charts import LineChart, LineFile, as_file, asked_file

_PAGE = 20_000


def asked_curves(request: HttpRequest, charts: Iterable[LineChart]) -> HttpResponse | None:
    """Answer `?chart=name&as=csv` with one of the charts as a file; None if no file is asked for.

    Raises `Http404` if the page has no such chart. The caller checked who may see the runs.
    """
    known = list(charts)
    chart = next((one for one in known if one.name == request.GET.get("chart")), None)
    if request.GET.get("as") == "csv" and chart is not None and any(one.of for one in chart.series):
        answer = StreamingHttpResponse(_lines(chart))
        as_file(answer, chart.name, "csv")
        # Django's stubs know no streamed answer as a HttpResponse; to everybody else it is one.
        return cast("HttpResponse", answer)
    return asked_file(request, map(LineFile, known))


def _lines(chart: LineChart) -> Iterator[str]:
    yield csv_line([_("Line"), _("Step"), _("Time"), _("Value")])
    for series in chart.series:
        token, is_more = "", series.of is not None
        while is_more:
            page = history_rows(cast("int", series.of), most=_PAGE, token=token)
            yield "".join(csv_line(_cells(series.name, point)) for point in page.points)
            token, is_more = page.next, bool(page.next)


def _cells(name: str, point: Triple) -> list[str]:
    step, at_ms, value = point
    return [name, str(step), _moment(at_ms), "NaN" if math.isnan(value) else repr(value)]


def _moment(at_ms: int) -> str:
    """The moment in UTC; the bare number where it is beyond all calendars."""
    try:
        return datetime.fromtimestamp(at_ms / 1000, UTC).isoformat(timespec="milliseconds")
    except (ValueError, OverflowError, OSError):
        return str(at_ms)
