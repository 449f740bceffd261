"""One task's way through the board, as its history tells it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from assay.pure.flow import DONE, QUEUE
from assay.tasks.replaying import AWAY, Row, Told, moment_of, put_away

# What changes where a task is; all other events leave its stays as they are.
KINDS = ("task.created", "task.moved", "task.edited", "task.blocked", "task.unblocked", *AWAY)
PhaseOf = Callable[[int | None, str], int | None]


@dataclass(frozen=True)
class Place:
    """Where a task is: in done, it is nowhere else."""

    state: str = QUEUE
    phase_id: int | None = None
    column: str = ""
    is_blocked: bool = False
    is_away: bool = False


@dataclass(frozen=True)
class Stretch:
    """A time in one place; the last one of a task has no end."""

    place: Place
    began_at: datetime
    ended_at: datetime | None = None


def stretches_of(history: Sequence[Row], *, undone: set[int], phase_of: PhaseOf) -> list[Stretch]:
    """Return the way of one task from its events, in order and without gaps. What was taken back never happened.

    Moments never run backwards, even where a clock did.
    """
    replay = _Replay(_first_column(history), phase_of)
    for number, _task, kind, told, at in history:
        if number not in undone:
            replay.take(kind, told, at)
    return replay.stretches


def _first_column(history: Sequence[Row]) -> str:
    """Where the task was before it first moved: its creation does not say."""
    return next((told.before for _number, _task, kind, told, _at in history if kind == "task.moved"), "")


class _Replay:
    def __init__(self, column: str, phase_of: PhaseOf) -> None:
        self.stretches: list[Stretch] = []
        self._phase_of = phase_of
        self._away = 0
        self._now = Place(column=column)

    def take(self, kind: str, told: Told, at: Any) -> None:
        if kind == "task.moved":
            self._now = replace(self._now, state=told.state, column=told.column)
        elif kind == "task.created":
            self._now = replace(self._now, phase_id=self._phase_of(told.phase_id, told.phase))
        elif kind == "task.edited":
            if told.changes and told.changes.phase:
                self._now = replace(self._now, phase_id=self._phase_of(told.phase_id, told.changes.phase[1]))
        elif kind in AWAY:
            self._away = put_away(self._away, kind)
            self._now = replace(self._now, is_away=bool(self._away))
        else:
            self._now = replace(self._now, is_blocked=kind == "task.blocked")
        self._follow(at)

    def _follow(self, at: Any) -> None:
        place, last = self._now, self.stretches[-1] if self.stretches else None
        if place.state == DONE:
            place = replace(place, is_blocked=False, is_away=False)
        if last and last.place.state == place.state == DONE:
            self.stretches[-1] = replace(last, place=place)
        elif last is None:
            self.stretches.append(Stretch(place, moment_of(at)))
        elif last.place != place:
            moment = max(moment_of(at), last.began_at)
            self.stretches[-1:] = [replace(last, ended_at=moment), Stretch(place, moment)]
