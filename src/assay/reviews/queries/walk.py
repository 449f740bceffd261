"""The steps of a walk, as they stand beside each page of it, and how long it took so far."""

from dataclasses import dataclass

from assay.accounts.models import Person
from assay.reviews.models import Review, Stop
from assay.reviews.models.review import PLANNED

# A stop takes about this long, until the lead's own pace is known.
USUAL_SECONDS = 60


@dataclass(frozen=True)
class Step:
    """One stop in the list."""

    stop: Stop
    number: int

    @property
    def state(self) -> str:
        return self.stop.state

    @property
    def note(self) -> str:
        """What was decided, else what is the matter."""
        return str(self.stop.get_way_display()) if self.state == "decided" else self.stop.name


@dataclass(frozen=True)
class Walk:
    """All steps of a review that its reader may see."""

    review: Review
    steps: list[Step]

    @property
    def open(self) -> int:
        return sum(step.state in ("open", "put-off") for step in self.steps)

    @property
    def decided(self) -> int:
        return sum(step.state == "decided" for step in self.steps)

    @property
    def planned_minutes(self) -> int:
        return int(PLANNED.total_seconds() // 60)

    @property
    def minutes_left(self) -> int:
        """About how long the rest takes, at the pace so far; begun minutes among them."""
        pace = self.review.spent_seconds / self.decided if self.decided else USUAL_SECONDS
        return -(-round(self.open * max(pace, USUAL_SECONDS / 4)) // 60)

    def step(self, position: int) -> Step | None:
        return next((step for step in self.steps if step.stop.position == position), None)

    def before(self, position: int) -> Stop | None:
        """Return the stop before this one; None for the first."""
        earlier = [step.stop for step in self.steps if step.stop.position < position]
        return earlier[-1] if earlier else None


def walk_of(review: Review, *, reader: Person) -> Walk:
    """Return the walk in one query."""
    stops = Stop.objects.visible_to(reader).filter(review=review).with_facts().in_order()
    return Walk(review, [Step(stop, number) for number, stop in enumerate(stops, start=1)])
