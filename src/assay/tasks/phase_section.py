"""The tasks on the page of a phase: what is open first, what is in progress before all."""

from typing import Any

from django.db.models import Case, F, When

from assay.accounts.models import Person
from assay.projects.models import ColumnState, Phase
from assay.projects.phase_sections import PhaseSection
from assay.tasks.models import Task

_MOST = 50
_PLACE = Case(When(column__state=ColumnState.ACTIVE, then=0), When(column__state=ColumnState.DONE, then=2), default=1)


def _tasks(phase: Phase, reader: Person) -> dict[str, Any]:
    mine = Task.objects.visible_to(reader).at_hand().filter(phase=phase)
    found = mine.select_related("project", "column", "assignee").order_by(_PLACE, F("finished_at").desc(), "number")
    shown = list(found[: _MOST + 1])
    return {"tasks": shown[:_MOST], "has_more": len(shown) > _MOST, "open": [one for one in shown if not one.is_done]}


TASKS = PhaseSection(order=10, template="tasks/_phase_tasks.html", context=_tasks)
