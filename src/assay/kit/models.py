"""Bookkeeping of background jobs."""

from django.db import models


class JobTry(models.Model):
    """How often one queued job has been begun; the row goes when the job is done."""

    ticket = models.CharField(max_length=32, primary_key=True)
    name = models.CharField(max_length=200)
    tries = models.PositiveIntegerField(default=0)
    last_error = models.TextField(blank=True)
    begun_at = models.DateTimeField()
    set_aside_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.name} {self.ticket}"
