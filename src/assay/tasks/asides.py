"""What higher domains say of tasks beside what these say themselves, fetched once a page stands.

Register in `AppConfig.ready()`.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Aside:
    """Names of addresses: `page` of a fragment above the page of a task, by its key; `marks` of one with an element
    for each card of a board that has something to show, put into `#signal-<number of the task>`.
    """

    page: str
    marks: str


_asides: list[Aside] = []


def register_aside(page: str, *, marks: str) -> None:
    """Say more of tasks."""
    _asides.append(Aside(page, marks))


def asides() -> list[Aside]:
    return list(_asides)
