"""What came back: tasks that were reopened or put back, and phases that were entered again."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from assay.insights.figures.spent import Return
from assay.insights.look import Look
from assay.insights.sections.section import Section

DEFINITION = lazy(
    "Reopened: a task that was done left the done column again. Put back: one that was taken up went back into the "
    "queue. Both count in the time shown, by the day they came back. A phase is re-entered when work begins in it "
    "again after it went elsewhere; that is counted over the whole life of the project."
)
_MOST = 12


def context(look: Look) -> dict[str, Any]:
    found = look.returns
    return {
        "title": _finding(look),
        "rows": [
            *_rows(look, found.reopened, _("reopened")),
            *_rows(look, found.put_back, _("put back into the queue")),
        ],
        "phases": _phases(look),
    }


def _rows(look: Look, found: tuple[Return, ...], what: str) -> list[dict[str, Any]]:
    rows = []
    for one in found[:_MOST]:
        times = ngettext("once", "%(num)d times", one.times) % {"num": one.times}
        rows.append({"way": look.way[one.key], "says": f"{what} {times}"})
    return rows


def _phases(look: Look) -> list[Any]:
    """The phases that work came back into, with how often; of one project alone."""
    if look.project is None or look.asked.is_narrowed:
        return []
    return [step for step in look.strip if step.returned]


def _finding(look: Look) -> str:
    found = look.returns
    count = len({one.key for one in (*found.reopened, *found.put_back)})
    entered = len(_phases(look))
    if not count and not entered:
        return _("Nothing came back")
    tasks = ngettext("%(count)d task came back", "%(count)d tasks came back", count) % {"count": count}
    phases = ngettext("%(count)d phase was re-entered", "%(count)d phases were re-entered", entered)
    return ", ".join(filter(None, (tasks if count else "", phases % {"count": entered} if entered else "")))


RETURNS = Section(
    name="returns",
    order=90,
    area="charts",
    tab="phases",
    context=context,
    template="insights/_returns.html",
    title=lazy("What came back"),
    definition=DEFINITION,
    counted=lambda look: look.returns.counted,
    rests_on="ways",
)
