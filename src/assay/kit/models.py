"""Bookkeeping of background jobs."""

from datetime import datetime, timedelta

from django.db import models

BEAT_EVERY = timedelta(seconds=10)


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


class WorkerBeat(models.Model):
    """A worker's sign of life, written every ten seconds."""

    worker = models.CharField(max_length=120, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.worker

    @classmethod
    def beat(cls, worker: str, *, at: datetime) -> None:
        """Say that `worker` lives; those silent for a day are forgotten."""
        cls.objects.update_or_create(worker=worker, defaults={"at": at})
        cls.objects.filter(at__lt=at - timedelta(days=1)).delete()

    @classmethod
    def alive(cls, *, at: datetime) -> int:
        """Return how many workers gave a sign lately."""
        return cls.objects.filter(at__gt=at - 3 * BEAT_EVERY).count()
