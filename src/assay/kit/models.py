"""Bookkeeping of background jobs, and of what was tried how often."""

from datetime import datetime, timedelta

from django.db import models

BEAT_EVERY = timedelta(seconds=10)


class JobTry(models.Model):
    """How often one queued job has been begun, who holds it, and that it is done; done rows are swept after a day."""

    ticket = models.CharField(max_length=32, primary_key=True)
    name = models.CharField(max_length=200)
    tries = models.PositiveIntegerField(default=0)
    last_error = models.TextField(blank=True)
    begun_at = models.DateTimeField()
    # Until then a worker is at it; it is killed before.
    held_until = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True, db_index=True)
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


class Tally(models.Model):
    """How often something was tried until `ends_at`; `assay.kit.limits` counts."""

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField()
    ends_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.key[:8]}: {self.count}"


class NotebookPage(models.Model):
    """A notebook as a document, by the digest of the notebook; `assay.kit.notebooks` draws it.

    It waits for the worker while it has neither a document nor a fault. Each of `headings` is its level, its words
    and its anchor in the document.
    """

    sha256 = models.CharField(max_length=64, primary_key=True)
    version = models.PositiveIntegerField()
    html_sha256 = models.CharField(max_length=64, null=True)
    fault = models.CharField(max_length=300, blank=True)
    headings = models.JSONField(default=list)
    asked_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.sha256[:8]

    @property
    def is_ready(self) -> bool:
        return self.html_sha256 is not None
