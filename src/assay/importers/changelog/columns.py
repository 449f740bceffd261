"""What the columns of a table of status changes are: guessed by their headings, and what people say instead."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from assay.importers.results.reading import Column
from assay.importers.results.table import Table

LABELS = {
    "issue": _("the issue that changed"),
    "title": _("its title"),
    "type": _("its type"),
    "created": _("when it was created"),
    "from": _("status before"),
    "to": _("status after"),
    "from_category": _("category before"),
    "to_category": _("category after"),
    "at": _("when it changed"),
    "left_out": _("leave out"),
}
NEEDED = ("issue", "to", "at")
# The first heading that fits gets the role: keys and names before numbers.
_HEADINGS = {
    "issue": r"issue_?key|key|issue|ticket|task|item|card|issue_?id|id",
    "title": r"summary|title|issue_?(summary|title)",
    "type": r"issue_?type(_name)?|type",
    "created": r"(issue_)?created(_?(at|on|date|time))?|creation_?date",
    "from": r"(status_)?from(_?(status|state|name|value|string))?|(old|previous)_?(status|state|value)",
    "to": r"(status_)?to(_?(status|state|name|value|string))?|(new|next)_?(status|state|value)|status",
    "from_category": r"(status_)?from_(status_)?category(_name)?",
    "to_category": r"(status_)?to_(status_)?category(_name)?",
    "at": r"(status_)?change[d]?_?(at|on|date|time)|at|date|time|when|timestamp|transition_?(date|time)|changed|moment",
}


def guessed(table: Table) -> list[Column]:
    """Return what each column most likely is; what no heading tells is left out."""
    roles = {number: role for role in _HEADINGS if (number := _first(table.headings, role)) is not None}
    return [
        Column(heading, roles.get(number, "left_out"), heading, _sample(table, number))
        for number, heading in enumerate(table.headings)
    ]


def said(columns: Sequence[Column], roles: Mapping[int, str]) -> list[Column]:
    """Return the columns with the roles that were chosen; unknown ones leave the guess."""
    return [
        replace(column, role=roles[number]) if roles.get(number) in LABELS else column
        for number, column in enumerate(columns)
    ]


def _first(headings: Sequence[str], role: str) -> int | None:
    """The column whose heading says the role in the words that come first in its pattern."""
    plain = [re.sub(r"\W+", "_", heading.strip().lower()).strip("_") for heading in headings]
    for words in _HEADINGS[role].split("|") if role == "issue" else [_HEADINGS[role]]:
        found = next((number for number, one in enumerate(plain) if re.fullmatch(words, one)), None)
        if found is not None:
            return found
    return None


def _sample(table: Table, number: int) -> str:
    return next((cells[number] for _line, cells in table.rows if cells[number]), "")
