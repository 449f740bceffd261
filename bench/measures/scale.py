"""The same figures in a database of ten million points: a thousand runs of twenty metrics, and a long one."""

import sqlite3
from typing import Any
from weakref import WeakKeyDictionary

from bench.clock import for_seconds, times
from bench.measures.history import KEY, long_run
from bench.rounds import Measure, Row
from bench.stage import ASSAY, Stage
from bench.tracking import metric_body

_filled: "WeakKeyDictionary[Stage, dict[str, Any]]" = WeakKeyDictionary()


def _take(stage: Stage, name: str) -> dict[str, float]:
    tracking, repeats = stage.side(name).tracking, stage.size.search_repeats
    long = long_run(stage, name)
    filled = _fill(stage)
    searches = [tracking.search(filled["experiment"], most=1000) for _ in range(repeats)]
    run = tracking.run(tracking.experiment("scale-now"))
    logged = for_seconds(stage.size.seconds, lambda number: metric_body(run, "score", number), tracking.log_metric)
    wire = stage.assay_wire(is_browser=False)
    chart = times(repeats * 4, lambda _number: wire.get(f"/api/v1/runs/{long.uid}/metrics/{KEY}?sampled=1000"))
    wire.close()
    return {
        "points": filled["points"] / 1e6,
        "bytes": filled["bytes"],
        "search": 1000 * sorted(one.seconds for one in searches)[repeats // 2],
        "history": 1000 * min(tracking.history(long.uid, KEY).seconds for _ in range(2)),
        "chart": chart.p50_ms,
        "rate": logged.per_second,
    }


def _fill(stage: Stage) -> dict[str, Any]:
    if stage not in _filled:
        path = stage.side(ASSAY).server.database
        before = _used(str(path))
        filled = stage.inside("scale", str(stage.size.scale_points))
        _filled[stage] = filled | {"bytes": (_used(str(path)) - before) / filled["points"]}
    return _filled[stage]


def _used(path: str) -> int:
    opened = sqlite3.connect(path, timeout=30)
    try:
        pages, free, size = (
            opened.execute(f"PRAGMA {fact}").fetchone()[0] for fact in ("page_count", "freelist_count", "page_size")
        )
        return int((pages - free) * size)
    finally:
        opened.close()


SCALE = Measure(
    name="scale",
    rows=(
        Row("points", "in a database of so many million points", "M"),
        Row("bytes", "  disk per sealed point, summaries included", "B"),
        Row("search", "  runs/search, 1,000 runs × 20 metrics", "ms", aim=120),
        Row("history", "  history of 100,000 points, whole", "ms", aim=250),
        Row("chart", "  its chart of 1,000 points (REST)", "ms", aim=30),
        Row("rate", "  log-metric one by one", "/s", aim=400, more_is_better=True),
    ),
    take=_take,
    sides=(ASSAY,),
    rounds=1,
)
