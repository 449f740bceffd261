"""Write a tree as the text that reads as the same tree."""

from collections.abc import Iterable

from .syntax import Comparison, Name, Order


def format_filter(comparisons: Iterable[Comparison]) -> str:
    return " AND ".join(_comparison(one) for one in comparisons)


def format_order(order: Order) -> str:
    return f"{format_name(order.name)} {'DESC' if order.is_descending else 'ASC'}"


def _comparison(one: Comparison) -> str:
    start = f"{format_name(one.name)} {one.operator}"
    if one.value is None:
        return start
    if isinstance(one.value, tuple):
        return f"{start} ({', '.join(_quoted(text) for text in one.value)})"
    return f"{start} {_quoted(one.value) if isinstance(one.value, str) else repr(one.value)}"


def format_name(name: Name) -> str:
    return f"{name.kind}.{_quoted(name.key, mark='`')}"


def _quoted(text: str, *, mark: str = "'") -> str:
    return mark + text.replace(mark, mark * 2) + mark
