"""Read a filter, from left to right; each mistake is named with its place."""

import re
from functools import lru_cache

from .errors import FilterError, Mistake
from .keys import Key
from .near import nearest
from .syntax import PLAIN_VALUE, Condition, Filter, Sign, Term, Value, Words
from .values import read_value

MOST_CHARACTERS = 1000
MOST_TERMS = 40
_KEY = re.compile(r"([A-Za-z]+):")
_WORD = re.compile(r'[^\s"]+')
_SIGN = re.compile(r"[<>]=?")
_QUOTED = re.compile(r'"((?:[^"]|"")*)"')
_BAD = re.compile("[\0\ud800-\udfff]")
_SHOWN = 40
# What joins terms elsewhere; in small letters these are words.
OPERATORS = frozenset({"AND", "OR"})


# Pages ask the same question again and again.
@lru_cache(maxsize=512)
def parse(text: str) -> Filter:
    """Read a filter; an empty text leaves nothing out. Raises `FilterError`."""
    if len(text) > MOST_CHARACTERS:
        raise FilterError(Mistake.TOO_LONG, (MOST_CHARACTERS, len(text)), limit=str(MOST_CHARACTERS))
    if bad := _BAD.search(text):
        raise FilterError(Mistake.UNREADABLE, bad.span())
    return _Reader(text).filter()


class _Reader:
    """Where in the text we are."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0

    def filter(self) -> Filter:
        terms: list[Term] = []
        self._skip()
        while self.at < len(self.text):
            if len(terms) == MOST_TERMS:
                raise FilterError(Mistake.TOO_MANY, (self.at, len(self.text)), limit=str(MOST_TERMS))
            terms.append(self._term())
            self._skip()
        return Filter(tuple(terms))

    def _skip(self) -> None:
        while self.at < len(self.text) and self.text[self.at].isspace():
            self.at += 1

    def _term(self) -> Term:
        begin = self.at
        following = self.text[begin + 1 : begin + 2]
        is_negated = self.text[begin] == "-" and bool(following) and not following.isspace()
        self.at += is_negated
        if key := _KEY.match(self.text, self.at):
            return self._condition(key, begin, is_negated=is_negated)
        if self.text[self.at] == '"':
            return Words(self._quotation(), is_phrase=True, is_negated=is_negated, place=(begin, self.at))
        word = self._plain(_WORD)
        if word in OPERATORS:
            raise FilterError(Mistake.NO_OPERATOR, (begin, self.at), found=word)
        return Words(word, is_negated=is_negated, place=(begin, self.at))

    def _condition(self, found: re.Match[str], begin: int, *, is_negated: bool) -> Condition:
        key = _key(found)
        self.at = found.end()
        values: list[Value] = []
        places: list[tuple[int, int]] = []
        while not values or self.text[self.at : self.at + 1] == ",":
            self.at += bool(values)
            if len(values) == MOST_TERMS:
                raise FilterError(Mistake.TOO_MANY, (self.at, self.at + 1), limit=str(MOST_TERMS))
            place = self.at
            values.append(self._value(key))
            places.append((place, self.at))
        if self.at < len(self.text) and not self.text[self.at].isspace():
            raise FilterError(Mistake.NO_JOINT, (self.at, self.at + 1))
        return Condition(key, tuple(values), is_negated, (begin, self.at), tuple(places))

    def _value(self, key: Key) -> Value:
        begin, sign = self.at, _SIGN.match(self.text, self.at)
        self.at = sign.end() if sign else begin
        is_quoted = self.text[self.at : self.at + 1] == '"'
        text = self._quotation() if is_quoted else self._plain(PLAIN_VALUE)
        if not text.strip():
            said = sign[0] if sign else self.text[max(begin - 1, 0) : begin]
            raise FilterError(Mistake.NO_VALUE, (begin, max(self.at, begin + 1)), found=f"{key}{said}")
        return read_value(key, Sign(sign[0] if sign else ""), text, (begin, self.at))

    def _plain(self, letters: re.Pattern[str]) -> str:
        """Return what stands here without quotes, or nothing."""
        found = letters.match(self.text, self.at)
        text = found[0] if found else ""
        self.at += len(text)
        return text

    def _quotation(self) -> str:
        found = _QUOTED.match(self.text, self.at)
        if not found:
            raise FilterError(Mistake.UNCLOSED, (self.at, len(self.text)))
        self.at = found.end()
        return found[1].replace('""', '"')


def _key(found: re.Match[str]) -> Key:
    try:
        return Key(found[1].lower())
    except ValueError:
        raise FilterError(
            Mistake.UNKNOWN_KEY,
            found.span(1),
            instead=nearest(found[1], list(Key)),
            found=found[1][:_SHOWN],
            known=", ".join(Key),
        ) from None
