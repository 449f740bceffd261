"""The phases of a project as its strip shows them: where the work is, how long it took, how long it was meant to."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assay.kit.clock import now
from assay.projects.models import Phase, PlannedPhase, Project
from assay.projects.models.phase import PhaseQuerySet
from assay.projects.phase_times import PhaseWork, phase_times
from assay.projects.planning.weeks import WeekRange
from assay.pure.numbers import plain_decimal
from assay.pure.visits import PhaseTimes

_WEEK = 5  # working days
_A_YEAR, _MOST_WEEKS = 52, 104


@dataclass(frozen=True)
class PhaseStep:
    """A phase as the strip shows it: `state` is done, now, begun or later.

    Nobody began work in one without `times`; `left` is how many of its tasks are open although the work went elsewhere.
    """

    phase: Phase
    state: str
    times: PhaseTimes | None = None
    weeks: WeekRange | None = None
    left: int = 0

    @property
    def said(self) -> str:
        """How long it takes beside how long it was meant to: `3 of 2 wk`, `week 4 of 6`, `2 wk planned`."""
        planned = range_in_words(self.weeks) if self.weeks else ""
        if self.times is None:
            return _("%(weeks)s wk planned") % {"weeks": planned} if planned else self.phase.weeks
        if self.times.busy:
            week = max(self.times.lasted - 1, 0) // _WEEK + 1
            return years_in_words(week, planned) or _of(_("week %(number)d") % {"number": week}, planned)
        return took_in_words(self.times.lasted, planned)

    @property
    def is_worked_on_again(self) -> bool:
        """Whether work went on after the phase was declared done: it waits to be re-opened."""
        done_at = self.phase.done_at
        if done_at is None or self.times is None:
            return False
        return self.times.until is None or self.times.until > done_at

    @property
    def returned(self) -> str:
        """How often the work came back, in words; nothing if it never did."""
        count = self.times.returns if self.times else 0
        if not count:
            return ""
        return _("re-entered once") if count == 1 else _("re-entered %(count)d times") % {"count": count}


@dataclass(frozen=True)
class WeeksSpent:
    """In which week a project is since its first work, and how many were planned; what has no end is not counted."""

    number: int
    planned: WeekRange

    @property
    def is_over(self) -> bool:
        return bool(self.planned.high) and self.number > (self.planned.high or 0)

    @property
    def said(self) -> str:
        """Both in a line: `13 of 17 wk`."""
        weeks = _("%(weeks)s wk") % {"weeks": _of(str(self.number), self._planned)}
        return years_in_words(self.number, self._planned) or weeks

    @property
    def as_week(self) -> str:
        """The same as a place in time: `week 13 of 17`."""
        week = _of(_("week %(number)d") % {"number": self.number}, self._planned)
        return years_in_words(self.number, self._planned) or week

    @property
    def _planned(self) -> str:
        return range_in_words(self.planned) if self.planned.high else ""


def years_in_words(weeks: int, planned: str) -> str:
    """Say that it takes years: `6 years, 7 to 11 wk planned`; nothing of what is still counted in weeks."""
    if weeks <= _MOST_WEEKS:
        return ""
    years = ngettext("%(num)d year", "%(num)d years", weeks // _A_YEAR) % {"num": weeks // _A_YEAR}
    return _("%(years)s, %(weeks)s wk planned") % {"years": years, "weeks": planned} if planned else years


@dataclass(frozen=True)
class Strip:
    """The phases of a project, and in which of the planned weeks it is: `week 13 of 17`; nothing before the start.

    `phases` are all it has, the retired ones too.
    """

    steps: list[PhaseStep]
    week: str
    phases: list[Phase]


def strip_of(project: Project) -> Strip:
    """Return the strip of one project. The caller checked who may see it."""
    phases, times = list(_with_plan(project.phases.in_order())), phase_times(project)
    works = {number: PhaseWork(one.busy, one.since, one.until, one.left) for number, one in times.items()}
    steps = [
        replace(step, times=times.get(step.phase.pk), weeks=_weeks_of(step.phase))
        for step in phase_steps(phases, works)
    ]
    worked = [(one.since, one.until) for one in times.values()]
    spent = weeks_spent(worked, [step.weeks for step in steps], here_since=project.created_at)
    return Strip(steps, spent.as_week if spent else "", phases)


def phase_steps(phases: list[Phase], works: Mapping[int, PhaseWork]) -> list[PhaseStep]:
    """Mark the phases where the work is now, those it left and those nobody began.

    Phases overlap, so several can be *now*: all with tasks in progress; without any the one where work ended last,
    unless it was declared done, and before the first start the first. What the work left is *done* when it was declared
    so or nothing in it is open, else it is *begun*. A retired phase is shown only while the work is in it.
    """
    at = _current(phases, works)
    shown = [phase for phase in phases if phase.retired_at is None or phase.pk in at]
    return [_step(phase, at, works) for phase in shown]


def weeks_spent(
    worked: Collection[tuple[datetime, datetime | None]],
    planned: Iterable[WeekRange | None],
    *,
    here_since: datetime,
) -> WeeksSpent | None:
    """Return how long the work in all phases has taken, from its first day on; what goes on has no end.

    A past that came by import is older than the project here, and counts no more than against the plan of a phase
    (`phase_times.lasted_here`). None before the first start.
    """
    worked = [(max(since, here_since), until) for since, until in worked if until is None or until > here_since]
    if not worked:
        return None
    first, ends = min(since for since, _until in worked), [until for _since, until in worked]
    last = now() if None in ends else max(end for end in ends if end)
    bounded = [weeks for weeks in planned if weeks and weeks.high is not None]
    low, high = (Decimal(sum(ends)) for ends in ((one.low or 0 for one in bounded), (one.high or 0 for one in bounded)))
    return WeeksSpent((_day(last) - _day(first)).days // 7 + 1, WeekRange(low, high))


def took_in_words(working_days: int, planned: str = "") -> str:
    """Say how long something took, in weeks of five working days: `3 wk`, or `3 of 2 wk`; less than one in days."""
    if working_days < _WEEK:
        took = ngettext("%(count)d day", "%(count)d days", working_days) % {"count": working_days}
        return _of(took, _("%(weeks)s wk") % {"weeks": planned}) if planned else took
    weeks = f"{round(working_days / _WEEK * 2) / 2:g}"
    return _("%(weeks)s wk") % {"weeks": _of(weeks, planned)}


def range_in_words(weeks: WeekRange) -> str:
    """Say a range of weeks without its unit: `2`, `2–4`; nothing for one without an end."""
    if weeks.low is None or weeks.high is None:
        return ""
    low, high = plain_decimal(weeks.low), plain_decimal(weeks.high)
    return low if low == high else f"{low}–{high}"


def _with_plan(phases: PhaseQuerySet) -> PhaseQuerySet:
    """Read the weeks of the plan in force along, as `agreed_low` and `agreed_high`."""
    agreed = PlannedPhase.objects.agreed().filter(phase=OuterRef("pk"))
    low, high = (Subquery(agreed.values(name)[:1]) for name in ("weeks_low", "weeks_high"))
    return phases.annotate(agreed_low=low, agreed_high=high)


def _weeks_of(phase: Any) -> WeekRange:
    """Return how long the phase is meant to take: as agreed in the plan, else as usual."""
    if phase.agreed_low is not None:
        return WeekRange(phase.agreed_low, phase.agreed_high)
    return WeekRange(phase.weeks_low, phase.weeks_high)


def _of(took: str, planned: str) -> str:
    return _("%(took)s of %(planned)s") % {"took": took, "planned": planned} if planned else took


def _day(moment: datetime) -> date:
    return timezone.localtime(moment).date()


def _current(phases: list[Phase], works: Mapping[int, PhaseWork]) -> set[int]:
    known = {phase.pk for phase in phases}
    busy = {number for number, work in works.items() if work.busy and number in known}
    ended = [(work.until, number) for number, work in works.items() if work.until and number in known]
    done = {phase.pk for phase in phases if phase.done_at is not None}
    first = next((phase.pk for phase in phases if phase.retired_at is None), None)
    return busy or ({max(ended)[1]} if ended else {first} if first else set()) - done


def _step(phase: Phase, current: set[int], works: Mapping[int, PhaseWork]) -> PhaseStep:
    if phase.pk in current:
        return PhaseStep(phase, "now")
    if phase.done_at is not None:
        return PhaseStep(phase, "done")
    if phase.pk not in works:
        return PhaseStep(phase, "later")
    left = works[phase.pk].left
    return PhaseStep(phase, "begun" if left else "done", left=left)
