"""What gathers for a review before it is begun, and after this week's: what would be a stop today."""

from dataclasses import dataclass
from datetime import date

from assay.accounts.models import Person
from assay.reviews.awaiting import awaiting
from assay.reviews.matters import MOST_STOPS, Candidate, Matter
from assay.reviews.models import Review, Stop


@dataclass(frozen=True)
class Gathered:
    """A thing that would be a stop; `before` is its stop in this week's review."""

    candidate: Candidate
    before: Stop | None = None

    @property
    def matter(self) -> Matter:
        """The weightiest of what is the matter with it."""
        return self.candidate.first

    @property
    def decided(self) -> str:
        """What this week's review decided of it; empty for nothing."""
        return self.before.decided if self.before and self.before.decided_at else ""


@dataclass(frozen=True)
class Gathering:
    """`found` are at most as many as one review holds, `more` counts the others. `review` is this week's, if any."""

    review: Review | None
    found: list[Gathered]
    more: int


def gathering_for(person: Person, *, today: date) -> Gathering:
    """Return what a review would be about that began now; of one that goes on, what is new since it was last asked.

    Nothing is begun and nothing written.
    """
    review = Review.this_week(person, today=today)
    known = {one.subject_pair: one for one in review.stops.with_facts()} if review else {}
    found = [Gathered(one, known.get(one.first.subject)) for one in awaiting(person, today=today)]
    if review and not review.is_finished:
        found = [one for one in found if one.before is None]
    return Gathering(review, found[:MOST_STOPS], max(0, len(found) - MOST_STOPS))
