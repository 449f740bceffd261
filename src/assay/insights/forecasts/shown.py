"""What the pages of projects show of forecasts: the day on the overview, the days of a phase."""

from typing import Any

from django.utils import timezone

from assay.accounts.models import Person
from assay.insights.forecasts import saying
from assay.insights.forecasts.corrected import past_of
from assay.insights.outlook import outlook_of_phase, outlooks_of
from assay.projects.models import Phase, Project
from assay.projects.overview import Section
from assay.projects.phase_sections import PhaseSection
from assay.projects.phase_times import phase_times
from assay.projects.planning import WeekRange, agreed_weeks


def _on_overview(project: Project, _reader: Person) -> dict[str, Any] | None:
    """Nothing while there is nothing to foretell."""
    found = outlooks_of([project])[project.pk]
    return {"outlook": found, "say": saying} if found.left and found.weeks else None


def _fetched(phase: Phase, _reader: Person) -> dict[str, Any] | None:
    """The page of a phase fetches the rest once it stands; nothing for a phase that is done."""
    return {} if phase.done_at is None and phase.retired_at is None else None


def of_phase(phase: Phase, reader: Person) -> dict[str, Any]:
    """Return when the phase is done by what is open in it, and by what phases take here."""
    agreed = agreed_weeks([phase.project_id]).in_force.get(phase.pk)
    corrected = past_of(reader).corrected(phase, agreed or WeekRange(phase.weeks_low, phase.weeks_high))
    times = phase_times(phase.project).get(phase.pk)
    begun = timezone.localdate(times.since) if times else None
    return {
        "outlook": outlook_of_phase(phase),
        "corrected": corrected,
        "until": corrected.days_from(begun) if corrected and begun else None,
        "is_agreed": agreed is not None,
    }


OVERVIEW = Section(order=20, area="stats", template="insights/_overview_stat.html", context=_on_overview)
PHASE = PhaseSection(order=3, template="insights/_phase_place.html", context=_fetched)
