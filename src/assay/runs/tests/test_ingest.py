"""Logging, without the protocol around it."""

import math
import threading
from collections.abc import Iterator, Mapping, Sequence

import pytest
from django.db import connection, connections, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assay.accounts.models import Person
from assay.activity.models import Event
from assay.runs import hooks, points
from assay.runs.groups import default_group
from assay.runs.ingest import IngestHook, NewPoint, NoSuchRun, log_batch, register_hook, writing_to
from assay.runs.lifecycle import Change, NewRun, start_run, update_run
from assay.runs.limits import BadValue
from assay.runs.linking import link, unlink
from assay.runs.models import MetricSeries, Param, Point, Run
from assay.runs.summary import StoredPoint, Summary
from assay.tasks.models import Task


@pytest.fixture
def run(ada: Person) -> Run:
    """A run of ada's that belongs to no task."""
    return start_run(default_group(ada), NewRun(name="first"), by=ada)


@pytest.fixture
def task(kite: object, ada: Person) -> Task:
    return Task.create(kite, title="Lower the rate", by=ada)  # type: ignore[arg-type]


@pytest.fixture
def heard() -> Iterator[list[tuple[str, object]]]:
    """What a hook is told, while the test lasts."""
    told: list[tuple[str, object]] = []

    def after_points(
        _run: Run, fresh: Mapping[str, Sequence[StoredPoint]], before: Mapping[str, Summary | None]
    ) -> None:
        counts = {key: found.count if found else 0 for key, found in before.items()}
        told.append(("points", ({key: list(some) for key, some in fresh.items()}, counts)))

    hook = IngestHook(
        after_points=after_points,
        after_status=lambda run: told.append(("status", run.status)),
        after_unlink=lambda _run, task_id: told.append(("unlink", task_id)),
    )
    register_hook(hook)
    yield told
    hooks._hooks.remove(hook)


def log(run: Run, by: Person, *values: tuple[int, float], key: str = "f1") -> None:
    with writing_to(run.uid, by=by) as held:
        new = [NewPoint(key, StoredPoint(step, step * 10, value)) for step, value in values]
        log_batch(held, metrics=new, by=by)


def test_points_lie_clustered_by_series_without_a_number_of_their_own(run: Run, ada: Person) -> None:
    log(run, ada, (1, 0.5), (2, math.nan), (3, math.inf))
    series = MetricSeries.objects.get()
    assert [(one.step, one.is_nan, one.value) for one in Point.objects.order_by("step")] == [
        (1, False, 0.5),
        (2, True, 0.0),
        (3, False, math.inf),
    ]
    assert (series.count, series.nan_count, series.low, series.high) == (3, 1, 0.5, math.inf)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT sql FROM sqlite_master WHERE name = 'runs_point'")
            assert "WITHOUT ROWID" in cursor.fetchone()[0]


def test_points_go_with_their_run(run: Run, ada: Person) -> None:
    log(run, ada, (1, 0.5))
    run.delete()
    assert not Point.objects.exists()


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    st.lists(
        st.lists(st.tuples(st.integers(-2, 4), st.sampled_from([0.0, 1.5, -2.0, math.nan, math.inf])), max_size=5),
        max_size=4,
    ),
    st.randoms(),
)
def test_any_order_and_repetition_of_requests_stores_the_same(
    run: Run, ada: Person, batches: list[list[tuple[int, float]]], dice: object
) -> None:
    found = []
    for key in ("in order", "at random"):
        some = list(batches) if key == "in order" else [*batches, *batches]
        if key == "at random":
            dice.shuffle(some)  # type: ignore[attr-defined]
        MetricSeries.objects.filter(key=key).delete()
        for batch in some:
            log(run, ada, *batch, key=key)
        rows = MetricSeries.objects.filter(key=key).values_list("count", "nan_count", "first", "last", "low", "high")
        found.append((list(rows), [str(point) for point in _points(key)]))
    assert found[0] == found[1]


def test_hook_hears_only_what_is_new_and_what_was_before(
    run: Run, task: Task, ada: Person, heard: list[tuple[str, object]]
) -> None:
    link(run, task, by=ada)
    log(run, ada, (1, 0.1))
    heard.clear()
    log(run, ada, (3, 0.3), (1, 0.1), (2, 0.2))
    fresh = {"f1": [StoredPoint(2, 20, 0.2), StoredPoint(3, 30, 0.3)]}
    assert heard == [("points", (fresh, {"f1": 1}))]
    log(run, ada, (3, 0.3))
    assert len(heard) == 1


def test_hook_hears_of_the_life_of_a_linked_run(
    run: Run, task: Task, ada: Person, heard: list[tuple[str, object]]
) -> None:
    link(run, task, by=ada)
    with writing_to(run.uid, by=ada) as held:
        log_batch(held, params=[("lr", "0.1")], by=ada)
        log_batch(held, params=[("lr", "0.1")], by=ada)
    with writing_to(run.uid, by=ada) as held:
        update_run(held, Change(status="FINISHED"), by=ada)
    unlink(run, by=ada)
    assert heard == [
        ("status", "RUNNING"),
        ("status", "RUNNING"),
        ("status", "FINISHED"),
        ("unlink", task.pk),
    ]


def test_hook_hears_nothing_of_runs_without_a_task(run: Run, ada: Person, heard: list[tuple[str, object]]) -> None:
    log(run, ada, (1, 0.1))
    assert heard == []


def test_fault_of_a_hook_takes_the_points_back(run: Run, task: Task, ada: Person) -> None:
    def fail(*_told: object) -> None:
        raise RuntimeError("a fault")

    link(run, task, by=ada)
    hook = IngestHook(after_points=fail)
    register_hook(hook)
    try:
        with pytest.raises(RuntimeError):
            log(run, ada, (1, 0.1))
    finally:
        hooks._hooks.remove(hook)
    assert not Point.objects.exists()


def test_events_of_a_run_without_a_task_stand_on_the_run(run: Run, ada: Person) -> None:
    with writing_to(run.uid, by=ada) as held:
        update_run(held, Change(status="FAILED"), by=ada)
    kinds = list(Event.objects.about(run.subject).order_by("id").values_list("kind", "data__status"))
    assert kinds == [("run.started", None), ("run.finished", "FAILED")]


def test_foreign_run_cannot_be_written(run: Run, cy: Person) -> None:
    with pytest.raises(NoSuchRun), writing_to(run.uid, by=cy):
        pass


def test_too_large_a_step_is_refused(run: Run, ada: Person) -> None:
    with pytest.raises(BadValue):
        log(run, ada, (2**63, 0.1))


def test_newest_points_come_in_order(run: Run, ada: Person) -> None:
    log(run, ada, *((step, step / 10) for step in range(10)))
    series = MetricSeries.objects.get().pk
    assert [point.step for point in points.newest(series, most=3)] == [7, 8, 9]
    before = StoredPoint(5, 50, 0.5)
    assert [point.step for point in points.newest(series, most=2, before=before)] == [3, 4]


def test_one_metric_takes_few_statements(run: Run, ada: Person, django_assert_max_num_queries: object) -> None:
    log(run, ada, (1, 0.1))
    # With the two of the savepoint that stands for the transaction, and PostgreSQL's wake-up call.
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        log(run, ada, (2, 0.2))


@pytest.mark.django_db(transaction=True)
def test_writers_of_one_run_at_once_lose_nothing(ada: Person) -> None:
    run = start_run(default_group(ada), NewRun(), by=ada)
    faults: list[Exception] = []

    def write(writer: int) -> None:
        try:
            for number in range(15):
                step = writer * 100 + number
                log(run, ada, (step, float(step)), (number, -1.0))
                with writing_to(run.uid, by=ada) as held:
                    log_batch(held, params=[(f"p{number}", "x")], tags=[("writer", str(writer))], by=ada)
        except Exception as fault:
            faults.append(fault)
        finally:
            connections.close_all()

    _at_once(write, writers=4)
    assert faults == []
    series = MetricSeries.objects.get()
    assert series.count == Point.objects.count() == 4 * 15 + 15
    assert (series.low, series.high, series.last, series.last_step) == (-1.0, 314.0, 314.0, 314)
    assert Param.objects.count() == 15


@pytest.mark.django_db(transaction=True)
def test_groups_and_numbers_made_at_once_are_one_and_many(ada: Person) -> None:
    faults: list[Exception] = []

    def begin(_writer: int) -> None:
        try:
            for _number in range(5):
                start_run(default_group(ada), NewRun(), by=ada)
        except Exception as fault:
            faults.append(fault)
        finally:
            connections.close_all()

    _at_once(begin, writers=4)
    assert faults == []
    assert sorted(Run.objects.values_list("number", flat=True)) == list(range(1, 21))
    assert Run.objects.values("group").distinct().count() == 1


@pytest.mark.django_db(transaction=True)
def test_flush_empties_the_table_of_points(ada: Person) -> None:
    run = start_run(default_group(ada), NewRun(), by=ada)
    log(run, ada, (1, 0.1))
    from django.core.management import call_command

    with transaction.atomic():
        assert Point.objects.exists()
    call_command("flush", interactive=False, verbosity=0)
    assert not Point.objects.exists()


def _at_once(work: object, *, writers: int) -> None:
    threads = [threading.Thread(target=work, args=(number,)) for number in range(writers)]  # type: ignore[arg-type]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _points(key: str) -> list[StoredPoint]:
    series = MetricSeries.objects.filter(key=key).first()
    return points.history(series.pk).points if series else []
