"""What somebody wants to share."""

from collections.abc import Sequence
from dataclasses import dataclass

from assay.sharing.things import Name

USUAL_DAYS = 90


@dataclass(frozen=True)
class Wish:
    """What a link shall open, to what end, and for how many days."""

    opens: Sequence[Name]
    can_comment: bool = True
    can_sign: bool = True
    days: int = USUAL_DAYS
