"""Background jobs: a row in the queue, written in the transaction of the change that causes it.

A job must be safe to run twice and done within four minutes. django-q2 hands a job out again when its worker
dies; a job that kills its worker would come back for ever, so each try is counted in a transaction of its own,
before the work begins, and after `MOST_TRIES` the job is set aside for a person to look at.
"""

import logging
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import F
from django_q.models import Schedule
from django_q.tasks import async_task

from assay.kit.clock import now
from assay.kit.models import JobTry

MOST_TRIES = 5
log = logging.getLogger(__name__)


class Job:
    """A function that runs in the worker. Make one with `@job`."""

    def __init__(self, work: Callable[..., None], *, every_minutes: int | None) -> None:
        self.name = f"{work.__module__}.{work.__qualname__}"
        self.work = work
        self.every_minutes = every_minutes

    def later(self, *args: Any) -> None:
        """Queue the job with `args`; it exists if, and only if, the surrounding transaction commits."""
        async_task("assay.kit.jobs.run", self.name, uuid4().hex, *args)


_jobs: dict[str, Job] = {}


def job(*, every_minutes: int | None = None) -> Callable[[Callable[..., None]], Job]:
    """Make a function a job; with `every_minutes` it also runs by the clock."""

    def register(work: Callable[..., None]) -> Job:
        made = Job(work, every_minutes=every_minutes)
        _jobs[made.name] = made
        return made

    return register


def run(name: str, ticket: str, *args: Any) -> None:
    """Do the queued job `name`; what it raises is written down and the queue tries again later."""
    if name not in _jobs:
        log.error("Job %s is unknown to this version and is dropped.", name)
        return
    if not _count_try(name, ticket):
        return
    try:
        _jobs[name].work(*args)
    except Exception as error:
        JobTry.objects.filter(ticket=ticket).update(last_error=f"{type(error).__name__}: {error}"[:2000])
        raise
    JobTry.objects.filter(ticket=ticket).delete()


def run_by_clock(name: str) -> None:
    """Do the scheduled job `name`; a missed beat needs no second try, the next one comes."""
    if name in _jobs:
        _jobs[name].work()


def write_schedules() -> None:
    """Make the table of schedules equal to the jobs that run by the clock."""
    timed = {name: made for name, made in _jobs.items() if made.every_minutes}
    with transaction.atomic():
        Schedule.objects.filter(func="assay.kit.jobs.run_by_clock").exclude(name__in=timed).delete()
        for name, made in timed.items():
            Schedule.objects.update_or_create(
                name=name,
                defaults={
                    "func": "assay.kit.jobs.run_by_clock",
                    "args": repr((name,)),
                    "schedule_type": Schedule.MINUTES,
                    "minutes": made.every_minutes,
                    "repeats": -1,
                },
            )


def _count_try(name: str, ticket: str) -> bool:
    """Note that the work begins now; False when it was begun too often."""
    with transaction.atomic():
        JobTry.objects.get_or_create(ticket=ticket, defaults={"name": name, "begun_at": now()})
        JobTry.objects.filter(ticket=ticket).update(tries=F("tries") + 1, begun_at=now())
        tries = JobTry.objects.values_list("tries", flat=True).get(ticket=ticket)
    if tries <= MOST_TRIES:
        return True
    JobTry.objects.filter(ticket=ticket, set_aside_at=None).update(set_aside_at=now())
    log.error("Job %s (%s) is set aside after %d tries.", name, ticket, MOST_TRIES)
    return False
