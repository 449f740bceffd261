"""The board page: a thousand tasks and ten thousand, a lane for each of eight people; and the board of all projects.

CPU time is taken inside, in one process after another, so that the ratio holds also where others use the machine.
"""

from bench.clock import times
from bench.rounds import Measure, Row
from bench.stage import ASSAY, LARGE, Stage


def _take(stage: Stage, name: str) -> dict[str, float]:
    path, views = f"/projects/{stage.world.project}/board", str(stage.size.page_views)
    served = _served(stage, path)
    small = stage.inside("pages", stage.world.session, path, views)
    every = stage.inside("pages", stage.world.session, "/board", views)
    large = stage.inside("pages", stage.large_world.session, path, views, folder=LARGE)
    return served | {
        "cpu": small["cpu"],
        "packed": small["bytes"] / 1000,
        "queries": small["queries"],
        "cpu_large": large["cpu"],
        "ratio": large["cpu"] / small["cpu"],
        "packed_large": large["bytes"] / 1000,
        "queries_large": large["queries"],
        "cpu_all": every["cpu"],
        "queries_all": every["queries"],
    }


def _served(stage: Stage, path: str) -> dict[str, float]:
    wire = stage.assay_wire(is_browser=True)
    answer = wire.get(path)
    timed = times(stage.size.page_views, lambda _number: wire.get(path))
    wire.close()
    if answer.status != 200:
        raise ValueError(f"{path} answered {answer.status}.")
    return {"p50": timed.p50_ms, "p95": timed.p95_ms}


BOARD = Measure(
    name="board",
    rows=(
        Row("p50", "board page, 1,000 tasks, 8 people", "ms", aim=60),
        Row("p95", "  p95", "ms"),
        Row("cpu", "  CPU time", "ms", aim=60),
        Row("packed", "  compressed", "kB", aim=60),
        Row("queries", "  database queries", "queries", aim=16),
        Row("cpu_all", "  the board of all projects, CPU time", "ms", aim=60),
        Row("queries_all", "  its database queries", "queries", aim=16),
        Row("cpu_large", "  10,000 tasks, CPU time", "ms"),
        Row("ratio", "  so many times that of 1,000", "times", aim=1.5),
        Row("packed_large", "  compressed", "kB"),
        Row("queries_large", "  database queries", "queries", aim=16),
    ),
    take=_take,
    sides=(ASSAY,),
)
