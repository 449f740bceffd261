"""What phases still owe. A higher domain knows; a project's pages and the end of a phase ask."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Owed:
    """Something a phase hands over: `state` in words, `is_settled` when nothing is left to do for it."""

    key: str
    title: str
    url: str
    state: str
    is_settled: bool


OwedBy = Callable[[Collection[int]], Mapping[int, list[Owed]]]
_owed_by: list[OwedBy] = []


def register_owed(owed_by: OwedBy) -> None:
    """Say what phases, by id, hand over; a phase may be missing in the answer."""
    _owed_by[:] = [owed_by]


def owed_by(phases: Collection[int]) -> Mapping[int, list[Owed]]:
    """Return what each phase hands over, settled or not. The caller checked who may see the phases."""
    return _owed_by[0](phases) if _owed_by else {}
