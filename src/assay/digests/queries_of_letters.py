"""What the page of letters reads."""

from datetime import timedelta

from assay.accounts.models import Person
from assay.digests.models import Letter
from assay.kit.clock import now

SHOWN_FOR, MOST_SHOWN = timedelta(days=42), 200


def letters_of(owner: Person) -> list[Letter]:
    """Return the letters of the last six weeks, the newest first."""
    lately = Letter.objects.visible_to(owner).filter(made_at__gte=now() - SHOWN_FOR)
    return list(lately.with_reader().order_by("-made_at", "-pk")[:MOST_SHOWN])
