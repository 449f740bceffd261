"""What moved: decisions, phases that ended, deliverables, the primary metric, models, and tasks that were done."""

from collections import Counter
from collections.abc import Callable

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assay.accounts.handles import with_names
from assay.deliverables.models import Deliverable, State
from assay.digests.digest import Line, Name, Part, part_of
from assay.digests.metrics import metric_lines
from assay.digests.scope import Scope
from assay.projects.models import Decision, DecisionKind, Project
from assay.projects.models.phase_closing import PhaseClosing
from assay.projects.models.plan import PlanVersion
from assay.registry.models import ModelVersion
from assay.tasks.models import Task
from assay.web.markdown import plain

MOST, MOST_WORDS, MOST_NAMED = 40, 140, 5


def moved(scope: Scope) -> Part:
    """Return what got further, the weightiest first."""
    lines = [line for lines_of in _KINDS for line in lines_of(scope)]
    return part_of(
        Name.MOVED, _("What moved"), lines, blank=_("Nothing was decided, signed, ended or done."), most=MOST
    )


def decisions_in(scope: Scope) -> list[Decision]:
    """Return what was decided in these days and was not revoked, the newest first."""
    begin, over = scope.moments
    held = Decision.objects.standing().filter(project__in=scope.ids, decided_at__gte=begin, decided_at__lt=over)
    return list(held.with_people().select_related("project").order_by("-decided_at", "-pk"))


def signed_in(scope: Scope) -> list[Deliverable]:
    """Return the deliverables that were signed off in these days, the newest first."""
    begin, over = scope.moments
    signed = Deliverable.objects.wanted().filter(project__in=scope.ids, state=State.SIGNED)
    found = signed.filter(state_at__gte=begin, state_at__lt=over)
    return list(found.select_related("project").order_by("-state_at", "-pk"))


def shared_in(scope: Scope) -> list[Deliverable]:
    """Return the deliverables that were shared in these days and still wait for signatures, the newest first."""
    begin, over = scope.moments
    shared = Deliverable.objects.wanted().filter(project__in=scope.ids, state__in=(State.SHARED, State.FEEDBACK))
    found = shared.filter(shared_at__gte=begin, shared_at__lt=over)
    return list(found.select_related("project").order_by("-shared_at", "-pk"))


def phases_ended_in(scope: Scope) -> list[PhaseClosing]:
    """Return the phases that were declared done in these days and were not opened again, the newest first."""
    begin, over = scope.moments
    ended = PhaseClosing.objects.standing().filter(phase__project__in=scope.ids)
    found = ended.filter(closed_at__gte=begin, closed_at__lt=over)
    return list(found.select_related("phase", "closed_by").order_by("-closed_at", "-pk"))


def done_in(scope: Scope) -> Counter[int]:
    """Return how many tasks were done in these days, by project."""
    return Counter(_done(scope).order_by().values_list("project_id", flat=True))


def _done(scope: Scope) -> QuerySet[Task]:
    begin, over = scope.moments
    return Task.objects.filter(project__in=scope.ids, trashed_at=None, finished_at__gte=begin, finished_at__lt=over)


def _decisions(scope: Scope) -> list[Line]:
    found = decisions_in(scope)
    reasons = [plain(one.why, most=MOST_WORDS) for one in found]
    if found:
        reasons = with_names(reasons, found[0].project.workspace_id)
    return [
        Line(
            _in_one_line(one),
            scope.noted(one.project_id, one.decided_by.name, why),
            reverse("projects:decision", args=[one.project.key, one.pk]),
            icon="flag",
        )
        for one, why in zip(found, reasons, strict=True)
    ]


def _in_one_line(decision: Decision) -> str:
    """Return what was decided; one of a usual kind that says more begins with that kind: “Stop: work ends on …”."""
    is_said = decision.what and decision.kind != DecisionKind.OTHER
    return decision.title if is_said else _("Decided: %(what)s") % {"what": decision.title}


def _phases(scope: Scope) -> list[Line]:
    return [
        Line(
            _("The phase %(name)s is done") % {"name": one.phase.name},
            scope.noted(one.phase.project_id, one.closed_by.name),
            reverse("projects:phase", args=[scope.by_id[one.phase.project_id].key, one.phase_id]),
            icon="met",
            state="met",
        )
        for one in phases_ended_in(scope)
    ]


def _signed(scope: Scope) -> list[Line]:
    return [_deliverable(one, _("Signed off: %(title)s"), scope, "met", "met") for one in signed_in(scope)]


def _shared(scope: Scope) -> list[Line]:
    return [_deliverable(one, _("Shared to be signed: %(title)s"), scope, "share", "plain") for one in shared_in(scope)]


def _deliverable(one: Deliverable, words: str, scope: Scope, icon: str, state: str) -> Line:
    address = reverse("deliverables:deliverable", args=[one.key])
    return Line(words % {"title": one.title}, scope.noted(one.project_id, one.key), address, icon, state)


def _plans(scope: Scope) -> list[Line]:
    begin, over = scope.moments
    agreed = PlanVersion.objects.agreed().filter(project__in=scope.ids, agreed_at__gte=begin, agreed_at__lt=over)
    return [
        Line(
            _("Agreed: version %(number)d of the plan") % {"number": one.number},
            scope.noted(one.project_id, one.reason),
            reverse("projects:plan", args=[scope.by_id[one.project_id].key]),
            icon="calendar",
        )
        for one in agreed.order_by("-agreed_at", "-pk")
    ]


def _models(scope: Scope) -> list[Line]:
    begin, over = scope.moments
    found = ModelVersion.objects.filter(model__project__in=scope.ids, deleted_at=None, model__deleted_at=None)
    made = found.filter(created_at__gte=begin, created_at__lt=over).select_related("model").order_by("-created_at")
    return [
        Line(
            _("New: version %(number)d of the model %(name)s") % {"number": one.number, "name": one.model.name},
            scope.noted(one.model.project_id or 0),
            reverse("registry:model", args=[one.model.name]),
            icon="model",
        )
        for one in made
    ]


def _statuses(scope: Scope) -> list[Line]:
    begin, over = scope.moments
    told = [one for one in scope.projects if one.status and one.status_at and begin <= one.status_at < over]
    return [
        Line(_one_line(one.status), scope.noted(one.pk, _("where it stands")), _overview(one), icon="comment")
        for one in told
    ]


def _one_line(text: str) -> str:
    """Return a text of several lines as one; a line without an end gets a full stop before the next."""
    lines = [" ".join(one.split()).lstrip("-*\N{BULLET} ") for one in text.splitlines()]
    said = [one for one in lines if one]
    return " ".join([*(_ended(one) for one in said[:-1]), *said[-1:]])


def _ended(line: str) -> str:
    return line if line.endswith((".", "!", "?", ":", ";", ",")) else f"{line}."


def _tasks(scope: Scope) -> list[Line]:
    """One line for all: how many were done, and where."""
    counts = done_in(scope)
    if not counts:
        return []
    text = ngettext("%(count)d task done", "%(count)d tasks done", counts.total()) % {"count": counts.total()}
    if len(scope.projects) == 1:
        [project] = scope.projects
        return [Line(text, _titles_done(scope, counts.total()), reverse("tasks:board", args=[project.key]))]
    named = [f"{scope.by_id[number].name} {count}" for number, count in counts.most_common(MOST_NAMED)]
    others = len(counts) - MOST_NAMED
    if others > 0:
        named.append(
            ngettext("and %(count)d other project", "and %(count)d other projects", others) % {"count": others}
        )
    return [Line(text, ", ".join(named))]


def _titles_done(scope: Scope, count: int) -> str:
    latest = list(_done(scope).order_by("-finished_at", "-pk").values_list("title", flat=True)[:MOST_NAMED])
    others = count - len(latest)
    more = [ngettext("and %(count)d more", "and %(count)d more", others) % {"count": others}] if others else []
    return ", ".join([*latest, *more])


def _overview(project: Project) -> str:
    return reverse("projects:overview", args=[project.key])


_KINDS: tuple[Callable[[Scope], list[Line]], ...] = (
    _decisions,
    _phases,
    _signed,
    metric_lines,
    _models,
    _shared,
    _plans,
    _statuses,
    _tasks,
)
