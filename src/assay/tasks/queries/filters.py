"""Filters as old addresses have them: `?mine=1&phase=3&label=4&kind=data&archived=1`."""

from collections.abc import Iterator

from django.http import QueryDict

from assay.pure.task_filter import CHOICES, Key, quoted
from assay.tasks.queries.scope import Part, Scope


def asked(query: QueryDict, scope: Scope) -> str:
    """Return the filter of an address; what an old one says becomes terms behind it, if it makes sense."""
    return " ".join([query.get("filter", ""), *_old_terms(query, scope)]).strip()


def number(text: str) -> int | None:
    """Return the row number that the text is, or None."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def _old_terms(query: QueryDict, scope: Scope) -> Iterator[str]:
    if query.get("mine") == "1":
        yield f"{Key.ASSIGNEE}:me"
    for key, parts in ((Key.PHASE, "phases"), (Key.LABEL, "labels")):
        if (wanted := number(query.get(key, ""))) is not None:
            yield from (f"{key}:{quoted(name)}" for name in _names(getattr(scope, parts), wanted))
    if query.get("kind") in CHOICES[Key.KIND]:
        yield f"{Key.KIND}:{query['kind']}"
    if query.get("archived") == "1":
        yield f"{Key.IS}:archived"


def _names(parts: list[Part], number: int) -> Iterator[str]:
    return (part.name for part in parts if part.pk == number)
