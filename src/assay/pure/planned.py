"""Planned parameters: what a plan says of a setting, and whether a logged value is as planned.

A plan names one value (`0.1`), a range with both ends in it (`1..10`), a list (`relu, tanh`) or `any`. Numbers
compare as numbers, so that `0.10` is `1e-1`; everything else compares as text, without its case and outer blanks.
"""

import math
import re
from dataclasses import dataclass

ANY = "any"
_RANGE = re.compile(r"(?P<low>\S+?)\s*(?:\.\.\.?|…|\bto\b)\s*(?P<high>\S+)", re.IGNORECASE)
_OPENING, _CLOSING = "([{", ")]}"


class BadPlan(ValueError):
    """The text is no plan of a parameter; `code` says why: empty, reversed, endless."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Planned:
    """One parameter of a plan, as it is written."""

    name: str
    text: str

    def allows(self, logged: str) -> bool:
        """Say whether a run that logged this value keeps to the plan."""
        if self.text.strip().casefold() == ANY:
            return True
        if ends := _range(self.text):
            value = _number(logged)
            return value is not None and ends[0] <= value <= ends[1]
        return any(_is_same(one, logged) for one in [self.text, *_options(self.text)])


def planned(name: str, text: str) -> Planned:
    """Read the plan of one parameter. Raises `BadPlan`."""
    if not text.strip():
        raise BadPlan("empty")
    if ends := _range(text):
        if not all(math.isfinite(end) for end in ends):
            raise BadPlan("endless")
        if ends[0] > ends[1]:
            raise BadPlan("reversed")
    return Planned(" ".join(name.split()), " ".join(text.split()))


def _range(text: str) -> tuple[float, float] | None:
    found = _RANGE.fullmatch(text.strip())
    low, high = (_number(found["low"]), _number(found["high"])) if found else (None, None)
    return None if low is None or high is None else (low, high)


def _options(text: str) -> list[str]:
    """Split at commas outside of brackets: `[32, 64], [64, 64]` are two."""
    options, depth = [""], 0
    for sign in text:
        depth += (sign in _OPENING) - (sign in _CLOSING)
        if sign == "," and depth <= 0:
            options.append("")
        else:
            options[-1] += sign
    return [option.strip() for option in options if option.strip()]


def _is_same(wanted: str, logged: str) -> bool:
    left, right = _number(wanted), _number(logged)
    if left is not None and right is not None:
        return math.isclose(left, right, rel_tol=1e-9) or (math.isnan(left) and math.isnan(right))
    return " ".join(wanted.split()).casefold() == " ".join(logged.split()).casefold()


def _number(text: str) -> float | None:
    try:
        return float(text.strip().replace("\N{MINUS SIGN}", "-"))
    except ValueError:
        return None
