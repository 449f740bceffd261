"""What people decide in the end; the verdict is what the runs say."""

from django.db import models
from django.utils.translation import gettext_lazy


class Outcome(models.TextChoices):
    SUCCESS = "success", gettext_lazy("Success")
    PARTIAL = "partial", gettext_lazy("Partial")
    FAILURE = "failure", gettext_lazy("Failure")
    STOPPED = "stopped", gettext_lazy("Stopped")


class Kept(models.TextChoices):
    KEEP = "keep", gettext_lazy("Keep")
    DISCARD = "discard", gettext_lazy("Discard")
