"""A pass under way: the server, the source, and what was counted and left out so far."""

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assay.accounts.models import Person
from assay.importers.models import LeftOut, Source
from assay.importers.remote.lines import Lines
from assay.importers.remote.server import Remote
from assay.kit.clock import from_milliseconds, now

# Beyond these years a time has no local time in every zone.
_YEARS = range(1900, 9000)


class Stopped(Exception):
    """Somebody paused or removed the source."""


@dataclass
class Pass:
    """What the steps share. `cursor` is what the next process goes on from; `keep` makes it last."""

    source: Source
    remote: Remote
    lines: Lines
    by: Person
    cursor: dict[str, Any]
    counts: Counter[str]
    newest_ms: int
    ends_at: float
    told: Callable[["Pass"], None]

    @property
    def is_over_time(self) -> bool:
        return time.monotonic() >= self.ends_at

    @property
    def looks_over(self) -> bool:
        """Whether this pass looks at everything, and not only at what is new."""
        return bool(self.cursor.get("whole"))

    def go_to(self, step: str) -> None:
        """Begin the next step."""
        self.cursor = {"step": step, "whole": self.looks_over}
        self.keep()

    def keep(self, **where: Any) -> None:
        """Make the place lasting. Raises `Stopped`."""
        self.cursor = self.cursor | where
        goes_on = self.source.stand_at(self.cursor, dict(self.counts), self.newest_ms)
        self.told(self)
        if not goes_on:
            raise Stopped

    def leave_out(self, what: str, name: str, why: object) -> None:
        """Note that something did not come."""
        LeftOut.objects.update_or_create(
            source=self.source, what=what, name=clean(name)[:500], defaults={"why": str(why)[:1000]}
        )

    def has_come(self, what: str, name: str) -> None:
        """Take back that it was left out."""
        LeftOut.objects.filter(source=self.source, what=what, name=clean(name)[:500]).delete()


def clean(text: str) -> str:
    return text.replace("\0", "�")


def whole(value: int | str) -> int:
    """Return a number that may have been written as a text; 0 for what is none."""
    try:
        return int(value)
    except (ValueError, OverflowError):
        return 0


def moment(value: int | str) -> datetime | None:
    """Return a time in milliseconds; None for none, and for one that no calendar holds."""
    number = whole(value)
    found = from_milliseconds(number) if number else None
    return found if found is not None and found.year in _YEARS else None


def moment_or_now(value: int | str) -> datetime:
    return moment(value) or now()
