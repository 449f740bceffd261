"""How long a start takes until the server answers: in an empty folder, and again on what is there."""

from itertools import count

from bench.rounds import Measure, Row
from bench.stage import ASSAY, MLFLOW, Stage

_folders = count(1)


def _take(stage: Stage, name: str) -> dict[str, float]:
    server = stage.server(name, f"start-{next(_folders)}")
    first = server.start()
    server.stop()
    again = server.start()
    server.stop()
    return {"first": first, "again": again}


START = Measure(
    name="start",
    rows=(
        Row("again", "start until it answers", "s", aim=2),
        Row("first", "the same in an empty folder", "s"),
    ),
    take=_take,
    sides=(ASSAY, MLFLOW),
)
