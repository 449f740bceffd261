"""Who names blobs: each domain registers the columns in which its rows hold a digest."""

from collections.abc import Collection, Iterator

from django.db import models

_columns: list[tuple[type[models.Model], str]] = []


def register_blobs(model: type[models.Model], field: str = "sha256") -> None:
    """Say that `field` of the model's rows holds digests of blobs, which therefore are needed."""
    if (model, field) not in _columns:
        _columns.append((model, field))


def columns() -> Iterator[tuple[type[models.Model], str]]:
    yield from _columns


def needed(names: Collection[str]) -> frozenset[str]:
    """Return those of the names that a row holds."""
    found: set[str] = set()
    for model, field in _columns:
        rows = model._base_manager.filter(**{f"{field}__in": names})
        found.update(rows.values_list(field, flat=True))
    return frozenset(found)
