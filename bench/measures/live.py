"""From a write to the event in an open page: the request is sent, the stream tells that something changed."""

import json
import random
import time
from collections.abc import Callable

from bench.clock import Timed
from bench.ear import Ear
from bench.rounds import Measure, Row
from bench.stage import ASSAY, Stage
from bench.tracking import metric_body

COLUMNS = ("Waiting", "To do")


def _take(stage: Stage, name: str) -> dict[str, float]:
    world = stage.world
    topics = [world.experiment_topic, world.task_topics[0], world.project_topic]
    ear = Ear(stage.side(name).server.port, session=world.session, topics=topics)
    try:
        points = _heard(stage, ear, world.experiment_topic, _logging(stage, name))
        moves = _heard(stage, ear, world.task_topics[0], _moving(stage))
    finally:
        ear.close()
    return {
        "metric50": points.p50_ms,
        "metric95": points.p95_ms,
        "move50": moves.p50_ms,
        "move95": moves.p95_ms,
    }


def _heard(stage: Stage, ear: Ear, topic: str, write: Callable[[int], None]) -> Timed:
    """Write now and then and time until the stream tells it; irregular pauses meet the reader at any moment."""
    each = []
    for number in range(stage.size.live_writes):
        time.sleep(random.uniform(0.15, 0.3))  # noqa: S311
        ear.forget()
        before = time.perf_counter()
        write(number)
        each.append(ear.wait(topic) - before)
    return Timed(each, sum(each))


def _logging(stage: Stage, name: str) -> Callable[[int], None]:
    tracking = stage.side(name).tracking
    run = tracking.run(tracking.experiment(stage.world.experiment))
    return lambda number: tracking.log_metric(metric_body(run, "score", number))


def _moving(stage: Stage) -> Callable[[int], None]:
    wire, path = stage.assay_wire(is_browser=False), f"/api/v1/tasks/{stage.world.tasks[0]}/column"

    def move(number: int) -> None:
        wire.post(path, json.dumps({"column": COLUMNS[number % len(COLUMNS)]}).encode())

    return move


LIVE = Measure(
    name="live",
    rows=(
        Row("metric50", "live: a metric until the page hears of it, p50", "ms"),
        Row("metric95", "  p95", "ms", aim=300),
        Row("move50", "live: a move until the page hears of it, p50", "ms"),
        Row("move95", "  p95", "ms", aim=300),
    ),
    take=_take,
    sides=(ASSAY,),
)
