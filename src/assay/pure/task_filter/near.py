"""What somebody probably meant who wrote something else."""

from collections.abc import Iterable
from difflib import get_close_matches

# More of a name says nothing of what was meant, and comparing it is slow.
_LOOKED_AT = 60


def nearest(typed: str, known: Iterable[str]) -> str:
    """Return the known text that is most like the typed one, or nothing where none is like it."""
    short, by_folded = typed.casefold()[:_LOOKED_AT], {one.casefold()[:_LOOKED_AT]: one for one in known}
    begun = [one for folded, one in by_folded.items() if short and folded.startswith(short)]
    if len(begun) == 1:
        return begun[0]
    found = get_close_matches(short, by_folded, n=1, cutoff=0.6)
    return by_folded[found[0]] if found else ""
