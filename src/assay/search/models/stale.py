"""Notes that the index is behind: what changed where an event would cost too much."""

from django.db import models


class Stale(models.Model):
    """The object must be indexed again; an empty id means all objects of the kind."""

    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=40, blank=True)

    def __str__(self) -> str:
        return f"{self.subject_kind}:{self.subject_id}"
