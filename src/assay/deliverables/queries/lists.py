"""Lists of what projects owe: a page, a part of the overview, figures of many projects at once."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Count, Exists, OuterRef, Q

from assay.deliverables.models import Deliverable, Signature, State
from assay.deliverables.models.deliverable import DeliverableQuerySet
from assay.projects.models import Phase, Project


@dataclass(frozen=True)
class Line:
    """A deliverable in a list."""

    deliverable: Deliverable
    comments: int
    is_changed: bool
    is_late: bool


@dataclass(frozen=True)
class Owing:
    """What one phase owes: what is open first."""

    phase: Phase
    lines: list[Line]

    @property
    def wanted(self) -> int:
        return sum(not line.deliverable.is_waived for line in self.lines)

    @property
    def signed(self) -> int:
        return sum(line.deliverable.state == State.SIGNED and not line.deliverable.is_waived for line in self.lines)


@dataclass(frozen=True)
class Counted:
    """How a project stands: how many deliverables it wants, how many are signed off, shared, and late."""

    wanted: int = 0
    signed: int = 0
    shared: int = 0
    late: int = 0


def lines_of(project: Project, *, today: date) -> list[Line]:
    """Return all that the project owes, in the order of its phases, in one query."""
    rows = _with_facts(Deliverable.objects.filter(project=project)).in_order()
    return [_line(one, today) for one in rows.select_related("project", "phase", "responsible")]


def owing_of(project: Project, *, today: date) -> list[Owing]:
    """Return what each phase owes. A retired phase is there while it still wants something."""
    groups = groupby(lines_of(project, today=today), key=lambda line: line.deliverable.phase_id)
    found = [_owing(list(lines)) for _phase, lines in groups]
    return [one for one in found if one.phase.retired_at is None or one.wanted]


def counts_of(projects: Collection[int], *, today: date) -> Mapping[int, Counted]:
    """Return how projects, by id, stand, in one query however many they are; one that owes nothing is missing."""
    wanted = Deliverable.objects.wanted().filter(project__in=projects)
    is_late = Q(due_on__lt=today) & ~Q(state=State.SIGNED)
    rows = wanted.values_list("project").annotate(
        wanted=Count("pk"),
        signed=Count("pk", filter=Q(state=State.SIGNED)),
        shared=Count("pk", filter=Q(state__in=[State.SHARED, State.FEEDBACK])),
        late=Count("pk", filter=is_late),
    )
    return {project: Counted(*figures) for project, *figures in rows}


def _with_facts(rows: DeliverableQuerySet) -> DeliverableQuerySet:
    current = Signature.objects.standing().filter(deliverable=OuterRef("pk"), digest=OuterRef("digest"))
    said = Q(comments__removed_at=None, comments__isnull=False)
    return rows.annotate(n_comments=Count("comments", filter=said), is_current=Exists(current))


def _line(deliverable: Deliverable, today: date) -> Line:
    is_signed = deliverable.state == State.SIGNED
    return Line(
        deliverable=deliverable,
        comments=getattr(deliverable, "n_comments", 0),
        is_changed=is_signed and not getattr(deliverable, "is_current", True),
        is_late=deliverable.is_late(today),
    )


def _owing(lines: list[Line]) -> Owing:
    return Owing(lines[0].deliverable.phase, sorted(lines, key=_place))


def _place(line: Line) -> int:
    """Open before signed before not needed; the sort keeps the phase's own order within."""
    return 2 if line.deliverable.is_waived else int(line.deliverable.state == State.SIGNED)
