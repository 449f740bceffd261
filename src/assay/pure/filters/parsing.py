"""Read a filter or an order."""

from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, cast

from .diagnosis import diagnose, not_an_order
from .errors import FilterError, Mistake
from .syntax import Comparison, Operator, Order

if TYPE_CHECKING:
    from lark import Lark

MOST_CHARACTERS = 100_000
MOST_COMPARISONS = 100
MOST_LISTED = 1000
MOST_PATTERN = 2000
# Databases match each % by trying all places, so many would be slow.
MOST_WILDCARDS = 8


def parse_filter(text: str) -> tuple[Comparison, ...]:
    """Read comparisons joined by AND; none for an empty text. Raises `FilterError`."""
    if len(text) > MOST_CHARACTERS:
        raise FilterError(Mistake.TOO_LONG, MOST_CHARACTERS + 1, limit=str(MOST_CHARACTERS))
    return _parsed(text)


def parse_order(text: str) -> Order:
    """Read a name that may be followed by ASC or DESC. Raises `FilterError`."""
    if "\0" in text or len(text) > MOST_PATTERN:
        raise not_an_order(text)
    return _parsed_order(text)


# Pages and scripts ask the same question again and again.
@lru_cache(maxsize=256)
def _parsed(text: str) -> tuple[Comparison, ...]:
    if "\0" in text:
        raise FilterError(Mistake.UNREADABLE, text.index("\0") + 1)
    found = cast("tuple[Comparison, ...]", _tree(text, "filter"))
    if len(found) > MOST_COMPARISONS:
        raise FilterError(Mistake.TOO_MANY, found[MOST_COMPARISONS].column, limit=str(MOST_COMPARISONS))
    for comparison in found:
        _check_size(comparison)
    return found


@lru_cache(maxsize=256)
def _parsed_order(text: str) -> Order:
    try:
        return cast("Order", _tree(text, "order"))
    except FilterError as error:
        raise error if error.mistake is Mistake.UNKNOWN_KIND else not_an_order(text) from None


def _tree(text: str, start: str) -> Any:
    # Late, as most of a server's life nobody searches, and its start must not wait for a parser.
    from lark import UnexpectedCharacters, UnexpectedInput, UnexpectedToken
    from lark.exceptions import VisitError

    try:
        return _parser().parse(text, start=start)
    except VisitError as error:
        raise error.orig_exc from None
    except UnexpectedInput as stopped:
        place: Any = len(text)
        if isinstance(stopped, UnexpectedToken) and stopped.token.type != "$END":
            place = stopped.token.start_pos
        elif isinstance(stopped, UnexpectedCharacters):
            place = stopped.pos_in_stream
        raise diagnose(text, place) from None


@cache
def _parser() -> "Lark":
    from lark import Lark

    from .building import Builder

    grammar = files(__package__).joinpath("grammar.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", lexer="contextual", start=["filter", "order"], transformer=Builder())


def _check_size(found: Comparison) -> None:
    if isinstance(found.value, tuple) and len(found.value) > MOST_LISTED:
        raise FilterError(Mistake.LONG_LIST, found.column, limit=str(MOST_LISTED))
    if found.operator in {Operator.LIKE, Operator.ILIKE} and isinstance(found.value, str):
        if len(found.value) > MOST_PATTERN:
            raise FilterError(Mistake.LONG_PATTERN, found.column, limit=str(MOST_PATTERN))
        if found.value.count("%") > MOST_WILDCARDS:
            raise FilterError(Mistake.MANY_WILDCARDS, found.column, limit=str(MOST_WILDCARDS))
