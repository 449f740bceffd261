"""How many tasks are finished each week."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from assay.insights.look import Look
from assay.insights.sections.section import Section
from assay.insights.wording import in_tasks, in_whole_weeks
from assay.web.charts import Column, Columns, Level

DEFINITION = lazy(
    "Tasks by the week, from Monday on, in which they were last done; weeks without any count as zero. The running "
    "week is drawn pale and counts in no mean, range or forecast. The range leaves out the rarest tenth at each end; "
    "it needs five whole weeks."
)


def context(look: Look) -> dict[str, Any]:
    found = look.throughput
    lines = [] if found.a_week is None else [Level(_("mean a week"), round(found.a_week, 1), is_main=True)]
    chart = Columns(
        name="throughput",
        title=_finding(look),
        note=_("Tasks done each week, %(tasks)s in all, higher is better")
        % {"tasks": in_tasks(len(found.counted.keys))},
        until=look.today,
        columns=[Column(on=week.monday, value=week.count, is_partial=week.is_partial) for week in found.weeks],
        lines=lines,
        value_name=_("Tasks done"),
        written=lambda count: f"{count:g}",
        blank=_("No task was finished in the time shown."),
    )
    return {"chart": chart}


def is_idle(look: Look) -> bool:
    """Whether nothing was done though there was time for it; a filter may leave nothing that ever began."""
    found = look.throughput
    return not found.counted.keys and bool(found.whole or look.asked.is_narrowed)


def _finding(look: Look) -> str:
    found = look.throughput
    if is_idle(look):
        weeks = in_whole_weeks(len(found.whole)) if found.whole else _("the time shown")
        return _("Nothing was done in %(weeks)s") % {"weeks": weeks}
    if found.a_week is None:
        return _("Too early: no whole week is over yet")
    if found.usual is None:
        return _("%(count).1f tasks are done in a week") % {"count": found.a_week}
    said = {"low": found.usual.low, "high": found.usual.high, "some": found.usual.weeks, "all": len(found.whole)}
    if not found.usual.high:
        return _("Nothing was done in %(some)d of %(all)d weeks") % said
    if found.usual.low == found.usual.high:
        return _("%(low)d tasks are done in %(some)d of %(all)d weeks") % said
    return _("Between %(low)d and %(high)d tasks are done in %(some)d of %(all)d weeks") % said


THROUGHPUT = Section(
    name="throughput",
    order=60,
    area="charts",
    context=context,
    title=lazy("Throughput"),
    definition=DEFINITION,
    counted=lambda look: look.throughput.counted,
    rests_on="ways",
)
