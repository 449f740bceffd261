"""What awaits a lead, as plain values: each matter is of one thing, and all matters of a thing make one stop."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

MOST_STOPS = 12
MOST_URGENCY = 2


@dataclass(frozen=True)
class Matter:
    """One reason to look at a thing. `rule` names what noticed it, `name` says it in few words, `says` in a sentence.

    The smaller its `urgency`, the sooner somebody should act; what is above `MOST_URGENCY` makes no stop of its own.
    """

    rule: str
    name: str
    says: str
    project_id: int
    kind: str
    thing: str
    title: str
    urgency: int
    since: datetime | None = None

    @property
    def subject(self) -> tuple[str, str]:
        return self.kind, self.thing


@dataclass(frozen=True)
class Candidate:
    """A thing that awaits the lead, with all that is the matter with it, the most urgent first."""

    matters: tuple[Matter, ...]

    @property
    def first(self) -> Matter:
        return self.matters[0]

    @property
    def since(self) -> datetime | None:
        """Since when the first of its matters stands."""
        return min((one.since for one in self.matters if one.since), default=None)


def candidates(matters: Iterable[Matter], *, answered: Collection[tuple[str, str]] = ()) -> list[Candidate]:
    """Gather the matters by thing, a sentence once for each, and put the most urgent thing first.

    Of equally urgent ones that which waits longest comes first, and last the things in `answered`, which the lead
    decided about a short while ago: else they would keep the others out week by week. What should only be watched is
    told with other matters of its thing, and alone not at all.
    """
    by_thing: dict[tuple[str, str], dict[str, Matter]] = defaultdict(dict)
    for one in sorted(matters, key=_rank):
        by_thing[one.subject].setdefault(one.says, one)
    found = [Candidate(tuple(said.values())) for said in by_thing.values()]
    pressing = [one for one in found if one.first.urgency <= MOST_URGENCY]
    return sorted(pressing, key=lambda one: (one.first.urgency, one.first.subject in answered, _rank(one.first)))


def together(
    matters: Iterable[Matter],
    may: Callable[[Matter], bool],
    tell: Callable[[Sequence[Matter]], Matter],
    *,
    many: int,
) -> list[Matter]:
    """Return the matters, where many things of a project have most of all the same one, with that told once of all.

    `may` says which can be told so, `tell` tells them. What else is the matter with these things waits until then.
    """
    first: dict[tuple[str, str], Matter] = {}
    every = sorted(matters, key=_rank)
    for one in every:
        first.setdefault(one.subject, one)
    kinds: dict[tuple[int, str], list[Matter]] = defaultdict(list)
    for one in first.values():
        if may(one):
            kinds[one.project_id, one.rule].append(one)
    whole = [some for some in kinds.values() if len(some) >= many]
    told = {one.subject for some in whole for one in some}
    return [*(one for one in every if one.subject not in told), *map(tell, whole)]


def _rank(matter: Matter) -> tuple[int, float, int, str, str, str]:
    since = matter.since.timestamp() if matter.since else float("inf")
    return matter.urgency, since, matter.project_id, matter.kind, matter.thing, matter.says
