"""From "the parser stopped here" to the mistake that a person most likely made."""

import re
from collections.abc import Set as AbstractSet

from assay.pure.numbers import MINUS

from .errors import CriterionError, ErrorCode
from .limits import MAX_WINDOWS

_WORD = re.compile(r"[^\s()<>=≥≤,]+|\S")
_QUOTES = re.compile(r"`[^`\r\n]+`|\"[^\"\r\n]+\"")
_SPACED_NAME = re.compile(r"[\w@/.%-]+(?:\s+[\w@/.%-]+){0,4}?(?=\s*(?:>=|<=|==|>|<|=|≥|≤))")

# What is missing where one of these was expected; the first that fits.
_MISSING = (
    ("AFTER_COUNT", ErrorCode.WRONG_AFTER),
    ("COUNTED", ErrorCode.WRONG_AFTER),
    ("WINDOW_COUNT", ErrorCode.WRONG_WINDOWS),
    ("_WINDOWS", ErrorCode.WRONG_WINDOWS),
    ("ELAPSED", ErrorCode.MISSING_METRIC),
    ("NAME", ErrorCode.MISSING_SPLIT),
)


def diagnose(text: str, position: int, expected: AbstractSet[str]) -> CriterionError:
    """Say what is wrong at `position` (from 0), where the parser knew only the terminals `expected`."""
    position += len(text[position:]) - len(text[position:].lstrip())
    found = _WORD.match(text, position)
    word = found.group() if found else ""
    return _anywhere(text, position) or _in_place(text, position, word, expected) or _after_a_part(text, position, word)


def _anywhere(text: str, position: int) -> CriterionError | None:
    column = position + 1
    before = text[:position].rstrip()
    if comma := re.compile(r",\d+").match(text, position):
        start = re.search(r"(\d+)$|[<>=≥≤+]$", before)
        if start:
            suggestion = (start.group(1) or "0") + comma.group().replace(",", ".")
            return CriterionError(ErrorCode.DECIMAL_COMMA, column, suggestion=suggestion)
    if text[position : position + 1] in ("`", '"'):
        return CriterionError(ErrorCode.UNCLOSED_QUOTE, column)
    if text[position : position + 1] == "=" and before[-1:] in (">", "<"):
        return CriterionError(
            ErrorCode.SPLIT_OPERATOR,
            len(before),
            found=text[len(before) - 1 : position + 1],
            suggestion=before[-1] + "=",
        )
    return None


def _in_place(text: str, position: int, word: str, expected: AbstractSet[str]) -> CriterionError | None:
    column = position + 1
    if "OPERATOR" in expected:
        return _at_operator(text, position, word)
    if expected & {"NUMBER", "UNSIGNED"}:
        return _at_value(word, column)
    for terminal, code in _MISSING:
        if terminal in expected:
            return CriterionError(code, column, limit=str(MAX_WINDOWS))
    return None


def _at_operator(text: str, position: int, word: str) -> CriterionError:
    column = position + 1
    if pair := re.compile(r"=\s+=|=\s*[<>]").match(text, position):
        suggestion = "".join(sorted(pair.group().replace(" ", ""), key="><=".index))
        suggestion = suggestion if suggestion in (">=", "<=") else "=="
        return CriterionError(
            ErrorCode.SPLIT_OPERATOR, column, found=" ".join(pair.group().split()), suggestion=suggestion
        )
    if word.startswith("="):
        return CriterionError(ErrorCode.SINGLE_EQUALS, column)
    if sign := re.compile(r"[!~:≠≈*+^&|]+=?|<>").match(text, position):
        return CriterionError(ErrorCode.UNKNOWN_OPERATOR, column, found=sign.group())
    start = re.search(r"[\w@/.%-]+\s+$", text[:position])
    spaced = _SPACED_NAME.match(text, start.start()) if start and word[:1].isalpha() else None
    if spaced:
        return CriterionError(ErrorCode.NAME_WITH_SPACES, column, name=" ".join(spaced.group().split()))
    return CriterionError(ErrorCode.MISSING_OPERATOR, column)


def _at_value(word: str, column: int) -> CriterionError:
    if word.lower().lstrip("+-" + MINUS) in ("nan", "inf", "infinity", "∞"):
        return CriterionError(ErrorCode.NOT_FINITE, column, found=word)
    if word in ("", "(", ")", "->", "→") or word.lower() in ("and", "or", "on", "after", "for"):
        return CriterionError(ErrorCode.MISSING_VALUE, column)
    return CriterionError(ErrorCode.NOT_A_VALUE, column, found=word)


def _after_a_part(text: str, position: int, word: str) -> CriterionError:
    column = position + 1
    if word == ")":
        return CriterionError(ErrorCode.NEVER_OPENED, column)
    opened = _last_open_parenthesis(text)
    if opened is not None and word in ("", "->", "→"):
        return CriterionError(ErrorCode.NEVER_CLOSED, opened + 1)
    if word[:1].isalpha():
        return CriterionError(ErrorCode.UNKNOWN_WORD, column, word=word)
    return CriterionError(ErrorCode.UNEXPECTED, column, found=word)


def _last_open_parenthesis(text: str) -> int | None:
    bare = _QUOTES.sub(lambda quoted: "x" * len(quoted.group()), text)
    opened: list[int] = []
    for place, character in enumerate(bare):
        if character == "(":
            opened.append(place)
        elif character == ")" and opened:
            opened.pop()
    return opened[-1] if opened else None
