"""Which rows fit what is asked, in which order and groups they stand."""

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from assay.accounts.models import Person
from assay.portfolio.asking import ME, NOBODY, Asked, GroupBy, Only, Order, State
from assay.portfolio.queries.rows import Row


@dataclass(frozen=True)
class Group:
    """Rows that share a lead, a phase or a state; `total` counts those on other pages too. No title: one for all."""

    title: str
    total: int
    rows: list[Row]


def fitting(rows: Iterable[Row], asked: Asked, *, reader: Person) -> list[Row]:
    """Return the rows that fit, in the order asked for."""
    found = [row for row in rows if _fits(row, asked, reader)]
    return sorted(sorted(found, key=_ORDERS[Order.NAME]), key=_ORDERS[Order(asked.order)])


def grouped(rows: list[Row], group: str) -> list[Group]:
    """Return the rows in groups, each in the order it came."""
    if not group:
        return [Group("", len(rows), rows)]
    found: dict[tuple[Any, str], list[Row]] = {}
    for row in rows:
        found.setdefault(_GROUPS[GroupBy(group)](row), []).append(row)
    return [Group(place[-1], len(its), its) for place, its in sorted(found.items(), key=lambda item: item[0])]


def _fits(row: Row, asked: Asked, reader: Person) -> bool:
    return (
        _says(row, asked.words)
        and _is_led(row, asked.lead, reader)
        and (not asked.phase or any(phase.name == asked.phase for phase in row.current))
        and asked.state in {"", row.state}
        and (not asked.only or _ONLY[Only(asked.only)](row))
    )


def _says(row: Row, words: str) -> bool:
    """Whether key, name, goal or status hold each of the words."""
    project = row.project
    text = f"{project.key} {project.name} {project.goal} {project.status}".casefold()
    return all(word in text for word in words.casefold().split())


def _is_led(row: Row, lead: str, reader: Person) -> bool:
    if not lead:
        return True
    wanted = None if lead == NOBODY else reader.pk if lead == ME else int(lead)
    return row.project.lead_id == wanted


def _phase_group(row: Row) -> tuple[Any, str]:
    """By where in its own project the phase stands, so that projects of one workflow follow their phases."""
    place = next((at for at, step in enumerate(row.steps) if step.state == "now"), len(row.steps))
    return (place, row.current[0].name) if row.current else (len(row.steps), _("No phase"))


def _lead_group(row: Row) -> tuple[Any, str]:
    lead = row.project.lead
    return (0, lead.name) if lead else (1, _("Nobody leads"))


def _state_group(row: Row) -> tuple[Any, str]:
    return State.values.index(row.state.value), str(row.state.label)


def _share_spent(row: Row) -> float:
    planned = row.spent.planned.high if row.spent else None
    return row.spent.number / float(planned) if row.spent and planned else 0.0


def _urgency(row: Row) -> tuple[int, float]:
    """The most urgent and oldest signal first; projects without one last."""
    first = row.signals[0] if row.signals else None
    return (first.urgency, first.since.timestamp()) if first else (sys.maxsize, 0.0)


_ONLY: dict[Only, Callable[[Row], bool]] = {
    Only.NEEDS: lambda row: bool(row.signals),
    Only.OVER: lambda row: bool(row.spent and row.spent.is_over),
    Only.OWING: lambda row: row.owed > 0,
    Only.DUE: lambda row: bool(row.due),
}
_ORDERS: dict[Order, Callable[[Row], Any]] = {
    Order.CHANGED: lambda row: -row.changed_at.timestamp(),
    Order.URGENT: _urgency,
    Order.NAME: lambda row: (row.project.name.casefold(), row.project.pk),
    Order.SPENT: lambda row: -_share_spent(row),
    Order.OPEN: lambda row: -row.counts.open,
}
_GROUPS: dict[GroupBy, Callable[[Row], tuple[Any, str]]] = {
    GroupBy.LEAD: _lead_group,
    GroupBy.PHASE: _phase_group,
    GroupBy.STATE: _state_group,
}
