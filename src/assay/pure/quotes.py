"""Quotes that stand in a text: `{{run 12}}`, `{{tasks column:Doing | frozen 2026-11-27}}`. Read and written, no more.

What was frozen once more on one day is numbered: `{{run 12 | frozen 2026-11-27 (2)}}`. A quote has a line of its own.
A line that begins otherwise is no quote, whatever braces it holds.
"""

import re
from dataclasses import dataclass, replace
from datetime import date

# Of what is asked; a line has room for a day and some blanks besides.
MOST_LETTERS, _LONGEST = 400, 500
_QUOTE = re.compile(r"\{\{ ?([a-z]+)(?: ([^{}]*))?\}\}")
_FROZEN = re.compile(r"(?:^|(?P<argument>.*?) *)\| *frozen(?: +(?P<on>\S+)(?: +\((?P<nth>[1-9][0-9]{0,4})\))?)?")


@dataclass(frozen=True)
class Quote:
    """What is asked: `kind` is its first word, `argument` the rest in single blanks.

    `is_frozen` without `on`: it is to be frozen, on the day on which it is saved. `is_dated_badly`: that is no day.
    `nth` tells apart what was kept of it on one day.
    """

    kind: str
    argument: str = ""
    is_frozen: bool = False
    on: date | None = None
    is_dated_badly: bool = False
    nth: int = 1

    @property
    def asked(self) -> str:
        """What it asks, whether frozen or live: `run 12`."""
        return f"{self.kind} {self.argument}".rstrip()

    def frozen(self, on: date, nth: int = 1) -> "Quote":
        return replace(self, is_frozen=True, on=on, nth=nth, is_dated_badly=False)

    def frozen_anew(self) -> "Quote":
        """The same, to be frozen on the day on which it is saved."""
        return replace(self, is_frozen=True, on=None, nth=1, is_dated_badly=False)

    def live(self) -> "Quote":
        return replace(self, is_frozen=False, on=None, nth=1, is_dated_badly=False)


def read(line: str) -> Quote | None:
    """Return the quote that the line is; None for a line that is none."""
    found = _QUOTE.fullmatch(line.strip(" \t")) if len(line) <= _LONGEST else None
    quote = _meant(found[1], " ".join((found[2] or "").split())) if found else None
    return quote if quote and len(quote.asked) <= MOST_LETTERS else None


def written(quote: Quote) -> str:
    """Return the line that `read` reads as this quote."""
    day = f" {quote.on.isoformat()}" if quote.on else ""
    day += f" ({quote.nth})" if quote.nth > 1 else ""
    return f"{{{{{quote.asked}{f' | frozen{day}' if quote.is_frozen else ''}}}}}"


def _meant(kind: str, said: str) -> Quote:
    frozen = _FROZEN.fullmatch(said)
    if frozen is None:
        return Quote(kind, said)
    argument, on = frozen["argument"] or "", frozen["on"]
    day = _day(on) if on else None
    nth = int(frozen["nth"] or 1) if day else 1
    return Quote(kind, argument, is_frozen=True, on=day, is_dated_badly=bool(on and not day), nth=nth)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text, re.ASCII) else None
    except ValueError:
        return None
