"""Rules of phases and plans: over their estimate, owing what they should have handed over, ending too late."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assay.deliverables.models.states import State
from assay.kit.pages import address_of
from assay.projects.phase_times import lasted_here
from assay.pure.numbers import plain_decimal
from assay.pure.planning import Stretch, length
from assay.pure.workdays import add_working_days
from assay.signals.reading.projects import PhaseRow, PlannedRow
from assay.signals.rules import projects
from assay.signals.rules.rule import Found, Rule
from assay.signals.scene import Scene
from assay.signals.signal import About, Action, Urgency
from assay.web.when import day as in_words

_WEEK = 5  # working days
_A_YEAR = 52  # weeks


def _over_estimate(scene: Scene) -> Iterator[Found]:
    """Phases somebody works in now that took longer than the plan in force, or else their usual weeks, allow."""
    late, label = list(_candidates(scene)), _("Close it, or plan anew")
    lengths = scene.lengths_in({phase.project_id for phase, _most in late})
    for phase, most in late:
        project, lasted = scene.projects[phase.project_id], lengths[phase.pk].working_days if phase.pk in lengths else 0
        if project.pk in scene.came_at:
            lasted = lasted_here(lasted, project, scene.team, at=scene.at)
        over = lasted - int(most * _WEEK)
        if over > 0:
            said = {"phase": phase.name, "project": project.name, "weeks": plain_decimal(most)}
            told = _lasts((lasted - 1) // _WEEK + 1, said)
            since = add_working_days(scene.today, -over + 1, scene.team.weekend, scene.team.holidays)
            yield _found(phase, scene, told, since, label)


def _lasts(week: int, said: Mapping[str, str]) -> str:
    """Say in which week a phase is; of more than a year nobody counts weeks."""
    if week <= _A_YEAR:
        return _("%(phase)s of %(project)s is in its week %(week)d of %(weeks)s.") % {**said, "week": week}
    years = week // _A_YEAR
    says = ngettext(
        "%(phase)s of %(project)s has lasted more than %(count)d year, and was to take %(weeks)s weeks.",
        "%(phase)s of %(project)s has lasted more than %(count)d years, and was to take %(weeks)s weeks.",
        years,
    )
    return says % {**said, "count": years}


def _candidates(scene: Scene) -> Iterator[tuple[PhaseRow, Decimal]]:
    """Phases in which somebody works, begun longer ago than they may take: others need no closer look."""
    planned = {line.phase_id: line.weeks_high for line in scene.planned}
    for phase in scene.phases:
        most = planned.get(phase.pk, phase.weeks_high)
        tally = scene.tally_of.get(phase.pk)
        began = tally.first_start if tally and scene.is_busy(phase) else None
        if began and most and scene.team.day_number(began, scene.at) > most * _WEEK:
            yield phase, most


def _owing(scene: Scene) -> Iterator[Found]:
    """Phases without open tasks, while later ones are worked in, that still owe something nobody began."""
    owed: dict[int, list[str]] = defaultdict(list)
    for one in scene.owed:
        if one.state == State.OWED and one.phase_id in scene.left and not (one.due_on and one.due_on < scene.today):
            owed[one.phase_id].append(one.title)
    for phase in scene.phases:
        if titles := owed.get(phase.pk):
            says = ngettext(
                "The work went on from %(phase)s of %(project)s, and it still owes: %(titles)s.",
                "The work went on from %(phase)s of %(project)s, and it still owes %(count)d things: %(titles)s.",
                len(titles),
            )
            said = {"phase": phase.name, "project": scene.projects[phase.project_id].name}
            told = says % (said | {"count": len(titles), "titles": ", ".join(titles)})
            yield _found(phase, scene, told, scene.team.day_of(scene.left[phase.pk]), _("Hand over, or waive"))


def _ends_late(scene: Scene) -> Iterator[Found]:
    """Projects whose plan in force ends after the day on which the project was to end."""
    lines: dict[int, list[PlannedRow]] = defaultdict(list)
    for line in scene.planned:
        lines[line.project_id].append(line)
    for number, plan in lines.items():
        project = scene.projects[number]
        ends_by = _ends_by(plan) if project.ends_on and project.ends_on >= scene.today else None
        if project.ends_on and ends_by and ends_by > project.ends_on:
            says = _("The plan of %(project)s ends by %(ends)s, after the wished end on %(wish)s.")
            said = {"project": project.name, "ends": in_words(ends_by), "wish": in_words(project.ends_on)}
            action = Action(_("Plan anew"), address_of("projects:plan", project.key))
            yield projects.found(project, says % said, plan[0].agreed_at, action)


def _ends_by(lines: list[PlannedRow]) -> date | None:
    start = lines[0].plan_starts_on
    weeks = length([_stretch(line) for line in lines])
    return start + timedelta(days=float(weeks[1]) * 7) if weeks else None


def _stretch(line: PlannedRow) -> Stretch:
    """Whether it is delivery says nothing of its length."""
    starts = None if line.starts_on is None else Decimal((line.starts_on - line.plan_starts_on).days) / 7
    return Stretch(line.weeks_low, line.weeks_high, is_delivery=False, starts=starts)


def _found(phase: PhaseRow, scene: Scene, says: str, since: date, label: str) -> Found:
    project = scene.projects[phase.project_id]
    url = address_of("projects:phase", project.key, phase.pk)
    about = About("phase", str(phase.pk), phase.name, url)
    return Found(about, project.pk, says, scene.moment(since), Action(label, url), (project.lead_id,))


RULES = (
    Rule(
        slug="phase-over-estimate",
        name=gettext_lazy("Phase over estimate"),
        sentence=gettext_lazy(
            "Somebody works in a phase that has lasted longer than the most weeks of the plan in force, or without a "
            "plan the most of its usual weeks. The time in which the work was elsewhere does not count."
        ),
        icon="timer",
        urgency=Urgency.SOON,
        of="phase",
        find=_over_estimate,
    ),
    Rule(
        slug="missing-deliverable",
        name=gettext_lazy("Missing deliverable"),
        sentence=gettext_lazy(
            "A phase has no open tasks any more and the work went on to a later one, but something it hands over was "
            "never begun, and nobody declared the phase done."
        ),
        icon="document",
        urgency=Urgency.SOON,
        of="phase",
        find=_owing,
    ),
    Rule(
        slug="plan-ends-late",
        name=gettext_lazy("Plan ends too late"),
        sentence=gettext_lazy("The plan in force ends after the day on which the project was to end."),
        icon="calendar",
        urgency=Urgency.SOON,
        of="project",
        find=_ends_late,
    ),
)
