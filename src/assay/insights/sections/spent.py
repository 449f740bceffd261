"""Where the time of finished work went."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from assay.insights.look import Look
from assay.insights.sections.cumulative import HUES
from assay.insights.sections.section import Section
from assay.insights.wording import in_hours, in_percent, in_tasks
from assay.projects.models import ColumnState
from assay.web.charts import Bar, Bars

DEFINITION = lazy(
    "Of the tasks finished in the time shown, all time from the first start to the last end, in hours of the clock, "
    "nights and days off included. In work: in an active column. Waiting: in a waiting column. Blocked: marked as "
    "blocked, wherever it lay. Put back: in the queue again after the start. Flow efficiency is the share in work. "
    "The time between two ends of a task that was reopened is nobody's."
)
_BLOCKED_HUE = 8


def context(look: Look) -> dict[str, Any]:
    found = look.spent
    total, parts = found.total, []
    for name, hours, hue in (
        (_("In work"), total.active, HUES[ColumnState.ACTIVE]),
        (_("Waiting"), total.waiting, HUES[ColumnState.WAITING]),
        (_("Blocked"), total.blocked, _BLOCKED_HUE),
        (_("Put back"), total.queued, HUES[ColumnState.QUEUE]),
    ):
        text = f"{in_percent(hours / total.total)} · {in_hours(hours)}" if hours else _("none")
        parts.append(Bar(name=name, value=round(hours, 1), hue=hue, text=text))
    chart = Bars(
        name="time-spent",
        title=_finding(look),
        note=_("Hours of the clock from first start to done, %(tasks)s") % {"tasks": in_tasks(len(found.counted.keys))},
        until=look.today,
        bars=parts if total.total else (),
        value_name=_("Hours"),
        blank=_("No task that took time was finished in the time shown."),
    )
    return {"chart": chart, "facts": _facts(look)}


def _finding(look: Look) -> str:
    share = look.spent.total.efficiency
    if share is None:
        return _("Nothing to say yet about where time goes")
    return _("Somebody worked %(percent)s of the time between start and done") % {"percent": in_percent(share)}


def _facts(look: Look) -> list[str]:
    """The median wait, and who waited longest."""
    found = look.spent
    if not found.longest:
        return [_("Nothing waited.")] if found.total.total else []
    longest = found.longest[0]
    return [
        _("Median wait %(wait)s") % {"wait": in_hours(found.median_wait)},
        _("Longest: %(key)s, %(wait)s") % {"key": longest.key, "wait": in_hours(longest.hours)},
    ]


SPENT = Section(
    name="time-spent",
    order=40,
    area="charts",
    context=context,
    title=lazy("Where time goes"),
    definition=DEFINITION,
    counted=lambda look: look.spent.counted,
    rests_on="ways",
)
