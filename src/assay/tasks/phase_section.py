"""What the page of a phase shows of its tasks: how far they are, then those in progress, the open ones, the done."""

from typing import Any

from django.db.models import Case, F, When

from assay.accounts.models import Person
from assay.projects.models import ColumnState, Phase
from assay.projects.phase_sections import PhaseSection
from assay.tasks.models import Task
from assay.tasks.queries.natures import natures_of

_MOST = 50
_PLACE = Case(When(column__state=ColumnState.ACTIVE, then=0), When(column__state=ColumnState.DONE, then=2), default=1)


def _tasks(phase: Phase, reader: Person) -> dict[str, Any]:
    mine = Task.objects.visible_to(reader).at_hand().filter(phase=phase)
    found = mine.select_related("project", "column", "assignee").order_by(_PLACE, F("finished_at").desc(), "number")
    shown = list(found[: _MOST + 1])
    return {"tasks": shown[:_MOST], "has_more": len(shown) > _MOST, "open": [one for one in shown if not one.is_done]}


TASKS = PhaseSection(order=10, template="tasks/_phase_tasks.html", context=_tasks)


def _natures(phase: Phase, _reader: Person) -> dict[str, Any] | None:
    found = natures_of(phase.project, phase=phase)
    return {"natures": found} if found.exploring or found.scopes else None


NATURES = PhaseSection(order=5, template="tasks/_phase_natures.html", context=_natures)
