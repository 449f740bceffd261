"""What can happen to reviews. What was decided at a stop stands in the history of its project."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assay.activity.happenings import Happening, happens


@happens
@dataclass(frozen=True)
class ReviewBegun(Happening):
    """`week` is its Monday."""

    kind: ClassVar[str] = "review.begun"
    icon: ClassVar[str] = "review"
    changes_words: ClassVar[bool] = False
    week: str
    stops: int

    def wording(self) -> str:
        return ngettext(
            "began the weekly review with %(count)d stop", "began the weekly review with %(count)d stops", self.stops
        ) % {"count": self.stops}


@happens
@dataclass(frozen=True)
class ReviewFinished(Happening):
    kind: ClassVar[str] = "review.finished"
    icon: ClassVar[str] = "review"
    changes_words: ClassVar[bool] = False
    week: str
    decided: int
    minutes: int

    def wording(self) -> str:
        return _("finished the weekly review: %(decided)d decided in %(minutes)d minutes") % {
            "decided": self.decided,
            "minutes": self.minutes,
        }
