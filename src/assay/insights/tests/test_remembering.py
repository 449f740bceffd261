"""What is remembered of projects: no more than there is room for, and of that what was asked for last."""

import gc
import weakref
from collections.abc import Collection

from assay.insights.remembering import LOOKED_AT_AGAIN, Mark, Remembered, spare_collector

KITE, FOX, OWL = (Mark(number, "K", 1, "UTC", 7) for number in (1, 2, 3))


def test_what_was_longest_not_asked_for_goes_first() -> None:
    derived: list[int] = []

    def derive(marks: Collection[Mark]) -> dict[int, str]:
        derived.extend(mark.project_id for mark in marks)
        return {mark.project_id: str(mark.stamp) for mark in marks}

    known: Remembered[str] = Remembered(most=2)
    for mark in (KITE, FOX, KITE, OWL, KITE):
        assert known.of([mark], derive) == {mark.project_id: "7"}
    assert derived == [1, 2, 3]
    known.of([FOX], derive)
    assert derived == [1, 2, 3, 2]


class Circle:
    """Something that holds itself."""

    def __init__(self) -> None:
        self.itself = self


def test_what_lives_long_is_frozen_without_the_garbage_of_that_moment() -> None:
    gone = weakref.ref(Circle())
    try:
        spare_collector()
        assert gone() is None
    finally:
        gc.unfreeze()


def test_a_circle_that_lived_while_others_were_frozen_goes_later() -> None:
    circle = Circle()
    gone = weakref.ref(circle)
    try:
        spare_collector()
        del circle
        for _time in range(LOOKED_AT_AGAIN):
            spare_collector()
        assert gone() is None
    finally:
        gc.unfreeze()
