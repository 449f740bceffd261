"""Rules of projects as a whole: what is due, what grows, what nobody touches.

Of what many projects have at once, sentences are looked up before the loop.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assay.kit.pages import address_of
from assay.projects.models import Project
from assay.signals.reading.tallies import WINDOW
from assay.signals.rules.rule import Found, Rule
from assay.signals.rules.tasks import working_days
from assay.signals.scene import Scene
from assay.signals.signal import About, Action, Urgency
from assay.web.when import day as in_words

# Fewer tasks than this many more are no growth, whatever their share.
LEAST_GROWTH = 5
# A project is planned in its first weeks: what comes then is no growth.
_SETTLED = WINDOW + timedelta(weeks=2)


def about(project: Project) -> About:
    return About("project", str(project.pk), project.name, address_of("projects:overview", project.key))


def found(project: Project, says: str, since: datetime, action: Action) -> Found:
    return Found(about(project), project.pk, says, since, action, (project.lead_id,))


def _decision_due(scene: Scene) -> Iterator[Found]:
    for project in scene.projects.values():
        if project.decision_due_on is not None and project.decision_due_on <= scene.today:
            says = _("%(project)s waits for a decision that was due on %(day)s.")
            told = says % {"project": project.name, "day": in_words(project.decision_due_on)}
            action = Action(_("Decide"), address_of("projects:decisions", project.key) + "?new#record")
            yield found(project, told, scene.moment(project.decision_due_on), action)


def _readiness(scene: Scene) -> Iterator[Found]:
    for late in scene.overdue:
        project = scene.projects[late.project_id]
        says = ngettext(
            "%(project)s: a readiness check is overdue: %(names)s.",
            "%(project)s: %(count)d readiness checks are overdue: %(names)s.",
            len(late.names),
        )
        told = says % {"project": project.name, "count": len(late.names), "names": ", ".join(late.names)}
        action = Action(_("Answer"), address_of("projects:readiness", project.key))
        yield found(project, told, scene.moment(late.since + timedelta(days=1)), action)


def _grows(scene: Scene) -> Iterator[Found]:
    percent = scene.thresholds.growth_percent
    says = _("%(project)s grows: %(came)d tasks came in four weeks, and %(went)d were finished or dropped.")
    label = _("See what came")
    for number, (came, went) in _four_weeks(scene).items():
        project = scene.projects[number]
        # A past that came from elsewhere is older than the project here.
        began = min(project.created_at, scene.first_starts.get(number, project.created_at))
        is_settled = began <= scene.at - _SETTLED
        if percent is None or not is_settled or came - went < LEAST_GROWTH or came * 100 < went * (100 + percent):
            continue
        told = says % {"project": project.name, "came": came, "went": went}
        action = Action(label, address_of("tasks:list", project.key) + "?filter=created:%3C4w")
        yield found(project, told, scene.at - WINDOW, action)


def _quiet(scene: Scene) -> Iterator[Found]:
    least = scene.thresholds.quiet_days
    for row in scene.facts:
        project = scene.projects[row.pk]
        if least is None or not scene.open_tasks[row.pk] or (project.starts_on or date.min) > scene.today:
            continue
        since = row.touched_at or project.created_at
        days = scene.team.whole_days_between(since, scene.at)
        if days >= least:
            told = _("Nobody did anything in %(project)s for %(count)s.")
            action = Action(
                _("Go on, or decide to stop"), address_of("projects:decisions", project.key) + "?new#record"
            )
            yield found(project, told % {"project": project.name, "count": working_days(days)}, since, action)


def _no_target(scene: Scene) -> Iterator[Found]:
    """Projects in which experiments run, and nobody said what number would be good enough."""
    begun = defaultdict(list)
    for task in scene.tasks:
        if task.locked_at is not None:
            begun[task.project_id].append(task.locked_at)
    for row in scene.facts:
        if row.pk in begun and not row.has_target:
            project = scene.projects[row.pk]
            told = _("%(project)s runs experiments, and its primary metric has no target.") % {"project": project.name}
            action = Action(_("Set a target"), address_of("projects:metrics", project.key))
            yield found(project, told, min(begun[row.pk]), action)


def _undeployed(scene: Scene) -> Iterator[Found]:
    weeks = scene.thresholds.undeployed_weeks
    says = _("%(project)s began on %(day)s, and no model of it is in production, nor was anything deployed.")
    label = _("See its models")
    for row in scene.facts:
        start = scene.first_starts.get(row.pk)
        if start and row.came_at:  # what was done elsewhere is older than the project here
            start = max(start, scene.projects[row.pk].created_at)
        if (
            weeks is None
            or start is None
            or row.is_deployed
            or row.pk in scene.deployed
            or not scene.open_tasks[row.pk]
        ):
            continue
        since = start + timedelta(weeks=weeks)
        if since <= scene.at:
            project = scene.projects[row.pk]
            told = says % {"project": project.name, "day": in_words(start)}
            action = Action(label, address_of("registry:of_project", project.key))
            yield found(project, told, since, action)


def _past_end(scene: Scene) -> Iterator[Found]:
    for project in scene.projects.values():
        if project.ends_on is not None and project.ends_on < scene.today and scene.open_tasks[project.pk]:
            count = scene.open_tasks[project.pk]
            says = ngettext(
                "%(project)s was to end on %(day)s, and %(count)d task is open.",
                "%(project)s was to end on %(day)s, and %(count)d tasks are open.",
                count,
            )
            told = says % {"project": project.name, "day": in_words(project.ends_on), "count": count}
            action = Action(_("Decide"), address_of("projects:decisions", project.key) + "?new#record")
            yield found(project, told, scene.moment(project.ends_on + timedelta(days=1)), action)


def _four_weeks(scene: Scene) -> dict[int, tuple[int, int]]:
    """How many tasks came and went in each project in the last four weeks."""
    counts: dict[int, tuple[int, int]] = {}
    for tally in scene.tallies:
        came, went = counts.get(tally.project_id, (0, 0))
        counts[tally.project_id] = (came + tally.came, went + tally.went)
    return counts


RULES = (
    Rule(
        slug="decision-due",
        name=gettext_lazy("Decision due"),
        sentence=gettext_lazy("The day of a project's next decision has come."),
        icon="flag",
        urgency=Urgency.NOW,
        of="project",
        find=_decision_due,
    ),
    Rule(
        slug="past-end",
        name=gettext_lazy("Past its end"),
        sentence=gettext_lazy("The day on which a project was to end has passed, and tasks of it are open."),
        icon="calendar",
        urgency=Urgency.NOW,
        of="project",
        find=_past_end,
        unless=("decision-due",),
    ),
    Rule(
        slug="readiness-overdue",
        name=gettext_lazy("Readiness overdue"),
        sentence=gettext_lazy("The day of a readiness check has passed without a yes."),
        icon="list-checks",
        urgency=Urgency.SOON,
        of="project",
        find=_readiness,
    ),
    Rule(
        slug="growing-scope",
        name=gettext_lazy("Growing scope"),
        sentence=gettext_lazy(
            "In four weeks at least five tasks more came into a project than were finished or dropped, and {days} "
            "percent more. Parts of a split do not count, nor do the first six weeks of a project."
        ),
        icon="expand",
        urgency=Urgency.WATCH,
        of="project",
        find=_grows,
        threshold="growth_percent",
    ),
    Rule(
        slug="quiet-project",
        name=gettext_lazy("Quiet project"),
        sentence=gettext_lazy("A project has open tasks, and nobody did anything in it for {days} working days."),
        icon="moon",
        urgency=Urgency.SOON,
        of="project",
        find=_quiet,
        unless=("decision-due", "past-end"),
        threshold="quiet_days",
    ),
    Rule(
        slug="no-target",
        name=gettext_lazy("No target"),
        sentence=gettext_lazy("A project runs experiments, and has no primary metric with a target."),
        icon="chart",
        urgency=Urgency.WATCH,
        of="project",
        find=_no_target,
    ),
    Rule(
        slug="nothing-deployed",
        name=gettext_lazy("Nothing deployed yet"),
        sentence=gettext_lazy(
            "{days} weeks after its first task began, no model of a project is in production, no version of one is "
            "named champion, production, prod or live, and no deployment task is done."
        ),
        icon="deploy",
        urgency=Urgency.WATCH,
        of="project",
        find=_undeployed,
        threshold="undeployed_weeks",
    ),
)
