"""Chunks: sealed and unsealed, a series is the same to whoever reads it, and a point is stored once."""

import math
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from assay.accounts.models import Person
from assay.runs import chunks, points, sampling, sealing
from assay.runs.groups import default_group
from assay.runs.ingest import NewPoint, log_batch, writing_to
from assay.runs.lifecycle import Change, NewRun, start_run, update_run
from assay.runs.models import Chunk, MetricSeries, Point, Run
from assay.runs.queries.curves import curves_of
from assay.runs.summary import StoredPoint, place

BIG = 2**63 - 1
some_points = st.lists(
    st.builds(
        StoredPoint,
        st.one_of(st.integers(0, 30), st.sampled_from([-BIG - 1, BIG])),
        st.integers(0, 12),
        st.one_of(st.sampled_from([0.0, 1.5, -2.0, math.nan, math.inf, -math.inf]), st.floats()),
    ),
    min_size=1,
    max_size=40,
)


@pytest.fixture
def run(ada: Person) -> Run:
    return start_run(default_group(ada), NewRun(name="first"), by=ada)


@pytest.fixture
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sizes at which a few points make several chunks."""
    monkeypatch.setattr(points, "CHUNK", 4)
    monkeypatch.setattr(sealing, "SHORT", 1)
    monkeypatch.setattr(sealing, "SLICE", 10)


def log(run: Run, by: Person, some: Sequence[StoredPoint], key: str = "f1") -> None:
    with writing_to(run.uid, by=by) as held:
        log_batch(held, metrics=[NewPoint(key, point) for point in some], by=by)


def end(run: Run, by: Person) -> None:
    with writing_to(run.uid, by=by) as held:
        update_run(held, Change(status="FINISHED"), by=by)


def seal(run: Run) -> None:
    left_alone: set[int] = set()
    while sealing.seal_slice(run.pk, left_alone):
        pass


@given(some=some_points)
def test_what_is_packed_comes_out_the_same(some: list[StoredPoint]) -> None:
    ordered = points.by_place(some)
    sealed = chunks.Sealed(chunks.packed(ordered))
    assert list(map(place, sealed.points())) == list(map(place, ordered))


@settings(
    max_examples=60,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
)
@given(first=some_points, second=some_points, most=st.integers(1, 50))
def test_a_sealed_series_reads_like_one_that_is_not(
    small_chunks: None, ada: Person, first: list[StoredPoint], second: list[StoredPoint], most: int
) -> None:
    plain, packed = (start_run(default_group(ada), NewRun(), by=ada) for _ in range(2))
    for batch in (first, second):
        log(plain, ada, batch)
        log(packed, ada, batch)
        if batch is first:
            end(packed, ada)
        else:
            _check_same(plain, packed, most, before=second[0])  # late points lie in the tail, below some chunks
        seal(packed)
    log(packed, ada, first)  # once more: all of it lies in chunks
    other = _check_same(plain, packed, most, before=second[0])
    assert other.sealed == other.count
    assert not Point.objects.filter(series=other).exists()


def _check_same(plain: Run, packed: Run, most: int, *, before: StoredPoint) -> MetricSeries:
    one, other = MetricSeries.objects.get(run=plain), MetricSeries.objects.get(run=packed)
    assert one.sealed == 0
    for read in _ways_to_read(most, before):
        assert list(map(place, read(other))) == list(map(place, read(one)))
    assert list(curves_of([other], stretches=100).values()) == list(curves_of([one], stretches=100).values())
    return other


def _ways_to_read(most: int, before: StoredPoint) -> list[Callable[[MetricSeries], Sequence[StoredPoint]]]:
    return [
        lambda series: points.history(series.pk).points,
        lambda series: _page_by_page(series.pk, most),
        lambda series: points.newest(series.pk, most=most),
        lambda series: points.newest(series.pk, most=most, before=before),
        lambda series: points.at_even_steps(series.pk, most=most),
        lambda series: points.at_even_steps(series.pk, most=most, steps=(3, 20)),
        lambda series: sampling.thinned(dict(sampling.columns_of([series]))[series.pk], max(3, most)),
    ]


def _page_by_page(series_id: int, most: int) -> list[StoredPoint]:
    found, token = [], ""
    while True:
        page = points.history(series_id, most=most, token=token)
        found += page.points
        token = page.next
        if not token:
            return found


def test_a_long_tail_of_a_running_run_is_cut_and_its_newest_points_stay(run: Run, ada: Person) -> None:
    log(run, ada, [StoredPoint(step, step, step / 7) for step in range(1000)])
    log(run, ada, [StoredPoint(step, step, step / 7) for step in range(1000, 2000)], key="loss")
    seal(run)
    assert not Chunk.objects.exists()
    for start in (1000, 1800):
        log(run, ada, [StoredPoint(step, step, step / 7) for step in range(start, start + 800)])
    seal(run)
    assert [(one.first_step, one.last_step, one.count) for one in Chunk.objects.order_by("id")] == [
        (0, 999, 1000),
        (1000, 1999, 1000),
    ]
    series = MetricSeries.objects.get(key="f1")
    assert (series.sealed, Point.objects.filter(series=series).count()) == (2000, 600)
    assert points.newest(series.pk, most=1)[0].step == 2599


def test_sealing_is_queued_when_a_tail_has_grown_long_and_when_the_run_ends(
    run: Run, ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    queued: list[int] = []
    monkeypatch.setattr(sealing.seal_run, "later", queued.append)
    for start in range(0, 3000, 500):
        log(run, ada, [StoredPoint(step, step, 0.5) for step in range(start, start + 500)])
    assert queued == [run.pk]
    end(run, ada)
    assert queued == [run.pk, run.pk]


def test_late_points_join_the_chunk_they_belong_to(small_chunks: None, run: Run, ada: Person) -> None:
    log(run, ada, [StoredPoint(step, step, 0.5) for step in range(0, 24, 2)])
    end(run, ada)
    seal(run)
    log(run, ada, [StoredPoint(7, 7, 0.7), StoredPoint(8, 8, 0.5)])
    assert Point.objects.count() == 1, "the one at step 8 is sealed already"
    seal(run)
    held = [one.first_step for one in Chunk.objects.order_by("first_step")]
    assert held == sorted(held)
    assert Point.objects.count() == 0
    found = points.history(MetricSeries.objects.get().pk).points
    assert [point.step for point in found] == sorted([*range(0, 24, 2), 7])


def test_chunks_go_with_their_run(small_chunks: None, run: Run, ada: Person) -> None:
    log(run, ada, [StoredPoint(step, step, 0.5) for step in range(9)])
    end(run, ada)
    seal(run)
    run.delete()
    assert not Chunk.objects.exists()


def test_of_a_very_long_series_the_extremes_of_chunks_make_the_picture(
    run: Run, ada: Person, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    monkeypatch.setattr(points, "CHUNK", 10)
    values = [math.sin(step / 30) for step in range(900)]
    values[321] = 77.0
    log(run, ada, [StoredPoint(step, step, value) for step, value in enumerate(values)])
    end(run, ada)
    seal(run)
    monkeypatch.setattr(chunks, "Sealed", None)  # nothing is unpacked
    series = MetricSeries.objects.get()
    with django_assert_num_queries(2):
        [found] = sampling.sampled([series], most=60)
    assert len(found.points) <= 60
    assert StoredPoint(321, 321, 77.0) in found.points
    assert (found.points[0].step, found.points[-1].step, found.total) == (0, 899, 900)


@pytest.mark.parametrize("stretches", [2, 100])
def test_a_curve_is_whole_though_its_series_was_sealed_since_it_was_read(
    small_chunks: None, run: Run, ada: Person, stretches: int
) -> None:
    log(run, ada, [StoredPoint(step, step, step / 7) for step in range(30)])
    end(run, ada)
    read = MetricSeries.objects.get()
    before = curves_of([read], stretches=stretches)
    seal(run)
    assert curves_of([read], stretches=stretches) == before != {}


def test_what_was_missed_is_sealed_by_the_clock(small_chunks: None, run: Run, ada: Person, monkeypatch: Any) -> None:
    log(run, ada, [StoredPoint(step, step, 0.5) for step in range(9)])
    monkeypatch.setattr(sealing.seal_run, "later", lambda _run: None)
    end(run, ada)
    queued: list[int] = []
    monkeypatch.setattr(sealing.seal_run, "later", queued.append)
    sealing.seal_what_was_missed.work()
    assert queued == [run.pk]
