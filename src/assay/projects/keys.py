"""Keys of projects: the `ML` of `ML-12`."""

import re
import unicodedata
from collections.abc import Collection, Iterator
from itertools import count

from django.utils.translation import gettext as _

LONGEST = 8
KEY = re.compile(r"[A-Z][A-Z0-9]{1,7}")
# Prefixes of task kinds would make "CI-5" ambiguous; see tasks.keys.
RESERVED = {"EXP", "DATA", "PROD", "CI", "CD", "CT", "MON"}
_PLAIN = "PRJ"


class BadKey(ValueError):
    """The key cannot be one."""


class KeyTaken(ValueError):
    """Another project of the workspace has this key."""


def checked_key(text: str) -> str:
    """Return the key in capitals. Raises `BadKey` with what to write instead."""
    key = text.strip().upper()
    if not KEY.fullmatch(key):
        raise BadKey(_("Write a key of 2 to 8 letters and digits that begins with a letter, like ML."))
    if key in RESERVED:
        raise BadKey(_("%(key)s stands for a kind of task. Choose another key.") % {"key": key})
    return key


def suggested_key(name: str, *, taken: Collection[str]) -> str:
    """Return a free key made from the name: initials of several words, the first letters of one."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().upper()
    words = [word for word in re.findall(r"[A-Z0-9]+", plain) if word[0].isalpha()]
    short = "".join(word[0] for word in words)[:5] if len(words) > 1 else "".join(words)[:4]
    base = short if KEY.fullmatch(short) else _PLAIN
    return free_key(base, taken=taken)


def free_key(base: str, *, taken: Collection[str]) -> str:
    """Return the key if it is free, else the same with the first free number behind it."""
    unusable = RESERVED | set(taken)
    return next(key for key in _variants(base) if key not in unusable)


def _variants(base: str) -> Iterator[str]:
    yield base
    for number in count(2):
        yield f"{base[: LONGEST - len(str(number))]}{number}"
