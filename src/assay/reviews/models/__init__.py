from assay.reviews.models.review import Review, ReviewOver
from assay.reviews.models.stop import DecidedAlready, Stop, Way

__all__ = ["DecidedAlready", "Review", "ReviewOver", "Stop", "Way"]
