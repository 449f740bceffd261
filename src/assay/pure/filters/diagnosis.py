"""Say what is wrong at the place where the parser stopped."""

import re

from .errors import FilterError, Mistake

_WORD = re.compile(r"[^\s(),]+|.")
_AFTER_SIGN = re.compile(r"(?:[=<>]|\bI?LIKE)\s*$", re.IGNORECASE)
_AFTER_IN = re.compile(r"\bIN\s*(?:\([^()]*)?$", re.IGNORECASE)
_NO_OPERATORS = {"BETWEEN", "RLIKE", "REGEXP", "CONTAINS", "NOT", "~"}
_SIGNS = {"=", "<", ">", "!"}
_SHOWN = 40


def diagnose(text: str, position: int) -> FilterError:
    """Return the error for a text that cannot be read on from `position`."""
    rest = text[position:]
    position += len(rest) - len(rest.lstrip())
    rest, before = text[position:], text[:position]
    if not rest:
        return FilterError(Mistake.INCOMPLETE, len(text) + 1)
    word = _word(rest)
    if before.rstrip()[-1:] in _SIGNS and rest[0] in _SIGNS:
        return FilterError(Mistake.UNKNOWN_OPERATOR, position, found=before.rstrip()[-1] + rest[0])
    if word.upper() == "LIKE" and before.rstrip()[-3:].upper() == "NOT":
        return FilterError(Mistake.UNKNOWN_OPERATOR, position + 1, found="NOT LIKE")
    return FilterError(_mistake(before, rest, word), position + 1, found=word)


def not_an_order(text: str) -> FilterError:
    return FilterError(Mistake.NOT_AN_ORDER, found=text[:_SHOWN])


def _mistake(before: str, rest: str, word: str) -> Mistake:
    if word.upper() in {"OR", "XOR", "||", "|"}:
        return Mistake.ONLY_AND
    if _AFTER_IN.search(before[-200:]):
        return Mistake.NOT_A_LIST
    if rest[0] == "(":
        return Mistake.GROUPED
    if rest[0] in "'\"`":
        return Mistake.UNCLOSED
    if word.upper() in _NO_OPERATORS:
        return Mistake.UNKNOWN_OPERATOR
    return Mistake.NOT_A_VALUE if _AFTER_SIGN.search(before[-20:]) else Mistake.UNEXPECTED


def _word(rest: str) -> str:
    found = _WORD.match(rest)
    return found[0][:_SHOWN] if found else rest[:_SHOWN]
