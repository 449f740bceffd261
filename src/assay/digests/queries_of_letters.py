"""What the page of letters reads."""

from datetime import timedelta

from assay.accounts.models import Person
from assay.digests.models import Letter, Subscription
from assay.kit.clock import now
from assay.projects.models import Project

SHOWN_FOR, MOST_SHOWN = timedelta(days=42), 200


def letters_of(owner: Person) -> list[Letter]:
    """Return the letters of the last six weeks, the newest first."""
    lately = Letter.objects.visible_to(owner).filter(made_at__gte=now() - SHOWN_FOR)
    return list(lately.with_reader().order_by("-made_at", "-pk")[:MOST_SHOWN])


def followers_of(project: Project) -> list[str]:
    """Return the names of the stakeholders who get the digest of the project by mail."""
    wanted = Subscription.objects.wanted().filter(stakeholder__project=project, stakeholder__removed_at=None)
    return list(wanted.order_by("stakeholder__name").values_list("stakeholder__name", flat=True))
