"""Which state of ours a status of another tracker is, and in which order statuses follow each other."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

QUEUE, ACTIVE, WAITING, DONE = "queue", "active", "waiting", "done"
STATES = (QUEUE, ACTIVE, WAITING, DONE)
_WAITS = re.compile(r"wait|block|hold|paused?|pending|review|accepted|approval|\bqa\b|impeded|parked", re.IGNORECASE)
_QUEUES = re.compile(r"back ?log|to.?do|open|new|ready|selected|prioriti[sz]ed|planned|created|triage", re.IGNORECASE)
_ENDS = re.compile(
    r"\bdone\b|closed?|resolved|released?|deployed|complete|finished|cancel|won.?t|can.?t fix|rejected|shipped",
    re.IGNORECASE,
)
_CATEGORIES = {"to do": QUEUE, "todo": QUEUE, "new": QUEUE, "done": DONE, "complete": DONE}


@dataclass(frozen=True)
class Status:
    """A status of the other tracker and what it is here; `place` is its usual step on the way of an issue."""

    name: str
    state: str
    place: float = 0.0


def state_of(name: str, category: str) -> str:
    """Return the state a status most likely is: its category decides, and its name where that says too little.

    Trackers know no waiting: what they call in progress waits here when its name says so.
    """
    if found := _CATEGORIES.get(category.strip().lower()):
        return found
    if not category:
        if _ENDS.search(name):
            return DONE
        if _QUEUES.search(name):
            return QUEUE
    return WAITING if _WAITS.search(name) else ACTIVE


def in_order(ways: Iterable[Sequence[str]], categories: dict[str, str]) -> list[Status]:
    """Return the statuses in the order of a board: by state, then by where they stand on the ways of the issues."""
    places: dict[str, list[float]] = defaultdict(list)
    for way in ways:
        for step, name in enumerate(way):
            places[name].append(step)
    found = [
        Status(name, state_of(name, categories.get(name, "")), sum(steps) / len(steps))
        for name, steps in places.items()
    ]
    return sorted(found, key=lambda status: (STATES.index(status.state), status.place, status.name))
