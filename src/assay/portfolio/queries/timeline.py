"""All projects on one line of time: when their phases were worked on, and by when they will be done."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assay.portfolio.asking import Span
from assay.portfolio.queries.rows import Row
from assay.web.charts import Stretch, Timeline, TimelineRow

# How far back and ahead the timeline shows without being asked: a quarter, and no forecast of more than a year.
_BACK, _AHEAD, _FARTHEST = timedelta(days=91), timedelta(days=28), timedelta(days=366)
_AROUND = {Span.HALF: timedelta(days=91), Span.YEAR: timedelta(days=183)}


def timeline_of(rows: Iterable[Row], span: str = "") -> Timeline:
    """Draw the rows in the order they come, as much of time as is asked for."""
    today, drawn = timezone.localdate(), list(rows)
    return Timeline(
        name="portfolio",
        title=_finding(drawn),
        note=_("Phases from their first to their last work; the cone ends where it is done with 50, 85 and 95 %"),
        until=today,
        rows=[_row(row) for row in drawn],
        today=today,
        span=span_of(drawn, span, today=today),
        blank=_("Nobody has begun to work yet."),
    )


def span_of(rows: Iterable[Row], span: str, *, today: date) -> tuple[date, date] | None:
    """Return the first and the last day that are shown; None for all there are."""
    if span == Span.ALL:
        return None
    if span == Span.QUARTER:
        first = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
        return first, (first + timedelta(days=92)).replace(day=1) - timedelta(days=1)
    if span:
        return today - _AROUND[Span(span)], today + _AROUND[Span(span)]
    days = [day for row in rows for day in (*(row.outlook.days.values() if row.outlook else ()), row.project.ends_on)]
    last = max((day for day in days if day), default=today)
    return today - _BACK, min(max(last + timedelta(days=14), today + _AHEAD), today + _FARTHEST)


def _finding(rows: list[Row]) -> str:
    """Say how many have a date, and how many of those come after the day that was wished."""
    dated = [row for row in rows if row.outlook and row.outlook.likely]
    late = [row for row in dated if _is_late(row)]
    counts = {"dated": len(dated), "all": len(rows), "late": len(late)}
    said = ngettext("%(dated)d of %(all)d project has a date", "%(dated)d of %(all)d projects have a date", len(rows))
    if not late:
        return said % counts
    return (said + _(", %(late)d later than wished")) % counts


def _is_late(row: Row) -> bool:
    wished, likely = row.project.ends_on, row.outlook.likely if row.outlook else None
    return bool(wished and likely and likely > wished)


def _row(row: Row) -> TimelineRow:
    project, outlook = row.project, row.outlook
    return TimelineRow(
        name=project.name,
        url=reverse("projects:overview", args=[project.key]),
        stretches=list(_stretches(row)),
        cone=outlook.days if outlook else {},
        wished=project.ends_on,
        says=_says(row),
    )


def _says(row: Row) -> str:
    """Say why there is no date."""
    return row.outlook.in_short if row.outlook else ""


def _stretches(row: Row) -> Iterable[Stretch]:
    for step in row.steps:
        work = row.works.get(step.phase.pk)
        if work is None or work.since is None:
            continue
        end = None if work.busy else _day(work.until or work.since)
        yield Stretch(name=step.phase.name, start=_day(work.since), end=end, hue=step.phase.hue)


def _day(moment: datetime) -> date:
    return timezone.localtime(moment).date()
