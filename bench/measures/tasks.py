"""Creating and moving tasks on the full board, through the REST API."""

import json

from bench.clock import times
from bench.rounds import Measure, Row
from bench.stage import ASSAY, Stage

COLUMNS = ("Waiting", "To do")


def _take(stage: Stage, name: str) -> dict[str, float]:
    wire, world, count = stage.assay_wire(is_browser=False), stage.world, stage.size.tasks_written

    def create(number: int) -> None:
        task = {"project": world.project, "title": f"Created while measuring {number}", "estimate_days": 2}
        wire.post("/api/v1/tasks", json.dumps(task).encode())

    def move(number: int) -> None:
        key = world.tasks[number // len(COLUMNS) % len(world.tasks)]
        body = json.dumps({"column": COLUMNS[number % len(COLUMNS)]}).encode()
        wire.post(f"/api/v1/tasks/{key}/column", body)

    created, moved = times(count, create), times(count, move)
    wire.close()
    return {
        "create": created.p50_ms,
        "create95": created.p95_ms,
        "move": moved.p50_ms,
        "move95": moved.p95_ms,
    }


TASKS = Measure(
    name="tasks",
    rows=(
        Row("create", "create a task (REST), p50", "ms", aim=8),
        Row("create95", "  p95", "ms"),
        Row("move", "move a task (REST), p50", "ms", aim=10),
        Row("move95", "  p95", "ms"),
    ),
    take=_take,
    sides=(ASSAY,),
)
