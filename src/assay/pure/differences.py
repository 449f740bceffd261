"""What two texts differ in, word by word: for a person who has to join them.

Longest common subsequences of words by `difflib.SequenceMatcher`, which is quadratic at worst; so texts of more than
`MOST_WORDS` words are compared line by line.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

MOST_WORDS = 1_200
_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
What = Literal["same", "gone", "new"]


@dataclass(frozen=True)
class Piece:
    """A run of words that both texts have, or only the first (`gone`), or only the second (`new`)."""

    what: What
    text: str


def differences(before: str, after: str) -> list[Piece]:
    """Return the pieces that lead from one text to the other; the same and the gone make up the first, in order."""
    return list(_pieces(*_cut(before, after)))


def _cut(before: str, after: str) -> tuple[list[str], list[str]]:
    words = _WORDS.findall(before), _WORDS.findall(after)
    if max(map(len, words)) <= MOST_WORDS:
        return words
    return before.splitlines(keepends=True), after.splitlines(keepends=True)


def _pieces(before: list[str], after: list[str]) -> Iterator[Piece]:
    for tag, first, last, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece("same", "".join(before[first:last]))
            continue
        if first < last:
            yield Piece("gone", "".join(before[first:last]))
        if start < end:
            yield Piece("new", "".join(after[start:end]))
