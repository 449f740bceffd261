"""How far a deliverable is."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy

from assay.kit.clock import now

if TYPE_CHECKING:
    from assay.deliverables.models.deliverable import Deliverable


class State(models.TextChoices):
    OWED = "owed", gettext_lazy("owed")
    DRAFTED = "drafted", gettext_lazy("drafted")
    SHARED = "shared", gettext_lazy("shared")
    FEEDBACK = "feedback", gettext_lazy("changes asked")
    SIGNED = "signed", gettext_lazy("signed off")


def enter(deliverable: "Deliverable", state: str) -> None:
    """Put the held deliverable into the state; the same one is no change."""
    if deliverable.state == state:
        return
    deliverable.state, deliverable.state_at = state, now()
    deliverable.save(update_fields=["state", "state_at"])
