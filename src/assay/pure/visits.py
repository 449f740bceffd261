"""When each phase of a project was worked on: visits, made of the spans in which single tasks were.

A phase is worked on while one of its tasks is. A visit begins when work comes into a phase, and it lasts through
pauses: a night, a weekend, waiting, a day on which nobody did anything. A pause turns out to be its end, at its first
moment, when the work went elsewhere meanwhile:

- the work came into another phase, or
- on a whole working day within the pause another phase was worked on.

So two phases that are worked on side by side stay one visit each, however their tasks take turns, and a phase that
rests while the work is in another one was left. The definition is our own; docs/phases.md says why.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

_DAY = timedelta(days=1)
_ENDS, _BEGINS = 0, 1


@dataclass(frozen=True)
class Span:
    """A time in which one task of a phase was worked on, by `person` if by anybody; without an end it still is."""

    phase: int
    task: int
    person: int | None
    start: datetime
    end: datetime | None


@dataclass(frozen=True)
class Visit:
    """One stay of the work in a phase; without an end somebody works in it now.

    `days` and `working_days` are those on which it was worked on, `lasted` the working days from its first to its
    last one, pauses included; `worked` are the times between its pauses. People come in the order of how long they
    worked, tasks of their starts. `came_from` is the phase where the work was before.
    """

    phase: int
    start: datetime
    end: datetime | None
    days: int
    working_days: int
    lasted: int
    people: tuple[int, ...]
    tasks: tuple[int, ...]
    came_from: int | None
    worked: tuple[tuple[datetime, datetime], ...]


@dataclass(frozen=True)
class PhaseTimes:
    """All visits of one phase, the first one first; a day that two of them touch counts once in `days`.

    `busy` is how many of its tasks are worked on now, `left` how many are open, begun or not. `lasted` leaves out the
    time in which the work was elsewhere.
    """

    visits: tuple[Visit, ...]
    busy: int
    days: int
    working_days: int
    left: int = 0

    @property
    def since(self) -> datetime:
        return self.visits[0].start

    @property
    def until(self) -> datetime | None:
        """When the work ended; None while somebody works in the phase."""
        return self.visits[-1].end

    @property
    def returns(self) -> int:
        """How often the work came back into the phase."""
        return len(self.visits) - 1

    @property
    def lasted(self) -> int:
        return sum(visit.lasted for visit in self.visits)


@dataclass(frozen=True)
class Days:
    """The calendar that counts: on which day a moment falls, and whether that is a working day."""

    day_of: Callable[[datetime], date]
    is_working: Callable[[date], bool]


@dataclass
class _Stay:
    """A visit while it is found; paused since `until`, unless it is worked on."""

    phase: int
    start: datetime
    came_from: int | None
    until: datetime | None = None
    worked: list[tuple[datetime, datetime]] = field(default_factory=list)


def visits(spans: Iterable[Span], *, now: datetime, days: Days) -> list[Visit]:
    """Return the visits of all phases in the order in which they began. A span in which no time passed is none."""
    kept = [span for span in spans if (span.end or now) > span.start]
    worked = _worked(kept, now)
    stays = _stays(worked, days)
    return _described(stays, kept, now, days)


def phase_times(spans: Iterable[Span], *, now: datetime, days: Days) -> dict[int, PhaseTimes]:
    """Return the times of each phase in which anybody worked, by phase."""
    spans = list(spans)
    by_phase: dict[int, list[Visit]] = defaultdict(list)
    for visit in visits(spans, now=now, days=days):
        by_phase[visit.phase].append(visit)
    busy = Counter(span.phase for span in spans if span.end is None)
    return {phase: _times(found, busy[phase], days) for phase, found in by_phase.items()}


def days_lasted(spans: Iterable[Span], *, now: datetime, days: Days) -> dict[int, int]:
    """Return only `PhaseTimes.lasted` of each phase in which anybody worked, by phase; for pages of many phases."""
    kept = [span for span in spans if (span.end or now) > span.start]
    found: dict[int, int] = defaultdict(int)
    for stay in _stays(_worked(kept, now), days):
        found[stay.phase] += _lasted(stay, days)
    return found


def days_within(moments: Iterable[tuple[datetime, datetime]], days: Days) -> set[date]:
    """Return every day that one of these times touches."""
    found: set[date] = set()
    for start, end in moments:
        first = days.day_of(start)
        found.update(first + number * _DAY for number in range((days.day_of(end) - first).days + 1))
    return found


def _times(found: list[Visit], busy: int, days: Days) -> PhaseTimes:
    worked_on = days_within((time for visit in found for time in visit.worked), days)
    return PhaseTimes(tuple(found), busy, len(worked_on), sum(map(days.is_working, worked_on)))


def _worked(spans: Sequence[Span], now: datetime) -> dict[int, list[tuple[datetime, datetime]]]:
    """Return the times in which each phase was worked on, joined where they touch."""
    found: dict[int, list[tuple[datetime, datetime]]] = defaultdict(list)
    for span in sorted(spans, key=lambda span: span.start):
        times, end = found[span.phase], span.end or now
        if times and span.start <= times[-1][1]:
            times[-1] = (times[-1][0], max(times[-1][1], end))
        else:
            times.append((span.start, end))
    return found


def _stays(worked: dict[int, list[tuple[datetime, datetime]]], days: Days) -> list[_Stay]:
    """Walk through all beginnings and ends. Where one phase ends as another begins, the end comes first."""
    moments = sorted(
        (moment, what, phase, start)
        for phase, times in worked.items()
        for start, end in times
        for what, moment in ((_BEGINS, start), (_ENDS, end))
    )
    busy = days_within((time for times in worked.values() for time in times), days)
    found: list[_Stay] = []
    current: dict[int, _Stay] = {}
    for moment, what, phase, start in moments:
        if what == _ENDS:
            current[phase].until = moment
            current[phase].worked.append((start, moment))
        elif phase in current and not _was_left(current[phase], moment, busy, days):
            current[phase].until = None
        else:
            stay = _Stay(phase, moment, _place_of(current, phase))
            current = {other: one for other, one in current.items() if one.until is None}
            current[phase] = stay
            found.append(stay)
    return found


def _was_left(stay: _Stay, moment: datetime, busy: set[date], days: Days) -> bool:
    """Whether, in the pause that ends at `moment`, there was a whole working day with work in another phase."""
    if stay.until is None:
        return False
    first, last = days.day_of(stay.until) + _DAY, days.day_of(moment) - _DAY
    between = (first + number * _DAY for number in range((last - first).days + 1))
    return any(day in busy and days.is_working(day) for day in between)


def _place_of(current: dict[int, _Stay], phase: int) -> int | None:
    """Return the phase where the work was last, another one than `phase`."""
    others = [stay for stay in current.values() if stay.phase != phase]
    last = max(others, key=lambda stay: (stay.until is None, stay.until or stay.start), default=None)
    return last.phase if last else None


def _described(stays: Sequence[_Stay], spans: Sequence[Span], now: datetime, days: Days) -> list[Visit]:
    within = _by_stay(stays, spans)
    going_on = {span.phase for span in spans if span.end is None}
    last = {stay.phase: stay for stay in stays}
    return [
        _visit(stay, within[id(stay)], now, days, is_going_on=last[stay.phase] is stay and stay.phase in going_on)
        for stay in stays
    ]


def _by_stay(stays: Sequence[_Stay], spans: Sequence[Span]) -> dict[int, list[Span]]:
    by_phase: dict[int, list[_Stay]] = defaultdict(list)
    for stay in stays:
        by_phase[stay.phase].append(stay)
    starts = {phase: [stay.start for stay in found] for phase, found in by_phase.items()}
    within: dict[int, list[Span]] = defaultdict(list)
    for span in spans:
        within[id(by_phase[span.phase][bisect_right(starts[span.phase], span.start) - 1])].append(span)
    return within


def _lasted(stay: _Stay, days: Days) -> int:
    """Return the working days from the first on which it was worked on to the last one."""
    first, last = days.day_of(stay.worked[0][0]), days.day_of(stay.worked[-1][1])
    return sum(days.is_working(first + number * _DAY) for number in range((last - first).days + 1))


def _visit(stay: _Stay, spans: list[Span], now: datetime, days: Days, *, is_going_on: bool) -> Visit:
    worked_on = days_within(stay.worked, days)
    by_person: dict[int, timedelta] = defaultdict(timedelta)
    for span in spans:
        if span.person is not None:
            by_person[span.person] += (span.end or now) - span.start
    return Visit(
        phase=stay.phase,
        start=stay.start,
        end=None if is_going_on else stay.worked[-1][1],
        days=len(worked_on),
        working_days=sum(map(days.is_working, worked_on)),
        lasted=_lasted(stay, days),
        people=tuple(sorted(by_person, key=lambda person: (-by_person[person], person))),
        tasks=tuple(dict.fromkeys(span.task for span in sorted(spans, key=lambda span: (span.start, span.task)))),
        came_from=stay.came_from,
        worked=tuple(stay.worked),
    )
