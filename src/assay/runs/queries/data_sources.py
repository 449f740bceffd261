"""Where a dataset came from, in words: clients log it as JSON of many shapes."""

import json
from typing import Any

# What names a place, the plainest first.
_PLACES = ("uri", "url", "path", "table_name", "table", "name", "sql", "query")
_TAGS = ("mlflow.source.name", "mlflow.source.git.repoURL", "mlflow.user")
LONGEST = 200


def source_in_words(source_type: str, source: str) -> str:
    """Return the place that the source names, else the source itself, cut where nobody reads on."""
    try:
        found = json.loads(source) if len(source) <= 20_000 else source
    except (ValueError, RecursionError):
        found = source
    text = _place(found) if isinstance(found, dict) else str(found) if isinstance(found, str) else source
    text = " ".join(text.split())
    if not text:
        return source_type
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _place(found: dict[str, Any]) -> str:
    """What the known names say; of a dataset made in code, the script; else all plain facts."""
    for name in _PLACES:
        if isinstance(found.get(name), str) and found[name]:
            split = found.get("split") or found.get("version") or found.get("revision")
            return f"{found[name]} ({split})" if isinstance(split, str | int) and split else str(found[name])
    tags = found.get("tags")
    if isinstance(tags, dict):
        return next((str(tags[name]) for name in _TAGS if tags.get(name)), "")
    return ", ".join(f"{name}: {value}" for name, value in found.items() if isinstance(value, str | int | float))
