"""Background jobs: queued with the change that causes them, counted, set aside when they cannot be done."""

import hashlib
from datetime import timedelta

import pytest
from django.db import transaction
from django_q.models import OrmQ, Schedule

from assay.kit import jobs
from assay.kit.clock import now
from assay.kit.jobs import MOST_TRIES, Job, StillHeld, job, run, run_by_clock, sweep_tries, write_schedules
from assay.kit.models import JobTry

pytestmark = pytest.mark.django_db
done: list[str] = []


@job()
def write_down(word: str) -> None:
    done.append(word)


@job()
def write_minute() -> None:
    done.append("minute")


@job()
def always_fails() -> None:
    raise ValueError("the disk is on fire")


@pytest.fixture(autouse=True)
def clean_slate() -> None:
    done.clear()


def test_a_job_queued_in_a_transaction_that_fails_was_never_queued() -> None:
    with pytest.raises(ZeroDivisionError):
        _queue_and_fail()
    assert not OrmQ.objects.exists()


def test_a_queued_job_runs_with_what_it_was_given() -> None:
    write_down.later("hello")
    package = OrmQ.objects.get()
    run(*package.task["args"])
    assert done == ["hello"]
    assert JobTry.objects.get().done_at is not None


def test_a_job_that_is_handed_out_again_after_it_was_done_is_not_begun_again() -> None:
    for _ in range(2):
        run(write_down.name, "ticket-5", "once")
    assert done == ["once"]


def test_a_job_is_not_begun_while_another_worker_is_at_it() -> None:
    JobTry.objects.create(
        ticket="ticket-6", name=write_down.name, tries=1, begun_at=now(), held_until=now() + timedelta(minutes=1)
    )
    with pytest.raises(StillHeld):
        run(write_down.name, "ticket-6", "twice")
    JobTry.objects.update(held_until=now() - timedelta(minutes=1))
    run(write_down.name, "ticket-6", "after its worker died")
    assert done == ["after its worker died"]


def test_what_was_done_a_day_ago_is_forgotten() -> None:
    for age in (timedelta(hours=1), timedelta(days=2)):
        JobTry.objects.create(ticket=str(age.days), name="a", begun_at=now(), done_at=now() - age)
    sweep_tries.work()
    assert JobTry.objects.count() == 1


def test_a_scheduled_job_that_fails_is_written_down_and_not_tried_again(caplog: pytest.LogCaptureFixture) -> None:
    run_by_clock(always_fails.name)
    assert "on fire" in caplog.text
    assert not JobTry.objects.exists()


def test_a_scheduled_job_that_kills_its_worker_is_set_aside_for_a_day() -> None:
    run_by_clock(write_minute.name)
    ticket = hashlib.sha256(write_minute.name.encode()).hexdigest()[:32]
    JobTry.objects.create(ticket=ticket, name=write_minute.name, tries=MOST_TRIES, begun_at=now())
    run_by_clock(write_minute.name)
    assert done == ["minute"]
    JobTry.objects.update(set_aside_at=now() - timedelta(days=2))
    run_by_clock(write_minute.name)
    assert done == ["minute", "minute"]


def test_a_failing_job_keeps_its_last_error_and_fails_for_the_queue() -> None:
    with pytest.raises(ValueError, match="on fire"):
        run(always_fails.name, "ticket-1")
    assert JobTry.objects.get(ticket="ticket-1").last_error == "ValueError: the disk is on fire"


def test_a_job_that_fails_too_often_is_set_aside() -> None:
    for _ in range(MOST_TRIES):
        with pytest.raises(ValueError, match="on fire"):
            run(always_fails.name, "ticket-2")
    run(always_fails.name, "ticket-2")
    assert JobTry.objects.get(ticket="ticket-2").set_aside_at is not None


def test_a_job_that_kills_its_worker_is_counted_before_it_begins() -> None:
    class WorkerKilled(BaseException):
        """Stands for a SIGKILL: nothing after the work runs."""

    def kill() -> None:
        raise WorkerKilled

    deadly = Job(kill, every_minutes=None)
    jobs._jobs[deadly.name] = deadly
    with pytest.raises(WorkerKilled):
        run(deadly.name, "ticket-3")
    assert JobTry.objects.get(ticket="ticket-3").tries == 1


def test_a_job_of_another_version_is_dropped_quietly() -> None:
    run("assay.gone.job", "ticket-4")
    assert not JobTry.objects.exists()


def test_schedules_follow_the_jobs_that_run_by_the_clock() -> None:
    Schedule.objects.create(name="old", func="assay.kit.jobs.run_by_clock", schedule_type=Schedule.MINUTES, minutes=1)
    write_schedules()
    double = Schedule.objects.get(name="assay.activity.jobs.sweep_touches")
    double.pk = None
    double.save()
    write_schedules()
    names = list(Schedule.objects.values_list("name", flat=True))
    assert "old" not in names
    assert "assay.activity.jobs.sweep_touches" in names
    assert len(names) == len(set(names))


def _queue_and_fail() -> None:
    with transaction.atomic():
        write_down.later("lost")
        raise ZeroDivisionError
