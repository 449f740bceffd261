"""How long phases shall take: the plan in force says it, and where there is none the usual weeks of the phase."""

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assay.projects.models import PlannedPhase
from assay.projects.workflows.definition import weeks_in_words
from assay.pure.numbers import plain_decimal


@dataclass(frozen=True)
class WeekRange:
    """Weeks of a phase in a plan; without a high end it goes on for good."""

    low: Decimal | None
    high: Decimal | None

    def __str__(self) -> str:
        return weeks_in_words(self.low, self.high)

    @property
    def said(self) -> str:
        """The weeks for people who read no abbreviations."""
        if self.low is None:
            return _("not planned")
        low, high = plain_decimal(self.low), self.high
        if high is None:
            return _("%(low)s weeks and on") % {"low": low} if self.low else _("goes on for good")
        if self.low == high:
            return ngettext("%(num)s week", "%(num)s weeks", math.ceil(high)) % {"num": low}
        return _("%(low)s to %(high)s weeks") % {"low": low, "high": plain_decimal(high)}


@dataclass(frozen=True)
class AgreedWeeks:
    """What was agreed for phases, by their numbers: `first` before people knew, `in_force` in the plan of now.

    A phase without weeks is missing.
    """

    first: Mapping[int, WeekRange]
    in_force: Mapping[int, WeekRange]


def agreed_weeks(projects: Collection[int]) -> AgreedWeeks:
    """Return what the agreed plans of these projects say. The caller checked who may see the projects."""
    agreed = PlannedPhase.objects.filter(
        plan__project__in=projects, plan__agreed_at__isnull=False, weeks_low__isnull=False
    )
    rows = list(agreed.order_by("-plan__number").values_list("phase", "weeks_low", "weeks_high", "plan__superseded_at"))
    return AgreedWeeks(
        first={phase: WeekRange(low, high) for phase, low, high, _end in rows},
        in_force={phase: WeekRange(low, high) for phase, low, high, end in rows if end is None},
    )
