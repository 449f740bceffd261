"""Search over what a team wrote in years: 10,000 tasks with comments, 2,000 of them experiments."""

import json
from functools import cache
from typing import Any
from urllib.parse import urlencode

from bench.clock import times
from bench.rounds import Measure, Row
from bench.stage import ASSAY, Stage
from bench.wire import Wire

# A word that few texts have, one that most have, two letters as somebody begins to type, and three words at once.
ASKED = {"rare": "webhook secret", "common": "mlflow", "prefix": "re", "several": "metric run verdict"}


def _take(stage: Stage, name: str) -> dict[str, float]:
    server = stage.server(ASSAY, "find")
    world = _written(stage)
    server.start()
    wire = Wire(server.port, {"Cookie": f"sessionid={world['session']}"})
    found = {asked: _timed(wire, text, stage.size.page_views) for asked, text in ASKED.items()}
    wire.close()
    server.stop()
    return found | {"index": world["index_bytes"] / 1e6, "text": world["text_bytes"] / 1e6}


@cache
def _written(stage: Stage) -> dict[str, Any]:
    """Return what was written, once for all rounds."""
    return stage.inside("words", str(stage.size.find_tasks), str(stage.size.find_experiments), folder="find")


def _timed(wire: Wire, text: str, views: int) -> float:
    path = f"/search/best?{urlencode({'q': text})}"
    answer = wire.get(path)
    if answer.status != 200 or "hits" not in json.loads(answer.body):
        raise ValueError(f"{path} answered {answer.status}.")
    return times(views, lambda _number: wire.get(path)).p50_ms


FIND = Measure(
    name="find",
    rows=(
        Row("rare", "search, rare words, p50", "ms", aim=6),
        Row("several", "  three words", "ms", aim=6),
        Row("prefix", "  two letters", "ms", aim=15),
        Row("common", "  a word that a third has", "ms", aim=15),
        Row("index", "  index on disk", "MB"),
        Row("text", "  text that it holds", "MB"),
    ),
    take=_take,
    sides=(ASSAY,),
)
