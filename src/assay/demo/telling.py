"""What the sample's team did before today, told in the order in which it happened."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

from assay.kit.clock import as_of
from assay.pure.workdays import add_working_days


@dataclass(frozen=True)
class Act:
    """Something that somebody did at a moment."""

    at: datetime
    do: Callable[[], object]


def tell(acts: Iterable[Act]) -> None:
    """Do everything, each at its moment and the earliest first: history is read in the order it was written."""
    for act in sorted(acts, key=lambda act: act.at):
        with as_of(act.at):
            act.do()


def morning(days_ago: int) -> datetime:
    """Return the morning of a working day, counted back from today; today itself is 0."""
    return _at(days_ago, time(9, 10))


def noon(days_ago: int) -> datetime:
    return _at(days_ago, time(12, 0))


def afternoon(days_ago: int) -> datetime:
    return _at(days_ago, time(16, 40))


def ahead(days: int) -> date:
    """Return the working day that many days from today."""
    return add_working_days(timezone.localdate(), days)


def _at(days_ago: int, moment: time) -> datetime:
    return timezone.make_aware(datetime.combine(ahead(-days_ago), moment))
