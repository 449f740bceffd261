"""What is in progress, and how old it is beside the times of what was finished."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from assay.insights.look import Look
from assay.insights.sections.cycle import unit
from assay.insights.sections.section import Section
from assay.insights.wording import in_tasks
from assay.projects.models import ColumnState
from assay.pure.flow import ACTIVE, QUEUE, WAITING, Ageing
from assay.tasks.keys import TaskKind
from assay.tasks.models import Task
from assay.web.charts import MOST_AGED, Aged, AgeingChart, Level

DEFINITION = lazy(
    "Tasks that were taken up and are not done, also those that were put back into the queue: the days since the "
    "first start, today included. The lines are the cycle times of what was finished in the time shown. What lies "
    "above the 85 % line is older than 85 % of the finished tasks ever were: ask what it needs."
)
_STATES = (ACTIVE, WAITING, QUEUE)


def context(look: Look) -> dict[str, Any]:
    found = look.ageing
    columns, place_of = _columns(look)
    chart = AgeingChart(
        name="ageing-work",
        title=_finding(look),
        note=_note(look),
        until=look.today,
        columns=columns,
        dots=[_dot(look, one, place_of) for one in found.items],
        lines=[
            Level(_("%(percent)d %%") % {"percent": percent}, found.at[percent], is_main=percent == 85)
            for percent in (50, 85, 95)
            if percent in found.at
        ],
        blank=_("Nothing is in progress."),
    )
    return {"chart": chart}


def _note(look: Look) -> str:
    count = len(look.ageing.items)
    said = {"days": unit(look), "tasks": in_tasks(count), "drawn": MOST_AGED}
    if count > MOST_AGED:
        return _("%(days)s since the first start, the %(drawn)d oldest of %(tasks)s in progress") % said
    return _("%(days)s since the first start, %(tasks)s in progress") % said


def _dot(look: Look, one: Ageing, place_of: Mapping[str, int]) -> Aged:
    way = look.way[one.item.key]
    group = 1 if way.kind == TaskKind.EXPERIMENT else 2
    return Aged(
        name=f"{way.key} {way.title}",
        column=place_of.get(way.key, len(place_of)),  # moved a moment ago
        days=one.days,
        url=way.url,
        group=group,
        says=_longer_than(one),
    )


def _longer_than(one: Ageing) -> str:
    if one.share_done_by_now is None:
        return ""
    return _("%(percent)d %% of finished tasks took no longer") % {"percent": round(one.share_done_by_now * 100)}


def _columns(look: Look) -> tuple[list[str], dict[str, int]]:
    """Return the names of the columns and each task's place among them: those of the board, or over many the states."""
    items = [one.item for one in look.ageing.items]
    if look.project is None:
        names = [str(ColumnState(state).label) for state in _STATES]
        return names, {item.key: _STATES.index(item.state) for item in items}
    number = {look.way[item.key].pk: item.key for item in items}
    tasks = Task.objects.filter(pk__in=number).order_by("column__position").values_list("pk", "column__name")
    column = {number[pk]: name for pk, name in tasks}
    names = list(dict.fromkeys(column.values()))
    return names, {key: names.index(name) for key, name in column.items()}


def _finding(look: Look) -> str:
    found, late = look.ageing, look.ageing.older_than_most
    if not found.items:
        return _("Nothing is in progress")
    if not found.at:
        return _("Too early to say what is old: %(count)d of 5 finished tasks") % {"count": len(look.cycle)}
    if not late:
        return _("Nothing in progress is older than work usually takes")
    said = {"late": len(late), "all": len(found.items)}
    text = "%(late)d of %(all)d in progress is older than 85 %% of the work takes"
    return ngettext(text, "%(late)d of %(all)d in progress are older than 85 %% of the work takes", len(late)) % said


AGEING = Section(
    name="ageing-work",
    order=50,
    area="charts",
    context=context,
    title=lazy("Ageing work"),
    definition=DEFINITION,
    counted=lambda look: look.ageing.counted,
    rests_on="ways",
)
