"""The last weekly review of the sample's owner, so that this week's begins with what became of its decisions."""

from django.utils import timezone

from assay.demo.telling import Act, afternoon
from assay.demo.touches import Team
from assay.reviews.actions import decide
from assay.reviews.awaiting import awaiting
from assay.reviews.models import Review
from assay.reviews.ways.wanted import Wanted

# In working days; however the days fall, that was in an earlier week.
DAYS_AGO = 9
WHY = "What Research owes is written in the first experiments anyway. Hand it over when the baseline stands."


def last_review(team: Team) -> Act:
    def walk() -> None:
        ana, today = team["ana"], timezone.localdate(afternoon(DAYS_AGO))
        review = Review.begin(ana, awaiting(ana, today=today), today=today)
        for stop in review.stops.in_order().filter(kind="project", project__key="MR"):
            decide(stop, Wanted("go", why=WHY), by=ana)
        review.finish(by=ana)

    return Act(afternoon(DAYS_AGO), walk)
