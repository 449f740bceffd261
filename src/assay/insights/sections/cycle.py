"""How long finished work took: each task as a dot with percentiles, and whether anything changed."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from assay.insights.asked import WORKING
from assay.insights.look import Look
from assay.insights.sections.section import Section
from assay.insights.shares import point_of
from assay.insights.wording import in_days, in_tasks
from assay.pure.flow import Chart, Signal
from assay.web.charts import ControlChart, Level, Scatter

CYCLE_TIME = lazy(
    "From the day a task was first taken up to the day it was last done, both included: begun and done on one day is "
    "one day. A task that was reopened counts once, from its first start to its last end. One that went straight from"
    " the queue to done began as it ended. Percentiles are nearest rank, so each is a time that occurred; they need "
    "five tasks."
)
CONTROL = lazy(
    "The same times in the order of their ends, the last 300 at most, with their mean and natural limits (mean ± 2.66"
    " mean moving ranges). Only real signals are marked: a time outside the limits, or eight in a row on one side of "
    "the mean. It needs ten tasks."
)


def cycle_context(look: Look) -> dict[str, Any]:
    """Every finished task on the day of its end."""
    found = look.cycle
    chart = Scatter(
        name="cycle-time",
        title=_cycle_finding(look),
        note=_("%(days)s from first start to done, %(tasks)s, lower is better. Filled: experiments, hollow: other work")
        % {"days": unit(look), "tasks": in_tasks(len(found))},
        until=look.today,
        points=look.points,
        lines=[
            Level(_("%(percent)d %%") % {"percent": percent}, found.at[percent], is_main=percent == 85)
            for percent in (50, 85, 95)
            if percent in found.at
        ],
        value_name=unit(look),
        blank=_("No task was finished in the time shown."),
    )
    return {"chart": chart}


def control_context(look: Look) -> dict[str, Any]:
    """The latest times in their order, and what stands out."""
    found = look.cycle
    known = found.control if isinstance(found.control, Chart) else None
    chart = ControlChart(
        name="control",
        title=_control_finding(look, known),
        note=_("%(days)s from first start to done, in the order of the ends, the last %(tasks)s")
        % {"days": unit(look), "tasks": in_tasks(len(found.latest))},
        until=look.today,
        points=[point_of(look.way[one.item.key], one) for one in found.latest],
        limits=known.limits if known else None,
        signals=known.signals if known else (),
        value_name=unit(look),
        blank=_("No task was finished in the time shown."),
    )
    return {"chart": chart}


def unit(look: Look) -> str:
    """The days that are counted, at the beginning of a sentence."""
    return _("Working days") if look.asked.days == WORKING else _("Calendar days")


def _cycle_finding(look: Look) -> str:
    at = look.cycle.at
    if not at:
        return _("Too early for percentiles: %(count)d of 5 finished tasks") % {"count": len(look.cycle)}
    said = {"half": in_days(at[50]), "most": in_days(at[85])}
    if at[50] == at[85]:
        return _("Most work takes at most %(most)s") % said
    return _("Half of the work takes at most %(half)s, 85 %% of it %(most)s") % said


def _control_finding(look: Look, chart: Chart | None) -> str:
    if chart is None:
        count = len(look.cycle)
        return _("Too early to tell signals from noise: %(count)d of 10 finished tasks") % {"count": count}
    if not chart.signals:
        return _("No signal: the times vary as they always do")
    return _signal_in_words(look, chart, chart.signals[-1])


def _signal_in_words(look: Look, chart: Chart, signal: Signal) -> str:
    keys = [one.item.key for one in look.cycle.latest]
    if signal.kind == "run":
        mean = chart.limits.mean
        said = {"first": keys[signal.first], "last": keys[signal.last], "count": signal.last - signal.first + 1}
        if look.cycle.latest[signal.last].days > mean:
            return _("Signal: %(count)d in a row took longer than the mean, from %(first)s to %(last)s") % said
        return _("Signal: %(count)d in a row were faster than the mean, from %(first)s to %(last)s") % said
    if signal.kind == "above":
        return _("Signal: %(key)s took longer than times here vary") % {"key": keys[signal.first]}
    return _("Signal: %(key)s was faster than times here vary") % {"key": keys[signal.first]}


CYCLE = Section(
    name="cycle-time",
    order=20,
    area="charts",
    context=cycle_context,
    title=lazy("Cycle time"),
    definition=CYCLE_TIME,
    counted=lambda look: look.cycle.counted,
    rests_on="ways",
)
CONTROL_CHART = Section(
    name="control",
    order=70,
    area="charts",
    context=control_context,
    title=lazy("Control chart of cycle time"),
    definition=CONTROL,
    counted=lambda look: look.cycle.counted,
    rests_on="ways",
)
