"""A filter as a tree: comparisons that must all hold, and the order of what was found."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias


class Kind(StrEnum):
    """What a name belongs to. The values are how the canonical text spells them."""

    ATTRIBUTE = "attributes"
    METRIC = "metrics"
    PARAM = "params"
    TAG = "tags"
    DATASET = "datasets"


class Operator(StrEnum):
    EQUAL = "="
    DIFFERS = "!="
    BELOW = "<"
    AT_MOST = "<="
    ABOVE = ">"
    AT_LEAST = ">="
    LIKE = "LIKE"
    ILIKE = "ILIKE"
    IN = "IN"
    NOT_IN = "NOT IN"
    IS_NULL = "IS NULL"
    IS_NOT_NULL = "IS NOT NULL"


Value: TypeAlias = str | float | tuple[str, ...] | None


@dataclass(frozen=True)
class Name:
    kind: Kind
    key: str


@dataclass(frozen=True)
class Comparison:
    """One comparison. `value` is a text, a number, the texts of a list, or None beside IS [NOT] NULL."""

    name: Name
    operator: Operator
    value: Value = None
    # Where it stands in the text, from 1; two comparisons that say the same are equal wherever they stand.
    column: int = field(default=1, compare=False)


@dataclass(frozen=True)
class Order:
    name: Name
    is_descending: bool = False
