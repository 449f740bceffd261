"""What people are called in a text: `@ada.lovelace`, or `@ada` where only one is called so."""

import re
from collections import Counter
from collections.abc import Mapping
from unicodedata import normalize

_WORD = r"[^\W_]+"
# No handle begins inside a word, an address or a path, and none ends before more of a word or another @.
PATTERN = rf"(?<![\w.@/+-])@{_WORD}(?:\.{_WORD})*(?![\w@])"


def handle_of(name: str) -> str:
    """Return the words of a name in small letters, joined by dots; empty when it has none."""
    return ".".join(re.findall(_WORD, _small(name)))


def handles_of(names: Mapping[int, str]) -> dict[int, str]:
    """Return a handle of their own for each person. Of two with one name the later gets a number behind it."""
    taken = set[str]()
    found: dict[int, str] = {}
    for number in sorted(names):
        if plain := handle_of(names[number]):
            found[number] = _free(plain, taken)
            taken.add(found[number])
    return found


def called(names: Mapping[int, str]) -> dict[str, int]:
    """Return whom each spelling means: every handle, and the first word of one where it fits nobody else."""
    handles = handles_of(names)
    firsts = Counter(handle.partition(".")[0] for handle in handles.values())
    short = {handle.partition(".")[0]: number for number, handle in handles.items()}
    return {first: number for first, number in short.items() if firsts[first] == 1} | {
        handle: number for number, handle in handles.items()
    }


def spelled(mention: str) -> str:
    """Return the handle that a mention such as `@Ada.Lovelace` spells."""
    return _small(mention.removeprefix("@"))


def _small(text: str) -> str:
    return normalize("NFC", normalize("NFC", text).lower())


def _free(handle: str, taken: set[str]) -> str:
    """Return the handle, or with the first number that makes it differ from those taken."""
    number, free = 1, handle
    while free in taken:
        number += 1
        free = f"{handle}{number}"
    return free
