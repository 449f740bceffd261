"""How much work lies where, day by day."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from assay.insights.look import Look
from assay.insights.sections.section import Section
from assay.insights.wording import in_tasks
from assay.projects.models import ColumnState
from assay.pure.flow import STATES
from assay.web.charts import Band, CumulativeFlow

DEFINITION = lazy(
    "At the end of each day, how many tasks lie in columns of each state. What was created stays counted, so the "
    "upper edge never falls; where it rises faster than the done, work piles up. Tasks finished before the time shown"
    " are left out. Blocked time is hatched."
)
# The colours these states have in all charts of flow.
HUES = {ColumnState.QUEUE: 6, ColumnState.ACTIVE: 1, ColumnState.WAITING: 2, ColumnState.DONE: 3}


def context(look: Look) -> dict[str, Any]:
    found = look.flow
    chart = CumulativeFlow(
        name="cumulative-flow",
        title=_finding(look),
        note=_("Tasks by the state of their column, %(tasks)s in all") % {"tasks": in_tasks(found.now.arrived)},
        until=look.today,
        bands=[Band(str(ColumnState(state).label), HUES[ColumnState(state)]) for state in STATES],
        levels=found.levels,
        blank=_("There was no task yet."),
    )
    return {"chart": chart}


def _finding(look: Look) -> str:
    found = look.flow
    said = {"arrived": found.arrived, "finished": found.finished}
    if found.arrived > found.finished:
        return _("Work piles up: %(arrived)d tasks came, %(finished)d were done") % said
    if found.arrived < found.finished:
        return _("Less is left to do: %(arrived)d tasks came, %(finished)d were done") % said
    return _("As many tasks came as were done: %(arrived)d") % said


CUMULATIVE = Section(
    name="cumulative-flow",
    order=30,
    area="charts",
    context=context,
    title=lazy("Cumulative flow"),
    definition=DEFINITION,
    counted=lambda look: look.flow.counted,
    rests_on="ways",
)
