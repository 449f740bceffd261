"""The visits of a project's phases on one line of time. Places are shares of its width, from 0 to 100."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.dateformat import format as formatted
from django.utils.translation import gettext as _

from assay.accounts.models import Person
from assay.kit.clock import now
from assay.projects.models import Project
from assay.projects.queries.strip import PhaseStep, Strip, strip_of
from assay.pure.visits import Visit

# Days between two marks of the axis: the first that leaves no more marks than fit a phone.
_STEPS = (1, 2, 7, 14, 28, 56, 112, 364, 728)
_MOST_MARKS = 5
_EDGE, _LEAST = 98.0, 0.6


@dataclass(frozen=True)
class Piece:
    x: float
    width: float


@dataclass(frozen=True)
class Bar:
    """One visit: pale from its first to its last work, full where somebody worked. `number` counts from 1."""

    visit: Visit
    number: int
    place: Piece
    worked: list[Piece]
    people: list[Person]


@dataclass(frozen=True)
class Jump:
    """A piece of an arrow that goes back to an earlier phase: it starts `from` a row, runs `through`, ends `to` one."""

    x: float
    part: str


@dataclass(frozen=True)
class TimelineRow:
    step: PhaseStep
    bars: list[Bar]
    jumps: list[Jump]


@dataclass(frozen=True)
class Mark:
    x: float
    on: date

    @property
    def text(self) -> str:
        return formatted(self.on, _("j M"))


@dataclass(frozen=True)
class Timeline:
    rows: list[TimelineRow]
    marks: list[Mark]
    today_x: float

    @property
    def bars(self) -> list[tuple[PhaseStep, Bar]]:
        """Return all visits in the order in which they began."""
        found = [(row.step, bar) for row in self.rows for bar in row.bars]
        return sorted(found, key=lambda one: one[1].visit.start)

    @property
    def goes_back(self) -> bool:
        return any(row.jumps for row in self.rows)


@dataclass(frozen=True)
class PhasesPage:
    """`timeline` is None before anybody began."""

    strip: Strip
    timeline: Timeline | None


def phases_page(project: Project) -> PhasesPage:
    """Return what the page of all phases shows. The caller checked who may see the project."""
    strip = strip_of(project)
    return PhasesPage(strip, timeline_of(strip, people=people_of(strip.steps)))


def people_of(steps: Iterable[PhaseStep]) -> dict[int, Person]:
    """Return who worked in these phases, by number."""
    ids = {person for step in steps if step.times for visit in step.times.visits for person in visit.people}
    return Person.objects.in_bulk(ids) if ids else {}


def timeline_of(strip: Strip, *, people: Mapping[int, Person]) -> Timeline | None:
    """Draw the visits; who is not among `people` is not named. None if nobody began."""
    visits = [visit for step in strip.steps if step.times for visit in step.times.visits]
    if not visits:
        return None
    axis = _Axis(min(visit.start for visit in visits), now())
    rows = [
        TimelineRow(step, _bars(step, axis, people), _jumps(place, strip.steps, axis))
        for place, step in enumerate(strip.steps)
    ]
    return Timeline(rows, axis.marks(), axis.x(axis.last))


@dataclass(frozen=True)
class _Axis:
    first: datetime
    last: datetime

    def x(self, moment: datetime) -> float:
        whole = (self.last - self.first) / timedelta(days=1) or 1
        share = (moment - self.first) / timedelta(days=1) / whole
        return round(_EDGE * min(max(share, 0), 1), 2)

    def piece(self, start: datetime, end: datetime | None) -> Piece:
        x = self.x(start)
        return Piece(x, round(max(self.x(end or self.last) - x, _LEAST), 2))

    def marks(self) -> list[Mark]:
        days = (self.last - self.first).days + 1
        step = next((step for step in _STEPS if days / step <= _MOST_MARKS), _STEPS[-1])
        moments = [self.first + timedelta(days=number) for number in range(0, days, step)]
        return [Mark(self.x(moment), timezone.localtime(moment).date()) for moment in moments[:_MOST_MARKS]]


def _bars(step: PhaseStep, axis: _Axis, people: Mapping[int, Person]) -> list[Bar]:
    visits = step.times.visits if step.times else ()
    return [
        Bar(
            visit=visit,
            number=number,
            place=axis.piece(visit.start, visit.end),
            worked=[axis.piece(start, end) for start, end in visit.worked],
            people=[people[person] for person in visit.people if person in people],
        )
        for number, visit in enumerate(visits, start=1)
    ]


def _jumps(place: int, steps: Sequence[PhaseStep], axis: _Axis) -> list[Jump]:
    """Return the pieces of arrows in one row: of visits that came from a phase below theirs."""
    places = {step.phase.pk: at for at, step in enumerate(steps)}
    found = []
    for to, step in enumerate(steps[: place + 1]):
        for visit in step.times.visits if step.times else ():
            start = places.get(visit.came_from or 0, to)
            if to <= place <= start and to < start:
                part = "to" if place == to else "from" if place == start else "through"
                found.append(Jump(axis.x(visit.start), part))
    return found
