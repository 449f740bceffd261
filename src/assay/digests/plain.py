"""The digest of a project for a stakeholder: plain words, nothing that needs an account or a course."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from assay.deliverables.models import Deliverable, State
from assay.digests.ahead import range_in_words
from assay.digests.digest import About, Digest, Line, Name, Part, part_of
from assay.digests.drawn import metric_chart
from assay.digests.learned import decided
from assay.digests.metrics import steps_of
from assay.digests.moved import phases_ended_in, shared_in, signed_in
from assay.digests.plain_words import PlainWords
from assay.digests.scope import Scope
from assay.digests.weeks import Span, zone_of
from assay.experiments.models import Closing, Outcome
from assay.experiments.overview import outcome_state
from assay.insights.outlook import outlooks_of
from assay.insights.outlook.shape import LIKELY
from assay.kit.clock import now
from assay.projects.models import Phase, Project, Stakeholder
from assay.projects.plain import plain_phase
from assay.projects.queries import definitions_of, definitions_told
from assay.web.charts import Drawable
from assay.web.markdown import plain
from assay.web.when import day

MOST, MOST_WORDS = 8, 400


def plain_digest_of(project: Project, span: Span, *, stakeholder: Stakeholder | None = None, url: str = "") -> Digest:
    """Return the week of a project in plain words; what waits for a `stakeholder` is said to them alone."""
    scope = Scope([project], span, zone_of(project.workspace))
    words = words_of(project)
    parts = [_learned(scope, words), _moved(scope, words), *_waiting(project, stakeholder, words), *_ahead(scope)]
    title = words.said(project.goal).rstrip(".") or project.name
    charts = _charts(scope, words)
    return Digest(About.STAKEHOLDER, title, span, tuple(parts), _gist(parts), charts, now(), url)


def _charts(scope: Scope, words: PlainWords) -> tuple[Drawable, ...]:
    """Return how far the measure came, if it has a title that says something to people outside."""
    [project] = scope.projects
    primary = definitions_of(project.pk).primary
    if primary is None or not primary.title or not words.is_plain(primary.title):
        return ()
    chart = metric_chart(project, scope, is_plain=True)
    return (chart,) if chart else ()


def words_of(project: Project, *, phases: Iterable[Phase] | None = None) -> PlainWords:
    """Return how to say what the team calls by names of its own; `phases` where they are read already."""
    defined = definitions_told(project, project.pk).all
    titles = {one.metric.name: one.title for one in defined if one.title}
    titles |= {one.name: one.title for one in defined if one.title}
    named = {one.name: str(plain_phase(one).name) for one in phases or project.phases.all()}
    titles |= {name: said for name, said in named.items() if name.casefold() != said.casefold()}
    keys = Project.objects.filter(workspace=project.workspace_id).values_list("key", flat=True)
    return PlainWords(titles, [one.metric.name for one in defined if not one.title], list(keys))


def title_of(deliverable: Deliverable, words: PlainWords) -> str:
    """Return its title if that is plain, else what kind of thing it is."""
    return words.said(deliverable.title) or str(deliverable.get_kind_display())


def taught(closing: Closing, words: PlainWords) -> str:
    """Return what an experiment taught in plain words, for whoever is outside; empty for nothing they can use.

    Why an experiment was given up is a matter of the team, though it stands where learnings stand.
    """
    is_reason = closing.outcome == Outcome.STOPPED and _same(closing.learnings, closing.experiment.outcome_because)
    return "" if is_reason else words.said(plain(closing.learnings, most=MOST_WORDS))


def _same(one: str, other: str) -> bool:
    return one.split() == other.split()


def _learned(scope: Scope, words: PlainWords) -> Part:
    found = [(one, taught(one, words)) for one in decided(scope)]
    lines = [Line(text, icon=state, state=state) for one, text in found if text for state in [_state(one.outcome)]]
    return part_of(Name.LEARNED, _("What we learned"), lines, blank=_("Nothing new this week."), most=MOST)


def _state(outcome: str) -> str:
    state = outcome_state(outcome)
    return "not-measured" if state == "plain" else state


def _moved(scope: Scope, words: PlainWords) -> Part:
    lines = [*_steps(scope), *_measures(scope, words), *_papers(scope, words)]
    return part_of(Name.MOVED, _("What moved"), lines, blank=_("The work goes on."), most=MOST)


def _steps(scope: Scope) -> Iterator[Line]:
    for one in phases_ended_in(scope):
        yield Line(_("Done: %(step)s") % {"step": plain_phase(one.phase).name}, icon="met", state="met")


def _measures(scope: Scope, words: PlainWords) -> Iterator[Line]:
    for step in steps_of(scope).values():
        defined = step.found.definition
        if not defined.title or not words.is_plain(defined.title):
            continue
        said = {"what": defined.title, "best": defined.shown(step.best), "before": defined.shown(step.before)}
        text = _("%(what)s: %(best)s") if step.before is None else _("%(what)s: %(best)s, was %(before)s")
        goal = "" if defined.target is None else _("the goal is %(goal)s") % {"goal": defined.shown(defined.target)}
        note = _("the goal is reached") if step.is_reached else goal
        yield Line(text % said, note, icon="met" if step.is_reached else "chart")


def _papers(scope: Scope, words: PlainWords) -> Iterator[Line]:
    for one in signed_in(scope):
        if one.shared_at is not None:
            yield Line(_("Approved: %(title)s") % {"title": title_of(one, words)}, icon="met", state="met")
    for one in shared_in(scope):
        yield Line(_("Ready to read: %(title)s") % {"title": title_of(one, words)}, icon="document")


def _waiting(project: Project, stakeholder: Stakeholder | None, words: PlainWords) -> list[Part]:
    if stakeholder is None:
        return []
    lines = [
        Line(title_of(one, words), one.purpose and words.said(plain(one.purpose, most=MOST_WORDS)), icon="bell")
        for one in waiting_for(stakeholder)
    ]
    return [part_of(Name.NEEDS, _("Waiting for you"), lines, blank=_("Nothing waits for you."), most=MOST)]


def waiting_for(stakeholder: Stakeholder) -> list[Deliverable]:
    """Return the shared deliverables that name the stakeholder and that they have not signed as they stand."""
    shared = Deliverable.objects.wanted().filter(
        project=stakeholder.project_id, state__in=(State.SHARED, State.FEEDBACK)
    )
    named = shared.filter(signers__stakeholder=stakeholder).select_related("project").prefetch_related("signatures")
    return [one for one in named.order_by("shared_at", "pk") if not _is_signed(one, stakeholder)]


def _is_signed(deliverable: Deliverable, stakeholder: Stakeholder) -> bool:
    given = [one for one in deliverable.signatures.all() if one.is_of(stakeholder) and one.is_standing]
    return any(one.digest == deliverable.digest for one in given)


def _ahead(scope: Scope) -> list[Part]:
    """Say when it will be ready; nothing while it is too early, or all is done."""
    outlook = outlooks_of(scope.projects)[scope.ids[0]] if scope.is_now else None
    if outlook is None or not outlook.days:
        return []
    text = _("Ready by %(day)s, %(chance)d\N{NO-BREAK SPACE}%% sure") % {
        "day": day(outlook.days[LIKELY]),
        "chance": LIKELY,
    }
    line = Line(text, range_in_words(outlook), icon="calendar")
    return [Part(Name.FORECAST, _("When it will be ready"), (line,))]


def _gist(parts: list[Part]) -> str:
    for one in parts:
        if one.lines and one.name in {Name.NEEDS, Name.LEARNED, Name.MOVED}:
            return _("%(what)s: %(first)s") % {"what": one.title, "first": one.lines[0].text}
    return _("A quiet week.")
