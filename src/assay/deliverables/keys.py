"""Keys of deliverables: `ML-D2`, the project's key and the number within it."""

import re
from dataclasses import dataclass

# As people write a key in a text: in capitals, and no part of a longer word, a path or a branch.
IN_TEXT = r"(?<![\w/.-])[A-Z][A-Z0-9]{1,7}-D[0-9]{1,8}(?![\w-])"
_KEY = re.compile(r"([A-Z][A-Z0-9]{1,7})-D0*([0-9]{1,8})", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True)
class DeliverableKey:
    project: str
    number: int


def parse_key(text: str) -> DeliverableKey | None:
    """Return the key that `text` is, or None: `ml-d2` and `ML-D02` are one."""
    found = _KEY.fullmatch(text.strip())
    return DeliverableKey(project=found[1].upper(), number=int(found[2])) if found else None


def written(project_key: str, number: int) -> str:
    return f"{project_key}-D{number}"
