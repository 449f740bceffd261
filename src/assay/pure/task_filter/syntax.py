"""A filter as a tree: terms that must all hold."""

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from .keys import Key

# What can stand as a value without quotes.
PLAIN_VALUE = re.compile(r'[^\s",<>][^\s",]*')


class Sign(StrEnum):
    """How a value is compared; none means that it is exactly so."""

    IS = ""
    BELOW = "<"
    AT_MOST = "<="
    ABOVE = ">"
    AT_LEAST = ">="


@dataclass(frozen=True, order=True)
class Days:
    """So many days: of work for an age, else of the calendar."""

    number: int


@dataclass(frozen=True)
class Bound:
    """A number, days or a date, and how the fact is compared with it."""

    sign: Sign
    amount: Decimal | Days | date


Value: TypeAlias = str | Bound


@dataclass(frozen=True)
class Condition:
    """One of the values must fit the fact. Two that say the same are equal wherever they stand in the text."""

    key: Key
    values: tuple[Value, ...]
    is_negated: bool = False
    # Where in the text it stands, and each of its values: first place and the one behind it.
    place: tuple[int, int] = field(default=(0, 0), compare=False)
    places: tuple[tuple[int, int], ...] = field(default=(), compare=False)


@dataclass(frozen=True)
class Words:
    """The task says this: one word, of which the end may be missing, or with quotes the words in this order."""

    text: str
    is_phrase: bool = False
    is_negated: bool = False
    place: tuple[int, int] = field(default=(0, 0), compare=False)


Term: TypeAlias = Condition | Words


@dataclass(frozen=True)
class Filter:
    terms: tuple[Term, ...] = ()

    @property
    def conditions(self) -> tuple[Condition, ...]:
        return tuple(term for term in self.terms if isinstance(term, Condition))

    def __bool__(self) -> bool:
        """Whether it leaves anything out."""
        return bool(self.terms)

    def values_of(self, key: Key) -> tuple[Value, ...]:
        """Return what the key must be, where it is asked for without a minus."""
        return tuple(value for one in self.conditions if one.key is key and not one.is_negated for value in one.values)

    def without(self, key: Key) -> "Filter":
        return Filter(tuple(term for term in self.terms if not (isinstance(term, Condition) and term.key is key)))

    def having(self, key: Key, *values: Value) -> "Filter":
        """Return the filter with these values for the key in place of all that it said of it."""
        return Filter((*self.without(key).terms, Condition(key, values))) if values else self.without(key)
