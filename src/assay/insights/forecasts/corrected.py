"""Estimates of phases, corrected by what phases took here: the past of alike things against the hope of a plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from assay.accounts.models import Person
from assay.projects.models import Phase
from assay.projects.planning import WeekRange
from assay.projects.planning.measured import kinds_measured
from assay.pure.estimates import ratios
from assay.pure.forecast import Correction, correction
from assay.pure.forecast.reference import LEAST


@dataclass(frozen=True)
class Corrected:
    """The weeks a phase will take: in half of the cases at most `middle`, in four of five at most `careful`.

    `by` is what alike phases took against their estimates; None below five finished ones, of which there are `has`.
    """

    estimate: WeekRange
    has: int
    by: Correction | None = None

    @property
    def missing(self) -> int:
        """How many more phases must end before there is a correction."""
        return max(LEAST - self.has, 0)

    @property
    def middle(self) -> float | None:
        return self._times(self.by.middle) if self.by else None

    @property
    def careful(self) -> float | None:
        return self._times(self.by.careful) if self.by else None

    def days_from(self, begun: date) -> tuple[date, date] | None:
        """Return until when, for a phase that began on this day."""
        if self.middle is None or self.careful is None:
            return None
        return begun + timedelta(weeks=self.middle), begun + timedelta(weeks=self.careful)

    def _times(self, ratio: float) -> float:
        low, high = self.estimate.low, self.estimate.high
        assert low is not None  # noqa: S101  only such estimates are corrected
        assert high is not None  # noqa: S101
        return float(low + high) / 2 * ratio


@dataclass(frozen=True)
class Past:
    """What finished phases took against their estimates, by kind, over all projects that a reader sees."""

    by_kind: Mapping[str, list[float]]

    @property
    def all(self) -> list[float]:
        return [ratio for of_kind in self.by_kind.values() for ratio in of_kind]

    def corrected(self, phase: Phase, estimate: WeekRange) -> Corrected | None:
        """Return what to make of the estimate of the phase; None for one without an end."""
        if estimate.low is None or estimate.high is None or estimate.high <= 0:
            return None
        return Corrected(estimate, len(self.all), correction(self.by_kind.get(phase.kind, []), self.all))


def past_of(reader: Person) -> Past:
    """Return what the reader's projects say of estimates, in a few queries however many."""
    return Past({str(row.kind): ratios(case.took for case in row.cases) for row in kinds_measured(reader)})
