"""How often something may be tried: counted in the database, so that all processes know of every try.

Asking costs one read. Only what is counted writes, and what is refused is counted no further, so that whoever
knocks a thousand times makes the database write a few rows.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F

from assay.kit.clock import now
from assay.kit.jobs import job
from assay.kit.models import Tally


class TooOften(Exception):
    """It was tried too often; `seconds` says how long to wait."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"Too many tries. Try again in {seconds} seconds.")
        self.seconds = seconds


@dataclass(frozen=True)
class Limit:
    """`most` tries within `seconds`, counted apart for each `who`: an address, an e-mail, a person."""

    name: str
    most: int
    seconds: int

    def seconds_left(self, who: str, *, at: datetime | None = None) -> int:
        """Return how long to wait; 0 when another try is free."""
        at = at or now()
        tally = Tally.objects.filter(key=self._key(who), count__gte=self.most, ends_at__gt=at).first()
        return max(1, round((tally.ends_at - at).total_seconds())) if tally else 0

    def check(self, who: str, *, at: datetime | None = None) -> None:
        """Raise `TooOften` when no try is free."""
        if seconds := self.seconds_left(who, at=at):
            raise TooOften(seconds)

    def count(self, who: str, *, at: datetime | None = None) -> None:
        """Note one try. The time begins with the first."""
        at, key = at or now(), self._key(who)
        one_more = {"count": F("count") + 1}
        if Tally.objects.filter(key=key, ends_at__gt=at).update(**one_more) or self.claim(who, at=at):
            return
        Tally.objects.filter(key=key).update(**one_more)  # somebody else was the first in the same instant

    def claim(self, who: str, *, at: datetime | None = None) -> bool:
        """Begin to count; True for the one who was first within the time, however many ask at once."""
        at, key = at or now(), self._key(who)
        fresh = {"count": 1, "ends_at": at + timedelta(seconds=self.seconds)}
        _tally, is_first = Tally.objects.get_or_create(key=key, defaults=fresh)
        return is_first or bool(Tally.objects.filter(key=key, ends_at__lte=at).update(**fresh))

    def forget(self, who: str) -> None:
        Tally.objects.filter(key=self._key(who)).delete()

    def _key(self, who: str) -> str:
        """A digest: nobody needs to read from this table who tried what."""
        return hashlib.sha256(f"{self.name}\n{who}".encode("utf-8", "surrogatepass")).hexdigest()


@job(every_minutes=30)
def sweep_tallies() -> None:
    """Delete the counts whose time is over."""
    Tally.objects.filter(ends_at__lt=now()).delete()
