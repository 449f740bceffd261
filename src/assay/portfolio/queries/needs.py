"""What needs somebody: the signals of all projects, for a strip of the most urgent and a word in each row."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from assay.accounts.models import Person
from assay.projects.models import Project
from assay.signals.queries import seen_by, signals_of
from assay.signals.signal import Signal, Urgency

MOST_IN_STRIP = 4


@dataclass(frozen=True)
class Stuck:
    """How many signals one project has that wait for a deed, and how urgent the worst is; none at all is `count` 0."""

    project_id: int
    count: int = 0
    tone: str = "plain"


@dataclass(frozen=True)
class Needs:
    """The signals of the projects somebody sees, the most urgent first; `rows` are asked for by the table."""

    signals: list[Signal]
    projects: dict[int, Project]
    rows: Collection[int]

    @cached_property
    def strip(self) -> list[Signal]:
        """The most urgent signal of each project, of those projects that need somebody most."""
        first: dict[int, Signal] = {}
        for signal in self.signals:
            first.setdefault(signal.project_id, signal)
        return list(first.values())[:MOST_IN_STRIP]

    @property
    def needing(self) -> int:
        """How many projects need somebody."""
        return len({signal.project_id for signal in self.signals})

    @property
    def stuck(self) -> list[Stuck]:
        """A word for each of the rows that the reader may see."""
        counts = Counter(signal.project_id for signal in self.signals if signal.urgency != Urgency.WATCH)
        worst = {signal.project_id: signal.urgency.tone for signal in reversed(self.signals)}
        return [Stuck(one, counts[one], worst.get(one, "plain")) for one in self.rows if one in self.projects]


def needs_of(person: Person, *, rows: Collection[int] = ()) -> Needs:
    """Return what needs somebody in all projects this person sees."""
    projects = {one.pk: one for one in seen_by(person).select_related("lead")}
    return Needs(signals_of(list(projects.values()), person=person), projects, rows)
