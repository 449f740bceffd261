"""What higher domains know of a person's work, by registration: tasks lie above people."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from assay.accounts.models import Person


class Work(Protocol):
    """Work that belongs to people. `reader` is whoever looks: nothing they may not see is counted for them."""

    def in_progress(self, people: "Collection[Person]", *, reader: "Person") -> Mapping[int, int]:
        """Count what each of them works on now, by the number of the person; in one query."""
        ...

    def open(self, person: "Person") -> int:
        """Count what is theirs and not done."""
        ...

    def hand_over(self, person: "Person", to: "Person | None", *, by: "Person") -> None:
        """Give all of it to `to`, or to nobody; runs in the caller's transaction."""
        ...


_works: list[Work] = []


def register_work(work: Work) -> None:
    """Let a domain say what people have to do. Call it in `AppConfig.ready()`."""
    _works.append(work)


def in_progress_of(people: "Collection[Person]", *, reader: "Person") -> dict[int, int]:
    """Count what each person works on now, in all domains."""
    found: dict[int, int] = {}
    for work in _works:
        for person_id, count in work.in_progress(people, reader=reader).items():
            found[person_id] = found.get(person_id, 0) + count
    return found


def open_work_of(person: "Person") -> int:
    return sum(work.open(person) for work in _works)


def hand_over(person: "Person", to: "Person | None", *, by: "Person") -> None:
    for work in _works:
        work.hand_over(person, to, by=by)
