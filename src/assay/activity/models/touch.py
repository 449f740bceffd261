"""Touches: that something changed, for open pages. Kept for minutes, then swept."""

from django.db import models


class Touch(models.Model):
    """The object behind `topic` changed; the row number is the order in which readers see it."""

    workspace_id = models.BigIntegerField()
    topic = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["at"], name="touch_at")]

    def __str__(self) -> str:
        return self.topic
