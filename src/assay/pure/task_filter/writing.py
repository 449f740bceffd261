"""Write a filter as the text that reads as the same filter."""

from datetime import date

from assay.pure.numbers import plain_decimal

from .syntax import PLAIN_VALUE, Bound, Days, Filter, Term, Value, Words


def written(found: Filter) -> str:
    return " ".join(_term(term) for term in found.terms)


def quoted(name: str) -> str:
    """Return a name as it can stand after a key: in quotes where it needs them."""
    return name if PLAIN_VALUE.fullmatch(name) else _in_quotes(name)


def _term(term: Term) -> str:
    minus = "-" if term.is_negated else ""
    if isinstance(term, Words):
        return minus + (_in_quotes(term.text) if term.is_phrase else term.text)
    return f"{minus}{term.key}:{','.join(_value(value) for value in term.values)}"


def _value(value: Value) -> str:
    return quoted(value) if isinstance(value, str) else f"{value.sign}{_amount(value)}"


def _amount(bound: Bound) -> str:
    if isinstance(bound.amount, Days):
        return f"{bound.amount.number}d"
    return bound.amount.isoformat() if isinstance(bound.amount, date) else plain_decimal(bound.amount)


def _in_quotes(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
