"""What the first step shows: what became of the last decisions. What awaits now is fetched after it."""

from dataclasses import dataclass
from datetime import date

from assay.accounts.models import Person
from assay.digests.weeks import week_of
from assay.reviews.models import Review
from assay.reviews.queries.became import Became, became_of
from assay.reviews.queries.walk import Walk, walk_of
from assay.reviews.weeks import monday_of, week_name


@dataclass(frozen=True)
class Start:
    """`walk` is the review of this week once it was begun."""

    week: str
    week_before: str
    last: Review | None
    became: list[Became]
    walk: Walk | None

    @property
    def hanging(self) -> int:
        """How many of the last decisions have not come about yet."""
        return sum(one.state in ("not-met", "not-proven") for one in self.became)


def start_of(person: Person, *, today: date) -> Start:
    review, last = Review.this_week(person, today=today), Review.before(person, today=today)
    return Start(
        week=week_name(monday_of(today)),
        week_before=week_of(monday_of(today)).earlier.week,
        last=last,
        became=became_of(last, reader=person) if last else [],
        walk=walk_of(review, reader=person) if review else None,
    )
