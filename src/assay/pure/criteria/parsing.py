"""Read a criterion or a stop condition."""

from functools import cache
from importlib.resources import files
from typing import cast

from lark import Lark, UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from .building import Builder, Draft
from .diagnosis import diagnose
from .errors import CriterionError, ErrorCode
from .limits import MAX_CHARACTERS, MAX_DEPTH
from .syntax import AllOf, AnyOf, Comparison, Condition, MetricRef, StopRule
from .text import format_condition, format_stop


def parse_criterion(text: str) -> Condition:
    """Read a success criterion: comparisons joined by `and` and `or`. Raises CriterionError."""
    draft = _read(text)
    if draft.stop_words:
        word = min(draft.stop_words, key=lambda token: token.start_pos or 0)
        part = "->" if word.type == "THEN" else " ".join(word.lower().split())
        raise CriterionError(ErrorCode.ONLY_IN_STOP, (word.start_pos or 0) + 1, part=part)
    _check_length(format_condition(draft.condition))
    return draft.condition


def parse_stop(text: str) -> StopRule:
    """Read a stop condition, with or without `stop if` and `-> what to do then`. Raises CriterionError."""
    draft = _read(text)
    rule = StopRule(draft.condition, draft.then)
    _check_length(format_stop(rule))
    return rule


def parse_metric(text: str) -> MetricRef:
    """Read a metric as a criterion names it: `f1`, `f1 on test`. Raises CriterionError."""
    if not text.strip():
        raise CriterionError(ErrorCode.MISSING_METRIC)
    condition = parse_criterion(f"{text} >= 0")
    if not isinstance(condition, Comparison):
        raise CriterionError(ErrorCode.UNEXPECTED, 1, found=text.strip())
    return condition.metric


def _read(text: str) -> Draft:
    if not text.strip():
        raise CriterionError(ErrorCode.EMPTY)
    _check_length(text)
    try:
        # The parser builds through its transformer, which lark's types do not know.
        draft = cast("Draft", _parser().parse(text))
    except UnexpectedInput as stopped:
        raise _explained(text, stopped) from None
    if _depth(draft.condition) > MAX_DEPTH:
        raise CriterionError(ErrorCode.TOO_DEEP)
    return draft


def _check_length(text: str) -> None:
    # Also asked of the canonical text, which is what is stored and read again.
    if len(text) > MAX_CHARACTERS:
        raise CriterionError(ErrorCode.TOO_LONG, MAX_CHARACTERS + 1, limit=str(MAX_CHARACTERS))


@cache
def _parser() -> Lark:
    grammar = files(__package__).joinpath("grammar.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", lexer="contextual", transformer=Builder())


def _explained(text: str, stopped: UnexpectedInput) -> CriterionError:
    if isinstance(stopped, UnexpectedToken):
        at_end = stopped.token.type == "$END"
        position = len(text) if at_end else stopped.token.start_pos or 0
        return diagnose(text, position, set(stopped.expected))
    if isinstance(stopped, UnexpectedCharacters):
        # lark declares the place as None on the class and always sets it.
        return diagnose(text, cast("int", stopped.pos_in_stream), set(stopped.allowed or ()))
    return diagnose(text, len(text), set())


def _depth(condition: Condition) -> int:
    if isinstance(condition, AllOf | AnyOf):
        return 1 + max(_depth(part) for part in condition.parts)
    return 1
