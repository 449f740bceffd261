"""What a file of status changes would bring, with what people say of its columns and statuses; nothing is stored."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from assay.importers.changelog.boards import with_states
from assay.importers.changelog.columns import LABELS, guessed, said
from assay.importers.changelog.reading import Changelog, changelog_of
from assay.importers.changelog.statuses import Status
from assay.importers.results.reading import Column
from assay.importers.results.table import Table, Unreadable, decoded, table_of


@dataclass(frozen=True)
class Looked:
    """The table, what each column is taken for, and what that makes; `problems` says why it makes nothing."""

    table: Table
    columns: list[Column]
    changelog: Changelog | None = None
    statuses: tuple[Status, ...] = ()
    problems: tuple[str, ...] = ()

    @cached_property
    def uses(self) -> Mapping[str, int]:
        """How often an issue came into each status."""
        issues = self.changelog.issues if self.changelog else ()
        return Counter(name for issue in issues for name in issue.way)

    @property
    def moments(self) -> tuple[datetime, datetime] | None:
        """When the first issue was created, and the last one changed."""
        issues = self.changelog.issues if self.changelog else ()
        if not issues:
            return None
        return issues[0].created_at, max(one.steps[-1].at if one.steps else one.created_at for one in issues)

    def saying(self, states: Mapping[str, str]) -> "Looked":
        """Return the same with these states of statuses; one that nobody has is a problem."""
        try:
            return replace(self, statuses=tuple(with_states(self.statuses, states)))
        except Unreadable as refusal:
            return replace(self, problems=(*self.problems, *refusal.problems))


def look(content: bytes, roles: Mapping[int, str] | Mapping[str, str]) -> Looked:
    """Read the file, with what people say of its columns, by number or heading.

    Raises `Unreadable` only where it is no table; what its cells get wrong is among the problems.
    """
    table = table_of(decoded(content))
    columns = said(guessed(table), _by_number(table, roles))
    try:
        changelog = changelog_of(table, columns)
    except Unreadable as refusal:
        return Looked(table, columns, problems=tuple(refusal.problems))
    return Looked(table, columns, changelog, changelog.statuses)


def _by_number(table: Table, roles: Mapping[Any, str]) -> dict[int, str]:
    """Return the roles by the numbers of columns. Raises `Unreadable` for a heading that is not there or no role."""
    named = {heading: number for number, heading in enumerate(table.headings)}
    unknown = [name for name in roles if isinstance(name, str) and name not in named]
    if unknown:
        said = _("The file has no column %(name)s. Its columns: %(names)s.")
        raise Unreadable([said % {"name": unknown[0], "names": ", ".join(table.headings)[:400]}])
    odd = [role for name, role in roles.items() if isinstance(name, str) and role not in LABELS]
    if odd:
        said = _("A column is one of %(roles)s, not %(role)s.")
        raise Unreadable([said % {"roles": ", ".join(LABELS), "role": odd[0]}])
    return {named[name] if isinstance(name, str) else name: role for name, role in roles.items()}
