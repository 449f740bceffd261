"""How a hand-off stands."""

from django.db import models
from django.utils.translation import gettext_lazy


class HandoffState(models.TextChoices):
    OFFERED = "offered", gettext_lazy("Offered")
    ASKED = "asked-back", gettext_lazy("Asked back")
    ACCEPTED = "accepted", gettext_lazy("Accepted")
    WITHDRAWN = "withdrawn", gettext_lazy("Withdrawn")


OPEN = (HandoffState.OFFERED, HandoffState.ASKED)
