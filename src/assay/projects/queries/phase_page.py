"""What the page of one phase reads."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from assay.accounts.models import Person
from assay.projects.models import Phase, PhaseClosing, Project
from assay.projects.owing import Owed, owed_by
from assay.projects.phase_sections import rendered_sections
from assay.projects.phase_times import remember_times
from assay.projects.queries.strip import PhaseStep, range_in_words, strip_of, took_in_words
from assay.projects.queries.timeline import Bar, people_of, timeline_of


@dataclass(frozen=True)
class PhasePage:
    """One phase: its times, what it owes, its closings, the newest first, and the sections of higher domains."""

    phase: Phase
    step: PhaseStep
    bars: list[Bar]
    owed: list[Owed]
    closings: list[PhaseClosing]
    can_edit: bool
    sections: list[SafeString]

    @property
    def visits(self) -> list[tuple[PhaseStep, Bar]]:
        return [(self.step, bar) for bar in self.bars]

    @property
    def standing(self) -> PhaseClosing | None:
        return next((one for one in self.closings if one.reopened_at is None), None)

    @property
    def compared(self) -> str:
        """Estimate against actual in one line; nothing before anybody began."""
        times, weeks = self.step.times, self.step.weeks
        if times is None:
            return ""
        planned = range_in_words(weeks) if weeks else ""
        took = took_in_words(times.lasted)
        if not planned or weeks is None or weeks.high is None:
            return _("%(took)s so far, nothing planned to hold it against") % {"took": took}
        over = times.lasted - int(weeks.high * 5)
        said = {"took": took, "planned": planned, "over": took_in_words(over)}
        if over > 0:
            return _("%(took)s, where %(planned)s wk were planned: %(over)s more") % said
        return _("%(took)s of the %(planned)s wk that were planned") % said


def phase_page(project: Project, number: int, *, reader: Person, request: HttpRequest) -> PhasePage | None:
    """Return what the page of a phase shows, a retired one too; None where the project has none of this number.

    The caller checked who may see the project.
    """
    remember_times(project)
    strip = strip_of(project)
    phase = next((one for one in strip.phases if one.pk == number), None)
    if phase is None:
        return None
    step = next((step for step in strip.steps if step.phase.pk == phase.pk), PhaseStep(phase, "later"))
    timeline = timeline_of(strip, people=people_of([step]))
    rows = timeline.rows if timeline else []
    return PhasePage(
        phase=phase,
        step=step,
        bars=[bar for row in rows if row.step.phase.pk == phase.pk for bar in row.bars],
        owed=owed_by([phase.pk]).get(phase.pk, []),
        closings=list(phase.closings.with_people().newest_first()),
        can_edit=project.can_be_edited_by(reader) and phase.retired_at is None,
        sections=rendered_sections(phase, reader=reader, request=request),
    )
