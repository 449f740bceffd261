"""Two plans of a project side by side: what moved, phase by phase, and the whole."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from assay.projects.models import Phase
from assay.projects.planning.reading import PlanRead, PlanRow
from assay.projects.planning.weeks import WeekRange


@dataclass(frozen=True)
class Moved:
    """One phase in both plans. `by` is how many weeks its middle moved; None where one of them has no end for it."""

    phase: Phase
    before: WeekRange | None
    now: WeekRange | None
    by: Decimal | None

    @property
    def is_changed(self) -> bool:
        return self.before != self.now


@dataclass(frozen=True)
class Comparison:
    """`by` is how much longer the whole takes, in weeks between the latest ends; `end_by` how much later it ends."""

    before: PlanRead
    now: PlanRead
    rows: list[Moved]
    by: Decimal | None
    end_by: timedelta | None


def compared(before: PlanRead, now: PlanRead) -> Comparison:
    """Return what `now` says other than `before`; phases that only one of them has stand there too."""
    old = {row.phase.pk: row for row in before.rows}
    new = {row.phase.pk: row for row in now.rows}
    gone = [row for row in before.rows if row.phase.pk not in new]
    rows = [_moved(old.get(row.phase.pk), row) for row in now.rows] + [_moved(row, None) for row in gone]
    lengths = (before.length, now.length)
    return Comparison(
        before=before,
        now=now,
        rows=rows,
        by=lengths[1][1] - lengths[0][1] if lengths[0] and lengths[1] else None,
        end_by=now.ends_by - before.ends_by if now.ends_by and before.ends_by else None,
    )


def _moved(before: PlanRow | None, now: PlanRow | None) -> Moved:
    either = now or before
    assert either is not None  # noqa: S101 - one of them is there
    return Moved(
        phase=either.phase,
        before=before.weeks if before and before.line.weeks_low is not None else None,
        now=now.weeks if now and now.line.weeks_low is not None else None,
        by=_by(before, now),
    )


def _by(before: PlanRow | None, now: PlanRow | None) -> Decimal | None:
    old, new = _middle(before), _middle(now)
    return None if old is None or new is None else new - old


def _middle(row: PlanRow | None) -> Decimal | None:
    """The middle of the weeks; nothing planned are no weeks."""
    if row is None or row.line.weeks_low is None:
        return Decimal(0)
    high = row.line.weeks_high
    return None if high is None else (row.line.weeks_low + high) / 2
