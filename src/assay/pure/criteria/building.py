"""From the parser's tokens to the syntax values; checks that a grammar cannot express happen here."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from lark import Token, Transformer, v_args

from assay.pure.numbers import MINUS

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


_Subject: TypeAlias = tuple[str, _Clause | None]
_Said: TypeAlias = Mapping[str, _Clause]


@v_args(inline=True)
class Builder(Transformer[Token, Draft]):
    """Called by the parser bottom-up, one method per grammar rule; keeps no state."""

    def start(self, *children: Token | Draft) -> Draft:
        draft = next(child for child in children if isinstance(child, Draft))
        words = [child for child in children if isinstance(child, Token)]
        then = next((_then(word) for word in words if word.type == "THEN"), None)
        return replace(draft, stop_words=(*words, *draft.stop_words), then=then)

    def either(self, *drafts: Draft) -> Draft:
        if len(drafts) == 1:
            return drafts[0]
        return Draft(AnyOf(_flat(drafts, AnyOf)), _stop_words(drafts))

    def all(self, *drafts: Draft) -> Draft:
        if len(drafts) == 1:
            return drafts[0]
        return Draft(AllOf(_flat(drafts, AllOf)), _stop_words(drafts))

    def comparison(self, subject: _Subject, operator: Token, value: Number | FromBaseline, *clauses: _Clause) -> Draft:
        said = _said(subject, clauses)
        node = Comparison(_metric(subject, said), _operator(operator), value, _after(said), _windows(said))
        return Draft(node, tuple(said[word].keyword for word in ("after", "for") if word in said))

    def divergence(self, subject: _Subject, word: Token, *clauses: _Clause) -> Draft:
        said = _said(subject, clauses)
        if "for" in said:
            keyword = said["for"].keyword
            raise _error(ErrorCode.UNEXPECTED, keyword, found=str(keyword))
        return Draft(Divergence(_metric(subject, said), _after(said)), (word,))

    def elapsed(self, word: Token, operator: Token, amount: Token, unit: Token | None = None) -> Draft:
        how, value, counted = _operator(operator), _finite(amount), duration_unit(unit or "")
        if not how.wants_more:
            raise _error(ErrorCode.ELAPSED_DIRECTION, operator)
        if counted is None or not 0 <= value <= MAX_ELAPSED / counted.length:
            raise _error(ErrorCode.WRONG_DURATION, amount)
        return Draft(Elapsed(how, value, counted), (word,))

    def subject(self, name: Token, on: _Clause | None = None) -> _Subject:
        return _name(name), on

    def number(self, amount: Token, unit: Token | None = None) -> Number:
        if unit and unit.lower() == "pp":
            raise _error(ErrorCode.POINTS_WITHOUT_BASELINE, unit)
        return Number(_finite(amount), _unit(amount, unit))

    def baseline(
        self, _: Token, sign: Token | None = None, size: Token | None = None, unit: Token | None = None
    ) -> FromBaseline:
        if size is None:
            return FromBaseline()
        amount = _finite(size) if sign == "+" else -_finite(size)
        if unit and unit.lower() == "pp":
            return FromBaseline(amount, OffsetKind.POINTS)
        word = _unit(size, unit)
        if word == "%":
            return FromBaseline(amount, OffsetKind.RELATIVE)
        return FromBaseline(amount, OffsetKind.ABSOLUTE, word)

    def on(self, word: Token, split: Token) -> _Clause:
        return _Clause(word, _name(split))

    def after(self, word: Token, count: Token, counted: Token) -> _Clause:
        counter = Counter.EPOCHS if counted.lower().startswith("epoch") else Counter.STEPS
        if int(count) > MAX_COUNT or (counter is Counter.EPOCHS and int(count) < 1):
            raise _error(ErrorCode.WRONG_AFTER, count)
        return _Clause(word, After(int(count), counter))

    def windows(self, word: Token, count: Token) -> _Clause:
        if not 1 <= int(count) <= MAX_WINDOWS:
            raise _error(ErrorCode.WRONG_WINDOWS, count, limit=str(MAX_WINDOWS))
        return _Clause(word, int(count))


def _then(word: Token) -> str:
    text = " ".join(word.removeprefix("->").removeprefix("→").split())
    if not text:
        raise _error(ErrorCode.MISSING_THEN, word)
    return text


def _flat(drafts: Sequence[Draft], kind: type[AllOf] | type[AnyOf]) -> tuple[Condition, ...]:
    parts: list[Condition] = []
    for draft in drafts:
        inner = draft.condition
        parts.extend(inner.parts if isinstance(inner, AllOf | AnyOf) and isinstance(inner, kind) else [inner])
    return tuple(parts)


def _stop_words(drafts: Sequence[Draft]) -> tuple[Token, ...]:
    return tuple(word for draft in drafts for word in draft.stop_words)


def _said(subject: _Subject, clauses: Sequence[_Clause]) -> _Said:
    said: dict[str, _Clause] = {}
    for clause in (*([subject[1]] if subject[1] else []), *clauses):
        keyword = clause.keyword.lower()
        if keyword in said:
            raise _error(ErrorCode.REPEATED_CLAUSE, clause.keyword, clause=keyword)
        said[keyword] = clause
    return said


def _metric(subject: _Subject, said: _Said) -> MetricRef:
    split = said["on"].content if "on" in said else None
    return MetricRef(subject[0], split if isinstance(split, str) else None)


def _after(said: _Said) -> After | None:
    content = said["after"].content if "after" in said else None
    return content if isinstance(content, After) else None


def _windows(said: _Said) -> int:
    content = said["for"].content if "for" in said else None
    return content if isinstance(content, int) else 1


def _operator(token: Token) -> Operator:
    return Operator({"≥": ">=", "≤": "<="}.get(str(token), str(token)))


def _name(token: Token) -> str:
    if token.type != "QUOTED":
        return str(token)
    name = token[1:-1].strip()
    if not name:
        raise _error(ErrorCode.UNCLOSED_QUOTE, token)
    return name


def _finite(token: Token) -> float:
    value = float(token.replace(MINUS, "-"))
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
