"""Filters and orders of searches, in the language of MLflow's clients: read, checked and written again.

Comparisons joined by AND; `attributes.`, `metrics.`, `params.`, `tags.` and `datasets.` in all their spellings.
"""

from .errors import FilterError, Mistake
from .fields import Fields
from .parsing import parse_filter, parse_order
from .syntax import Comparison, Kind, Name, Operator, Order, Value
from .writing import format_filter, format_name, format_order

__all__ = [
    "Comparison",
    "Fields",
    "FilterError",
    "Kind",
    "Mistake",
    "Name",
    "Operator",
    "Order",
    "Value",
    "format_filter",
    "format_name",
    "format_order",
    "parse_filter",
    "parse_order",
]
