"""Metrics logged one by one, as `mlflow.log_metric` does in a training loop."""

from bench.clock import Timed, for_seconds
from bench.rounds import Measure, Row
from bench.stage import ASSAY, MLFLOW, Stage
from bench.tracking import metric_body

KEYS = ("score", "loss", "val_score", "val_loss", "lr")


def _plain(stage: Stage, name: str) -> dict[str, float]:
    timed = _logged(stage, name, "bench-metrics", KEYS)
    return {"rate": timed.per_second, "p50": timed.p50_ms, "p95": timed.p95_ms}


def _watched(stage: Stage, name: str) -> dict[str, float]:
    """Every point is of the key that the experiment's stop condition and criterion name."""
    timed = _logged(stage, name, stage.world.experiment, KEYS[:1])
    return {"rate": timed.per_second, "p50": timed.p50_ms, "p95": timed.p95_ms}


def _logged(stage: Stage, name: str, experiment: str, keys: tuple[str, ...]) -> Timed:
    tracking = stage.side(name).tracking
    run = tracking.run(tracking.experiment(experiment))

    def body(number: int) -> bytes:
        return metric_body(run, keys[number % len(keys)], number // len(keys))

    timed = for_seconds(stage.size.seconds, body, tracking.log_metric)
    tracking.finish(run)
    return timed


LOG_METRIC = Measure(
    name="log-metric",
    rows=(
        Row("rate", "log-metric one by one", "/s", aim=400, more_is_better=True),
        Row("p50", "  p50", "ms"),
        Row("p95", "  p95", "ms"),
    ),
    take=_plain,
    sides=(ASSAY, MLFLOW),
)
LOG_METRIC_WATCHED = Measure(
    name="log-metric-watched",
    rows=(
        Row("rate", "log-metric, each point judged at once", "/s"),
        Row("p50", "  p50", "ms"),
        Row("p95", "  p95", "ms"),
    ),
    take=_watched,
    sides=(ASSAY,),
)
