"""How far a project is, in plain words: what its stakeholders read by a link."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.dateformat import format as formatted
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from markupsafe import Markup

from assay.digests.plain import taught, words_of
from assay.digests.plain_words import PlainWords
from assay.experiments.best_sections import plain_number, plain_picture
from assay.experiments.models import Closing
from assay.projects.models import MetricRole, Project
from assay.projects.plain import plain_phase
from assay.projects.planning import done_between
from assay.projects.queries.strip import PhaseStep, range_in_words, strip_of
from assay.sharing.models import ShareLink
from assay.sharing.reach import deliverables_of
from assay.sharing.ready import Ready, ready_of
from assay.sharing.standing import Standing, standing_of
from assay.web.when import day

# What is shown, and what is looked through for it: much that teams note is not for people outside.
MOST_LEARNED, MOST_READ = 8, 40
# What an outcome is in the colours of verdicts.
_STATES = {"success": "met", "failure": "not-met", "partial": "not-proven", "stopped": "not-measured"}
_WORKDAYS = 5


@dataclass(frozen=True)
class PlainStep:
    """A phase on the strip: `state` is done, now, begun or later."""

    name: str
    hue: int
    state: str
    said: str


@dataclass(frozen=True)
class Learned:
    """What one experiment taught, in a sentence, and the month of it."""

    text: str
    state: str
    month: str


@dataclass(frozen=True)
class Progress:
    """The page of a project for people outside. `until` says when it shall be done, `ready` when it will be."""

    until: str
    ready: Ready | None
    measure: Markup
    chart: Markup
    steps: list[PlainStep]
    step: str
    doing: str
    learned: list[Learned]
    standings: list[Standing]

    @property
    def waiting(self) -> list[Standing]:
        return [one for one in self.standings if one.is_waiting]


def progress_of(link: ShareLink) -> Progress:
    """Return how far the link's project is, and what waits for its reader."""
    if hasattr(link, "told_metrics"):
        vars(link.project)["told_metrics"] = link.told_metrics  # as the query that found the link told them
    steps = strip_of(link.project).steps
    words = words_of(link.project, phases=[step.phase for step in steps])
    return Progress(
        until=until_in_words(link.project.ends_on, done_between(link.project)),
        ready=ready_of(link.project),
        measure=plain_number(link.project),
        chart=plain_picture(link.project),
        steps=[_plain_step(step) for step in steps],
        step=_step_of(steps),
        doing=_doing(steps),
        learned=learned_in(link.project, words),
        standings=[standing_of(one, link) for one in deliverables_of(link)],
    )


def until_in_words(wished: date | None, planned: tuple[date, date] | None) -> str:
    """Say when the work is done by the plan in force, else until when it is wished; nothing without both."""
    if planned is None:
        return _("Wished until %(day)s") % {"day": day(wished)} if wished else ""
    early, late = planned
    if early == late:
        return _("Planned to be done by %(day)s") % {"day": day(late)}
    first = formatted(early, _("j F")) if early.year == late.year else day(early)
    return _("Planned to be done between %(first)s and %(last)s") % {"first": first, "last": day(late)}


def has_plain_measure(project: Project) -> bool:
    """Whether the primary metric has a title in plain words; a key of the program's says nothing to people outside."""
    primary = project.metrics.present().filter(role=MetricRole.PRIMARY)
    return primary.exclude(title="").exists()


def learned_in(project: Project, words: PlainWords) -> list[Learned]:
    """Return what was learned last, failures included, as far as it is plain; what was opened again says nothing."""
    closings = Closing.objects.filter(experiment__task__project=project, reopened_at=None).exclude(learnings="")
    present = closings.filter(experiment__task__trashed_at=None).select_related("experiment")
    said = [(one, text) for one in present.newest_first()[:MOST_READ] if (text := taught(one, words))]
    return [
        Learned(text=text, state=_STATES.get(one.outcome, "not-measured"), month=_month(one.at))
        for one, text in said[:MOST_LEARNED]
    ]


def _plain_step(step: PhaseStep) -> PlainStep:
    return PlainStep(str(plain_phase(step.phase).name), step.phase.hue, step.state, _said(step))


def _said(step: PhaseStep) -> str:
    if said := {"done": _("done"), "now": _("now"), "begun": _("begun")}.get(step.state):
        return said
    weeks = range_in_words(step.weeks) if step.weeks else ""
    if not weeks:
        return _("later")
    return _("about a week") if weeks == "1" else _("about %(weeks)s weeks") % {"weeks": weeks}


def _step_of(steps: list[PhaseStep]) -> str:
    """Say which step is the furthest that somebody works in."""
    now = [number for number, step in enumerate(steps, start=1) if step.state == "now"]
    return _("Step %(number)d of %(count)d") % {"number": max(now), "count": len(steps)} if now else ""


def _doing(steps: list[PhaseStep]) -> str:
    current = [step for step in steps if step.state == "now"]
    if not current:
        return ""
    said = str(plain_phase(current[-1].phase).doing)
    times = current[-1].times
    if times is None or not times.busy:
        return said
    week = max(times.lasted - 1, 0) // _WORKDAYS + 1
    return _("%(said)s, week %(week)d") % {"said": said, "week": week}


def _month(moment: datetime) -> str:
    local = localtime(moment)
    return formatted(local, _("F") if local.year == localtime().year else _("F Y"))
