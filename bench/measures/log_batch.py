"""Metrics logged a thousand at once: ten keys, a hundred steps each."""

from bench.clock import Timed, for_seconds
from bench.rounds import Measure, Row
from bench.stage import ASSAY, MLFLOW, Stage
from bench.tracking import BATCH, batch_body

KEYS = ("score", "loss", "accuracy", "f1", "recall", "precision", "auc", "lr", "grad_norm", "val_loss")
STEPS = BATCH // len(KEYS)


def _watched(stage: Stage, name: str) -> dict[str, float]:
    """On Assay an experiment names one of the keys, in a stop condition and in a criterion."""
    experiment = stage.world.experiment if name == ASSAY else "bench-batches"
    return _figures(_logged(stage, name, experiment))


def _unwatched(stage: Stage, name: str) -> dict[str, float]:
    return _figures(_logged(stage, name, "bench-batches"))


def _figures(timed: Timed) -> dict[str, float]:
    return {"rate": BATCH * timed.per_second, "p50": timed.p50_ms, "p95": timed.p95_ms}


def _logged(stage: Stage, name: str, experiment: str) -> Timed:
    tracking = stage.side(name).tracking
    run = tracking.run(tracking.experiment(experiment))

    def body(number: int) -> bytes:
        steps = range(number * STEPS, (number + 1) * STEPS)
        return batch_body(run, [(key, step) for step in steps for key in KEYS])

    timed = for_seconds(stage.size.seconds, body, tracking.log_batch)
    tracking.finish(run)
    return timed


LOG_BATCH = Measure(
    name="log-batch",
    rows=(
        Row("rate", "log-batch of 1,000 points, stop conditions on", "points/s", aim=80_000, more_is_better=True),
        Row("p50", "  p50 of a batch", "ms"),
        Row("p95", "  p95 of a batch", "ms"),
    ),
    take=_watched,
    sides=(ASSAY, MLFLOW),
)
LOG_BATCH_UNWATCHED = Measure(
    name="log-batch-unwatched",
    rows=(
        Row("rate", "the same, in a run of no experiment", "points/s", more_is_better=True),
        Row("p50", "  p50 of a batch", "ms"),
    ),
    take=_unwatched,
    sides=(ASSAY,),
)
