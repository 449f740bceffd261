"""Quotes that stand in a text: `{{run 12}}`, `{{tasks column:Doing | frozen 2026-11-27}}`. Read and written, no more.

A quote has a line of its own. A line that begins otherwise is no quote, whatever braces it holds.
"""

import re
from dataclasses import dataclass, replace
from datetime import date

MOST_LETTERS = 400
_QUOTE = re.compile(r"\{\{ ?([a-z]+)(?: +([^{}]*?))? *\}\}")
_FROZEN = re.compile(r"(?:^|(?P<argument>.*?) *)\| *frozen(?: +(?P<on>\S+))?")


@dataclass(frozen=True)
class Quote:
    """What is asked: `kind` is its first word, `argument` the rest in single blanks.

    `is_frozen` without `on`: it is to be frozen, on the day on which it is saved. `is_dated_badly`: that is no day.
    """

    kind: str
    argument: str = ""
    is_frozen: bool = False
    on: date | None = None
    is_dated_badly: bool = False

    @property
    def asked(self) -> str:
        """What it asks, whether frozen or live: `run 12`."""
        return f"{self.kind} {self.argument}".rstrip()

    def frozen(self, on: date) -> "Quote":
        return replace(self, is_frozen=True, on=on, is_dated_badly=False)

    def frozen_anew(self) -> "Quote":
        """The same, to be frozen on the day on which it is saved."""
        return replace(self, is_frozen=True, on=None, is_dated_badly=False)

    def live(self) -> "Quote":
        return replace(self, is_frozen=False, on=None, is_dated_badly=False)


def read(line: str) -> Quote | None:
    """Return the quote that the line is; None for a line that is none."""
    found = _QUOTE.fullmatch(line.strip(" \t")) if len(line) <= MOST_LETTERS else None
    if found is None:
        return None
    said = " ".join((found[2] or "").split())
    frozen = _FROZEN.fullmatch(said)
    if frozen is None:
        return Quote(found[1], said)
    argument, on = frozen["argument"] or "", frozen["on"]
    day = _day(on) if on else None
    return Quote(found[1], argument, is_frozen=True, on=day, is_dated_badly=bool(on and not day))


def written(quote: Quote) -> str:
    """Return the line that `read` reads as this quote."""
    day = f" {quote.on.isoformat()}" if quote.on else ""
    return f"{{{{{quote.asked}{f' | frozen{day}' if quote.is_frozen else ''}}}}}"


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text, re.ASCII) else None
    except ValueError:
        return None
