"""What titles, branches and messages name, in any case of letters: `feature/ml-d2-pipeline`."""

import re
from collections.abc import Iterable

from assay.tasks.keys import PREFIXES

MOST_LETTERS = 20_000
_KINDS = "|".join(prefix for prefix in PREFIXES.values() if prefix)


def deliverables_named(texts: Iterable[str], *, project: str) -> list[int]:
    """Return the numbers of the project's deliverables that the texts name, each once."""
    return _numbers(rf"{re.escape(project)}-D0*", texts)


def tasks_named(texts: Iterable[str], *, project: str) -> list[int]:
    """Return the numbers of the project's tasks that the texts name, each once."""
    return _numbers(rf"{re.escape(project)}-(?:(?:{_KINDS})-)?0*", texts)


def _numbers(start: str, texts: Iterable[str]) -> list[int]:
    pattern = re.compile(rf"(?<![A-Za-z0-9]){start}([0-9]{{1,8}})(?![A-Za-z0-9])", re.IGNORECASE | re.ASCII)
    found = (int(number) for text in texts for number in pattern.findall(text[:MOST_LETTERS]))
    return list(dict.fromkeys(found))
