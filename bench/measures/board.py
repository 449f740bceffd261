"""The board page: a thousand tasks, a lane for each of eight people."""

import gzip

from bench.clock import times
from bench.rounds import Measure, Row
from bench.stage import ASSAY, Stage


def _take(stage: Stage, name: str) -> dict[str, float]:
    wire, path = stage.assay_wire(is_browser=True), f"/projects/{stage.world.project}/board"
    answer = wire.get(path)
    timed = times(stage.size.page_views, lambda _number: wire.get(path))
    wire.close()
    if answer.status != 200:
        raise ValueError(f"{path} answered {answer.status}.")
    is_packed = "content-encoding" in answer.headers
    packed = len(answer.body) if is_packed else len(gzip.compress(answer.body, 6))
    queries = stage.inside("queries", stage.world.session, path)["queries"]
    return {
        "p50": timed.p50_ms,
        "p95": timed.p95_ms,
        "sent": len(answer.body) / 1000,
        "packed": packed / 1000,
        "queries": queries,
    }


BOARD = Measure(
    name="board",
    rows=(
        Row("p50", "board page, 1,000 tasks, 8 people", "ms", aim=60),
        Row("p95", "  p95", "ms"),
        Row("packed", "  compressed", "kB", aim=60),
        Row("sent", "  as it was sent", "kB"),
        Row("queries", "  database queries", "queries", aim=16),
    ),
    take=_take,
    sides=(ASSAY,),
)
