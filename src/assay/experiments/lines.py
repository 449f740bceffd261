"""Texts of several lines, read line by line; what is wrong is said with its line and column."""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.utils.translation import gettext as _

from assay.pure.criteria import MESSAGES, Condition, CriterionError, StopRule, parse_criterion, parse_stop

Meaning = TypeVar("Meaning")
MOST_LINES = 20
MOST_CHARACTERS = 300
_NUMBER_LINE = re.compile(r"(?P<name>[^\s=:].*?)\s*(?:==?|:|\s)\s*(?P<number>[^\s=:]+)")


@dataclass(frozen=True)
class Mistake:
    """What is wrong in one line: the line as it was written, the place in it (from 1), and how to mend it."""

    line: int
    column: int
    text: str
    message: str
    hint: str = ""

    @property
    def before(self) -> str:
        return self.text[: self.column - 1]

    @property
    def after(self) -> str:
        return self.text[self.column - 1 :]

    def __str__(self) -> str:
        place = _("Line %(line)d, column %(column)d:") % {"line": self.line, "column": self.column}
        return " ".join(part for part in (place, self.message, self.hint) if part)


class BadLines(ValueError):
    """Some lines cannot be read."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        super().__init__(" ".join(str(mistake) for mistake in mistakes))
        self.mistakes = list(mistakes)


class _Wrong(Exception):
    """One line cannot be read."""

    def __init__(self, message: str, hint: str = "", column: int = 1) -> None:
        super().__init__(message)
        self.message, self.hint, self.column = message, hint, column


def read_criteria(text: str) -> list[Condition]:
    """Read success criteria, one in a line; empty lines are left out. Raises `BadLines`."""
    return _read(text, lambda line: _language(parse_criterion, line))


def read_stops(text: str) -> list[StopRule]:
    """Read stop conditions, one in a line. Raises `BadLines`."""
    return _read(text, lambda line: _language(parse_stop, line))


def read_numbers(text: str) -> dict[str, float]:
    """Read baseline numbers as in `f1 = 0.81`, one in a line. Raises `BadLines`."""
    return dict(_read(text, _number))


def written_numbers(values: dict[str, float]) -> str:
    """Write what `read_numbers` reads."""
    return "\n".join(f"{name} = {value!r}" for name, value in values.items())


def _read(text: str, read: Callable[[str], Meaning]) -> list[Meaning]:
    found: list[Meaning] = []
    mistakes: list[Mistake] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            found.append(_bounded(line, read, len(found)))
        except _Wrong as wrong:
            mistakes.append(Mistake(number, wrong.column, line, wrong.message, wrong.hint))
    if mistakes:
        raise BadLines(mistakes)
    return found


def _bounded(line: str, read: Callable[[str], Meaning], before: int) -> Meaning:
    if before >= MOST_LINES:
        raise _Wrong(_("There are too many lines; at most %(most)d fit.") % {"most": MOST_LINES})
    return read(line)


def _language(parse: Callable[[str], Meaning], line: str) -> Meaning:
    try:
        return parse(line)
    except CriterionError as error:
        message, hint = MESSAGES[error.code]
        raise _Wrong(_(message).format(**error.params), _(hint).format(**error.params), error.column) from error


def _number(line: str) -> tuple[str, float]:
    found = _NUMBER_LINE.fullmatch(line.strip())
    if not found:
        raise _Wrong(_("Write a metric and its number: f1 = 0.81"))
    column = line.index(found["number"], found.end("name")) + 1
    if len(found["name"]) > MOST_CHARACTERS:
        raise _Wrong(_("The name of the metric is too long."))
    try:
        value = float(found["number"])
    except ValueError as error:
        message = _("“%(found)s” is not a number.") % {"found": found["number"][:40]}
        raise _Wrong(message, _("Write it with a point: f1 = 0.81"), column) from error
    if not math.isfinite(value):
        raise _Wrong(_("A baseline is a finite number."), _("Write a number such as 0.81."), column)
    return found["name"].strip(), value
