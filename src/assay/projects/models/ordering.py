"""The order of phases and columns that are not retired. A retired one leaves a hole, which the next move closes."""

from typing import TYPE_CHECKING, TypeAlias

from django.db.models import Max

if TYPE_CHECKING:
    from assay.projects.models.column import Column
    from assay.projects.models.phase import Phase

    Part: TypeAlias = Phase | Column


def put_at(part: "Part", position: int) -> bool:
    """Give `part` this place among the present ones and number all anew; False when it had it already.

    A position beyond the end is the end. The caller holds the project's row.
    """
    rows = type(part)._default_manager.filter(project=part.project_id, retired_at=None)
    others: list[Part] = list(rows.exclude(pk=part.pk).order_by("position", "pk"))
    at = max(0, min(position, len(others)))
    before = part.position
    for number, one in enumerate([*others[:at], part, *others[at:]]):
        if one.position != number:
            one.position = number
            one.save(update_fields=["position"])
    return before != at


def next_position(part: "type[Part]", project_id: int) -> int:
    """Return the place after all present ones."""
    last = part._default_manager.filter(project=project_id, retired_at=None).aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1
