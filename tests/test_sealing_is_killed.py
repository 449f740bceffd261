"""Kill -9 the sealing while a training logs and repeats itself: every point is there, once."""

import os
import random
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from django.db.models import Sum
from tests.serving import database_url

from assay.runs import points
from assay.runs.groups import default_group
from assay.runs.ingest import NewPoint, log_batch, writing_to
from assay.runs.lifecycle import NewRun, start_run
from assay.runs.models import Chunk, MetricSeries, Point, Run
from assay.runs.summary import StoredPoint

STEPS_A_KILL = 300
PATIENCE = 60.0


@pytest.mark.django_db(transaction=True)
def test_killing_the_sealing_loses_and_doubles_nothing(ada: Any, request: pytest.FixtureRequest) -> None:
    run, dice, logged = start_run(default_group(ada), NewRun(), by=ada), random.Random(5), 0
    for _ in range(int(request.config.getoption("--kills"))):
        sealing, packed = _start_sealing(run), Chunk.objects.count()
        wanted = logged + STEPS_A_KILL + dice.randrange(60)
        while logged < wanted:
            again = dice.randrange(logged + 1)
            _log(run, ada, [*range(logged, logged + 10), *range(again, min(again + 5, logged))])
            logged += 10
        _wait_for_more_than(packed)
        sealing.kill()
        sealing.communicate()
    series = MetricSeries.objects.get()
    assert [point.step for point in points.history(series.pk).points] == list(range(logged))
    packed = Chunk.objects.aggregate(points=Sum("count"))["points"]
    assert packed, "nothing was sealed meanwhile"
    assert (series.count, series.sealed) == (logged, packed)
    assert packed + Point.objects.count() == logged


def _wait_for_more_than(packed: int) -> None:
    """A fast writer can keep SQLite's one lock for itself: leave it until the sealing had its turn."""
    pause, end = threading.Event(), time.monotonic() + PATIENCE
    while Chunk.objects.count() == packed:
        assert time.monotonic() < end, "the sealing stands still"
        pause.wait(0.001)


def _log(run: Run, by: Any, steps: list[int]) -> None:
    with writing_to(run.uid, by=by) as held:
        log_batch(held, metrics=[NewPoint("n", StoredPoint(step, step * 7, step / 3)) for step in steps], by=by)


def _start_sealing(run: Run) -> "subprocess.Popen[str]":
    own = {"DJANGO_SETTINGS_MODULE": "assay.config.settings", "DATABASE_URL": database_url()}
    started = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("sealing_at_work.py")), str(run.pk)],
        env={**os.environ, **own},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert started.stdout
    assert started.stdout.readline() == "at work\n"
    return started
