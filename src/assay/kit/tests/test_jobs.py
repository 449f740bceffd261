"""Background jobs: queued with the change that causes them, counted, set aside when they cannot be done."""

import pytest
from django.db import transaction
from django_q.models import OrmQ, Schedule

from assay.kit import jobs
from assay.kit.jobs import MOST_TRIES, Job, job, run, write_schedules
from assay.kit.models import JobTry

pytestmark = pytest.mark.django_db
done: list[str] = []


@job()
def write_down(word: str) -> None:
    done.append(word)


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
    assert not JobTry.objects.exists()


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
    write_schedules()
    names = list(Schedule.objects.values_list("name", flat=True))
    assert "old" not in names
    assert "assay.activity.jobs.sweep_touches" in names
    assert len(names) == len(set(names))


def _queue_and_fail() -> None:
    with transaction.atomic():
        write_down.later("lost")
        raise ZeroDivisionError
