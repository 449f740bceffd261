"""Lists of what a project owes: a page, and a part of the overview."""

from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q

from assay.deliverables.models import Deliverable, Signature, Signer, State
from assay.deliverables.models.deliverable import DeliverableQuerySet
from assay.projects.models import Phase, Project


@dataclass(frozen=True)
class Line:
    """A deliverable in a list. `waiting` names who must sign and did not sign what is attached now."""

    deliverable: Deliverable
    comments: int
    is_changed: bool
    is_late: bool
    waiting: list[str] = field(default_factory=list)

    @property
    def waits_for(self) -> str:
        return ", ".join(self.waiting)


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


def lines_of(project: Project, *, today: date) -> list[Line]:
    """Return all that the project owes, in the order of its phases, in two queries."""
    return lines_among(Deliverable.objects.filter(project=project), today=today)


def lines_among(rows: DeliverableQuerySet, *, today: date) -> list[Line]:
    """Return these, in the order of their phases, in two queries."""
    found = _with_facts(rows).in_order().prefetch_related(_signers())
    return [_line(one, today) for one in found.select_related("project", "phase", "responsible")]


def owing_of(project: Project, *, today: date) -> list[Owing]:
    """Return what each phase owes. A retired phase is there while it still wants something."""
    groups = groupby(lines_of(project, today=today), key=lambda line: line.deliverable.phase_id)
    found = [_owing(list(lines)) for _phase, lines in groups]
    return [one for one in found if one.phase.retired_at is None or one.wanted]


def _with_facts(rows: DeliverableQuerySet) -> DeliverableQuerySet:
    current = Signature.objects.standing().filter(deliverable=OuterRef("pk"), digest=OuterRef("digest"))
    said = Q(comments__removed_at=None, comments__isnull=False)
    return rows.annotate(n_comments=Count("comments", filter=said), is_current=Exists(current))


def _signers() -> "Prefetch[Any, Any, Any]":
    """Signers, each with whether they signed what is attached now."""
    given = Signature.objects.standing().filter(
        Q(person=OuterRef("person")) | Q(stakeholder=OuterRef("stakeholder")),
        deliverable=OuterRef("deliverable"),
        digest=OuterRef("deliverable__digest"),
    )
    return Prefetch("signers", Signer.objects.in_order().annotate(has_signed=Exists(given)))


def _line(deliverable: Deliverable, today: date) -> Line:
    is_signed, missing = deliverable.state == State.SIGNED, _names(deliverable)
    return Line(
        deliverable=deliverable,
        comments=getattr(deliverable, "n_comments", 0),
        # As `is_changed_since_signed` says of one.
        is_changed=is_signed and (bool(missing) or not getattr(deliverable, "is_current", True)),
        is_late=deliverable.is_late(today),
        waiting=[] if deliverable.is_waived else missing,
    )


def _names(deliverable: Deliverable) -> list[str]:
    return [one.name for one in deliverable.signers.all() if not getattr(one, "has_signed", False)]


def _owing(lines: list[Line]) -> Owing:
    return Owing(lines[0].deliverable.phase, sorted(lines, key=_place))


def _place(line: Line) -> int:
    """Open before signed before not needed; the sort keeps the phase's own order within."""
    return 2 if line.deliverable.is_waived else int(line.deliverable.state == State.SIGNED)
