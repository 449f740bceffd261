"""Background jobs: a row in the queue, written in the transaction of the change that causes it.

A job must be safe to run twice and done within four minutes. django-q2 hands a job out again when its worker
dies; a job that kills its worker would come back for ever, so each try is counted in a transaction of its own,
before the work begins, and after `MOST_TRIES` the job is set aside for a person to look at. Handed out while
another worker is still at it, or after it was done, a job is not begun again.
"""

import hashlib
import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.db import connection, transaction
from django.db.models import F
from django_q.models import Schedule
from django_q.tasks import async_task

from assay.kit.clock import now
from assay.kit.models import JobTry
from assay.kit.pages import load_addresses

MOST_TRIES = 5
# A little longer than the queue lets a job run (`Q_CLUSTER`), and shorter than it waits to hand it out again.
HELD = timedelta(seconds=270)
REMEMBERED = timedelta(days=1)
BY_CLOCK = "assay.kit.jobs.run_by_clock"
_SCHEDULES_LOCK = 0x6173736179
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


class StillHeld(Exception):
    """Another worker is at this job."""


def run(name: str, ticket: str, *args: Any) -> None:
    """Do the queued job `name`; what it raises is written down and the queue tries again later."""
    if name not in _jobs:
        log.error("Job %s is unknown to this version and is dropped.", name)
        return
    if not _begin(name, ticket):
        return
    load_addresses()
    try:
        _jobs[name].work(*args)
    except Exception as error:
        _failed(ticket, error)
        raise
    JobTry.objects.filter(ticket=ticket).update(done_at=now(), held_until=None, last_error="")


def run_by_clock(name: str) -> None:
    """Do the scheduled job `name`; one that fails needs no second try, the next beat comes.

    One that kills its worker again and again is set aside for a day.
    """
    if name not in _jobs:
        return
    ticket = hashlib.sha256(name.encode()).hexdigest()[:32]
    JobTry.objects.filter(ticket=ticket, set_aside_at__lt=now() - REMEMBERED).delete()
    try:
        if not _begin(name, ticket):
            return
        _jobs[name].work()
    except StillHeld:
        return
    except Exception:
        log.exception("The scheduled job %s failed; it comes again with its next beat.", name)
    JobTry.objects.filter(ticket=ticket).delete()


def write_schedules() -> None:
    """Make the table of schedules equal to the jobs that run by the clock; several processes may do so at once."""
    timed = {name: made for name, made in _jobs.items() if made.every_minutes}
    with transaction.atomic():
        if connection.vendor == "postgresql":  # on SQLite the transaction itself lets nobody else write
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_SCHEDULES_LOCK])
        Schedule.objects.filter(func=BY_CLOCK).exclude(name__in=timed).delete()
        for name, made in timed.items():
            _write_schedule(name, made)


def _write_schedule(name: str, made: Job) -> None:
    written = {
        "func": BY_CLOCK,
        "args": repr((name,)),
        "schedule_type": Schedule.MINUTES,
        "minutes": made.every_minutes,
        "repeats": -1,
    }
    found = list(Schedule.objects.filter(name=name, func=BY_CLOCK).order_by("pk"))
    if not found:
        Schedule.objects.create(name=name, **written)
        return
    Schedule.objects.filter(pk=found[0].pk).update(**written)
    Schedule.objects.filter(pk__in=[one.pk for one in found[1:]]).delete()


def _begin(name: str, ticket: str) -> bool:
    """Note that the work begins now; False when it was done or begun too often. Raises `StillHeld`."""
    moment = now()
    with transaction.atomic():
        JobTry.objects.get_or_create(ticket=ticket, defaults={"name": name, "begun_at": moment})
        found = JobTry.objects.select_for_update().filter(ticket=ticket)[0]
        if found.done_at is not None:
            return False
        if found.held_until is not None and found.held_until > moment:
            raise StillHeld(f"{name} is at work elsewhere.")
        held = moment + HELD
        JobTry.objects.filter(ticket=ticket).update(tries=F("tries") + 1, begun_at=moment, held_until=held)
    if found.tries < MOST_TRIES:
        return True
    JobTry.objects.filter(ticket=ticket, set_aside_at=None).update(set_aside_at=moment, held_until=None)
    log.error("Job %s (%s) is set aside after %d tries.", name, ticket, MOST_TRIES)
    return False


def _failed(ticket: str, error: Exception) -> None:
    said = f"{type(error).__name__}: {error}".replace("\0", "")[:2000]
    JobTry.objects.filter(ticket=ticket).update(last_error=said, held_until=None)


@job(every_minutes=60)
def sweep_tries() -> None:
    """Forget what was done a day ago."""
    JobTry.objects.filter(done_at__lt=now() - REMEMBERED).delete()
