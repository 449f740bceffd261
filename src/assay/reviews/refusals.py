"""What a review refuses, and how pages and the API answer it."""

from assay.experiments.models import ConclusionIncomplete
from assay.rest.errors import Known, register_errors
from assay.reviews.meanwhile import ChangedMeanwhile
from assay.reviews.models import DecidedAlready, ReviewOver
from assay.reviews.ways.wanted import NotAWay, WhyNeeded

KNOWN: dict[type[Exception], Known] = {
    ChangedMeanwhile: (409, "changed-meanwhile", ""),
    DecidedAlready: (409, "decided-already", ""),
    ReviewOver: (409, "review-over", ""),
    NotAWay: (422, "not-a-way", "way"),
    ConclusionIncomplete: (422, "incomplete", "why"),
    WhyNeeded: (422, "why-needed", "why"),
}


def register_refusals() -> None:
    register_errors(KNOWN)
