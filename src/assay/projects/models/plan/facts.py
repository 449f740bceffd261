"""What a plan says, as plain values: forms and operations fill them, verbs write them down."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from assay.kit.days import is_within_reach, out_of_reach

MOST_TEXT = 20_000
MOST_WEEKS = 200


class BadPlan(ValueError):
    """A line of the plan cannot be so; the message says which and why."""


@dataclass(frozen=True)
class PlanLine:
    """What is planned for one phase, by its number. Without a start it follows the one before; `people` are numbers."""

    phase: int
    weeks_low: Decimal | None = None
    weeks_high: Decimal | None = None
    starts_on: date | None = None
    people: tuple[int, ...] = ()


@dataclass(frozen=True)
class PlanFacts:
    """Everything a person writes of a plan; the texts are Markdown."""

    starts_on: date
    methodology: str = ""
    data: str = ""
    risks: str = ""
    out_of_scope: str = ""
    lines: tuple[PlanLine, ...] = ()

    @property
    def digest(self) -> str:
        """Name what the plan says: two plans that say the same have the same."""
        told = {name: str(_comparable(value)) for name, value in asdict(self).items()}
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()

    def differing(self, other: "PlanFacts") -> list[str]:
        """Return the names of the facts that differ, for the history."""
        mine, theirs = asdict(self), asdict(other)
        return [name for name in mine if _comparable(mine[name]) != _comparable(theirs[name])]


TEXTS = ("methodology", "data", "risks", "out_of_scope")


def check_line(line: PlanLine, *, starts_on: date) -> None:
    """Raises `BadPlan` for weeks that are no range, and for a start before the plan begins."""
    low, high = line.weeks_low, line.weeks_high
    if high is not None and (low is None or low > high):
        raise BadPlan(_("Weeks are a range: say from how many, and no less as its end."))
    if any(weeks is not None and not 0 <= weeks <= MOST_WEEKS for weeks in (low, high)):
        raise BadPlan(_("A phase takes from 0 to %(most)s weeks.") % {"most": MOST_WEEKS})
    if not is_within_reach(line.starts_on):
        raise BadPlan(out_of_reach())
    if line.starts_on is not None and line.starts_on < starts_on:
        raise BadPlan(_("A phase cannot start before the plan does. Let the plan start earlier."))


def _comparable(value: Any) -> Any:
    """Lines as they count: in any order, with the people in any order and once, and `2` weeks as much as `2.0`."""
    if not isinstance(value, Iterable) or isinstance(value, str):
        return value
    return sorted(
        (
            line["phase"],
            _tenths(line["weeks_low"]),
            _tenths(line["weeks_high"]),
            str(line["starts_on"]),
            sorted(set(line["people"])),
        )
        for line in value
    )


def _tenths(weeks: Decimal | None) -> str:
    """Write weeks as the database keeps them."""
    return "None" if weeks is None else f"{weeks:.1f}"
