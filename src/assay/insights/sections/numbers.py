"""The few numbers at the top: how long, how many, how much at once, how many answers."""

from typing import Any, Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from assay.experiments.models import Outcome
from assay.insights.asked import WORKING
from assay.insights.look import Look
from assay.insights.sections.section import Section
from assay.insights.sections.throughput import is_idle
from assay.insights.wording import in_days, in_tasks, in_whole_weeks
from assay.tasks.models.task.model import MOST_DAYS

Stat = dict[str, Any]
_LIMIT = int(MOST_DAYS)


def cycle_number(look: Look) -> Stat:
    """The time within which 85 % of the work was done, beside the most that a task may take."""
    found = look.cycle.at.get(85)
    if found is None:
        count = len(look.cycle)
        note = _("too early: %(count)d of 5 finished tasks") % {"count": count}
        return {"title": _("Cycle time, 85 % within"), "value": "–", "note": note}
    return {
        "title": _("Cycle time, 85 % within"),
        "value": _("%(days)g d") % {"days": found},
        "note": _limit(look, found),
    }


def _limit(look: Look, days: float) -> str:
    if look.asked.days != WORKING:
        return _("calendar days, %(tasks)s") % {"tasks": in_tasks(len(look.cycle))}
    over = round(days) - _LIMIT
    if over <= 0:
        return _("within the limit of %(limit)s") % {"limit": in_days(_LIMIT)}
    said = ngettext("%(over)d day over the limit of %(limit)d", "%(over)d days over the limit of %(limit)d", over)
    return said % {"over": over, "limit": _LIMIT}


def throughput_number(look: Look) -> Stat:
    found = look.throughput
    title = _("Tasks done a week")
    if found.a_week is None:
        note = _("nothing was done in the time shown") if is_idle(look) else _("too early: no whole week is over yet")
        return {"title": title, "value": "–", "note": note}
    weeks = len(found.whole)
    note = _("over %(weeks)s") % {"weeks": in_whole_weeks(weeks)}
    if is_idle(look):
        note = _("nothing was done in %(weeks)s") % {"weeks": in_whole_weeks(weeks)}
    elif usual := found.usual:
        said = {"low": usual.low, "high": usual.high, "some": usual.weeks, "all": weeks}
        says = _("between %(low)d and %(high)d in %(some)d of %(all)d weeks")
        note = (says if usual.high else _("none in %(some)d of %(all)d weeks")) % said
    return {"title": title, "value": f"{found.a_week:.1f}", "note": note}


def in_progress_number(look: Look) -> Stat:
    """How much is in progress; what was put back into the queue is somebody's unfinished work as well."""
    found = look.ageing.items
    note = _("nothing is in progress")
    if found:
        note = _("oldest %(key)s, day %(days)d") % {"key": found[0].item.key, "days": found[0].days}
    return {"title": _("In progress"), "value": str(len(found)), "note": note}


def answers_number(look: Look) -> Stat | None:
    """How many experiments gave an answer; nothing where there were none."""
    found = look.answers
    if not found.ended and not found.run:
        return None
    note = _("none has ended yet")
    if found.ended:
        note = ", ".join(
            f"{found.outcomes[name]} {label.lower()}" for name, label in _outcomes() if name in found.outcomes
        )
    of = _("of %(count)d") % {"count": len(found.ended)}
    return {"title": _("Experiments answered"), "value": str(found.answered), "of": of, "note": note}


def _outcomes() -> list[tuple[str, str]]:
    return [(value, str(label)) for value, label in Outcome.choices]


def _stat(
    name: str, order: int, context: Any, title: Any, *, rests_on: Literal["ways", "experiments"] = "ways"
) -> Section:
    return Section(
        name=name,
        order=order,
        area="stats",
        context=context,
        template="insights/_number.html",
        title=title,
        rests_on=rests_on,
    )


NUMBERS = (
    _stat("cycle-number", 10, cycle_number, lazy("Cycle time")),
    _stat("throughput-number", 20, throughput_number, lazy("Tasks done a week")),
    _stat("in-progress-number", 30, in_progress_number, lazy("In progress")),
    _stat("answers-number", 40, answers_number, lazy("Experiments answered"), rests_on="experiments"),
)
