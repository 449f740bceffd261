"""Build the tree from what the parser found."""

from typing import Any

from lark import Token, Transformer, v_args

from .errors import FilterError, Mistake
from .syntax import Comparison, Kind, Name, Operator, Order, Value

_KINDS = {
    **dict.fromkeys(("attributes", "attribute", "attr", "run"), Kind.ATTRIBUTE),
    **dict.fromkeys(("metrics", "metric"), Kind.METRIC),
    **dict.fromkeys(("params", "param", "parameters", "parameter"), Kind.PARAM),
    **dict.fromkeys(("tags", "tag"), Kind.TAG),
    **dict.fromkeys(("datasets", "dataset"), Kind.DATASET),
}


@v_args(inline=True)
class Builder(Transformer[Token, Any]):
    def filter(self, *comparisons: Comparison) -> tuple[Comparison, ...]:
        return comparisons

    def compared(self, name: Token, sign: Token, value: Token) -> Comparison:
        found = float(value) if value.type == "NUMBER" else unquoted(value)
        return _comparison(name, Operator(sign.upper()), found)

    def within(self, name: Token, texts: tuple[str, ...]) -> Comparison:
        return _comparison(name, Operator.IN, texts)

    def without(self, name: Token, texts: tuple[str, ...]) -> Comparison:
        return _comparison(name, Operator.NOT_IN, texts)

    def missing(self, name: Token) -> Comparison:
        return _comparison(name, Operator.IS_NULL, None)

    def present(self, name: Token) -> Comparison:
        return _comparison(name, Operator.IS_NOT_NULL, None)

    def list(self, *texts: Token) -> tuple[str, ...]:
        return tuple(unquoted(text) for text in texts)

    def order(self, name: Token, way: Token | None = None) -> Order:
        return Order(_name(name), is_descending=way is not None and way.upper() == "DESC")


def unquoted(text: str) -> str:
    """Return the text between the quotes; a quote within stands there twice."""
    quote = text[0]
    return text[1:-1].replace(quote * 2, quote)


def _comparison(name: Token, operator: Operator, value: Value) -> Comparison:
    return Comparison(_name(name), operator, value, _column(name))


def _name(token: Token) -> Name:
    """A key without a kind before it is an attribute; only the first dot ends a kind."""
    text = str(token)
    kind, dot, key = text.partition(".")
    if not dot or text[0] == '"' or (text[0] == "`" and kind[-1] != "`"):
        return Name(Kind.ATTRIBUTE, _key(text))
    found = _KINDS.get(kind.strip("`").lower())
    if found is None:
        known = ", ".join(Kind)
        raise FilterError(Mistake.UNKNOWN_KIND, _column(token), found=kind.strip("`")[:40], known=known)
    if not key:
        raise FilterError(Mistake.UNEXPECTED, _column(token), found=text[:40])
    return Name(found, _key(key))


def _key(text: str) -> str:
    return unquoted(text) if text[0] in '`"' else text


def _column(token: Token) -> int:
    return (token.start_pos or 0) + 1
