"""From the parser's tokens to the syntax values; checks that a grammar cannot express happen here."""

import math
from dataclasses import dataclass, replace
from typing import TypeAlias

from lark import Token, Transformer

from .errors import CriterionError, ErrorCode
from .limits import MAX_COUNT, MAX_ELAPSED, MAX_WINDOWS
from .syntax import (
    After,
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    Counter,
    Divergence,
    Elapsed,
    FromBaseline,
    MetricRef,
    Number,
    OffsetKind,
    Operator,
)
from .units import KNOWN_UNITS, duration_unit


@dataclass(frozen=True, slots=True)
class Draft:
    """A condition under construction, with the words that only a stop condition may use."""

    condition: Condition
    stop_words: tuple[Token, ...] = ()
    then: str | None = None


@dataclass(frozen=True, slots=True)
class _Clause:
    keyword: Token
    content: str | After | int


_Subject: TypeAlias = tuple[MetricRef, Token | None]


class Builder(Transformer[Token, Draft]):
    """Called by the parser bottom-up, one method per grammar rule; keeps no state."""

    def start(self, children: list[Token | Draft]) -> Draft:
        draft = next(child for child in children if isinstance(child, Draft))
        words = [child for child in children if isinstance(child, Token)]
        then = next((_then(word) for word in words if word.type == "THEN"), None)
        return replace(draft, stop_words=(*words, *draft.stop_words), then=then)

    def either(self, drafts: list[Draft]) -> Draft:
        if len(drafts) == 1:
            return drafts[0]
        return Draft(AnyOf(_flat(drafts, AnyOf)), _stop_words(drafts))

    def all(self, drafts: list[Draft]) -> Draft:
        if len(drafts) == 1:
            return drafts[0]
        return Draft(AllOf(_flat(drafts, AllOf)), _stop_words(drafts))

    def comparison(self, children: list[object]) -> Draft:
        subject, operator, value, *clauses = children
        said = _clauses(subject, clauses)
        after = said.get("after")
        windows = said.get("for")
        node = Comparison(
            metric=_metric(subject, said),
            operator=_operator(operator),
            value=value if isinstance(value, FromBaseline) else _as_number(value),
            after=after.content if after and isinstance(after.content, After) else None,
            windows=windows.content if windows and isinstance(windows.content, int) else 1,
        )
        return Draft(node, tuple(clause.keyword for clause in (after, windows) if clause))

    def divergence(self, children: list[object]) -> Draft:
        subject, word, *clauses = children
        assert isinstance(word, Token)
        said = _clauses(subject, clauses)
        if windows := said.get("for"):
            raise _error(ErrorCode.UNEXPECTED, windows.keyword, found=str(windows.keyword))
        after = said.get("after")
        limit = after.content if after and isinstance(after.content, After) else None
        return Draft(Divergence(_metric(subject, said), limit), (word,))

    def elapsed(self, tokens: list[Token]) -> Draft:
        word, operator, amount = tokens[:3]
        unit = duration_unit(tokens[3]) if len(tokens) > 3 else None
        if not (how := _operator(operator)).wants_more:
            raise _error(ErrorCode.ELAPSED_DIRECTION, operator)
        value = _finite(amount)
        if unit is None or not 0 <= value <= MAX_ELAPSED.total_seconds() / 60:
            raise _error(ErrorCode.WRONG_DURATION, amount)
        node = Elapsed(how, value, unit)
        if node.duration > MAX_ELAPSED:
            raise _error(ErrorCode.WRONG_DURATION, amount)
        return Draft(node, (word,))

    def subject(self, children: list[Token | _Clause]) -> tuple[str, _Clause | None]:
        name, *rest = children
        assert isinstance(name, Token)
        return _name(name), rest[0] if rest and isinstance(rest[0], _Clause) else None

    def number(self, tokens: list[Token]) -> Number:
        amount, unit = tokens[0], tokens[1] if len(tokens) > 1 else None
        if unit and unit.lower() == "pp":
            raise _error(ErrorCode.POINTS_WITHOUT_BASELINE, unit)
        return Number(_finite(amount), _unit(amount, unit))

    def baseline(self, tokens: list[Token]) -> FromBaseline:
        if len(tokens) == 1:
            return FromBaseline()
        _, sign, size, *units = tokens
        amount = _finite(size) if sign == "+" else -_finite(size)
        if units and units[0].lower() == "pp":
            return FromBaseline(amount, OffsetKind.POINTS)
        unit = _unit(size, units[0] if units else None)
        if unit == "%":
            return FromBaseline(amount, OffsetKind.RELATIVE)
        return FromBaseline(amount, OffsetKind.ABSOLUTE, unit)

    def on(self, tokens: list[Token]) -> _Clause:
        return _Clause(tokens[0], _name(tokens[1]))

    def after(self, tokens: list[Token]) -> _Clause:
        word, count, counted = tokens
        counter = Counter.EPOCHS if counted.lower().startswith("epoch") else Counter.STEPS
        if int(count) > MAX_COUNT or (counter is Counter.EPOCHS and int(count) < 1):
            raise _error(ErrorCode.WRONG_AFTER, count)
        return _Clause(word, After(int(count), counter))

    def windows(self, tokens: list[Token]) -> _Clause:
        word, count = tokens
        if not 1 <= int(count) <= MAX_WINDOWS:
            raise _error(ErrorCode.WRONG_WINDOWS, count, limit=str(MAX_WINDOWS))
        return _Clause(word, int(count))


def _then(word: Token) -> str:
    text = " ".join(word.removeprefix("->").removeprefix("→").split())
    if not text:
        raise _error(ErrorCode.MISSING_THEN, word)
    return text


def _flat(drafts: list[Draft], kind: type[AllOf] | type[AnyOf]) -> tuple[Condition, ...]:
    parts: list[Condition] = []
    for draft in drafts:
        inner = draft.condition
        parts.extend(inner.parts if isinstance(inner, AllOf | AnyOf) and isinstance(inner, kind) else [inner])
    return tuple(parts)


def _stop_words(drafts: list[Draft]) -> tuple[Token, ...]:
    return tuple(word for draft in drafts for word in draft.stop_words)


def _clauses(subject: object, clauses: list[object]) -> dict[str, _Clause]:
    assert isinstance(subject, tuple)
    said: dict[str, _Clause] = {}
    for clause in (subject[1], *clauses):
        if not isinstance(clause, _Clause):
            continue
        keyword = clause.keyword.lower()
        if keyword in said:
            raise _error(ErrorCode.REPEATED_CLAUSE, clause.keyword, clause=keyword)
        said[keyword] = clause
    return said


def _metric(subject: object, said: dict[str, _Clause]) -> MetricRef:
    assert isinstance(subject, tuple)
    split = said["on"].content if "on" in said else None
    return MetricRef(subject[0], split if isinstance(split, str) else None)


def _as_number(value: object) -> Number:
    assert isinstance(value, Number)
    return value


def _operator(token: object) -> Operator:
    return Operator({"≥": ">=", "≤": "<="}.get(str(token), str(token)))


def _name(token: Token) -> str:
    if token.type != "QUOTED":
        return str(token)
    name = token[1:-1].strip()
    if not name:
        raise _error(ErrorCode.UNCLOSED_QUOTE, token)
    return name


def _finite(token: Token) -> float:
    value = float(token.replace("−", "-"))
    if not math.isfinite(value):
        raise _error(ErrorCode.NOT_FINITE, token, found=str(token))
    return value


def _unit(amount: Token, unit: Token | None) -> str | None:
    if unit is None:
        return None
    if unit.type == "PERCENT":
        return "%"
    if unit.start_pos != amount.end_pos and unit not in KNOWN_UNITS:
        raise _error(ErrorCode.UNKNOWN_WORD, unit, word=str(unit))
    return str(unit)


def _error(code: ErrorCode, token: Token, **params: str) -> CriterionError:
    return CriterionError(code, (token.start_pos or 0) + 1, **params)
