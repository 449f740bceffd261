"""One page of runs/search over many runs with 20 metrics each."""

from weakref import WeakKeyDictionary

from bench.clock import times
from bench.rounds import Measure, Row
from bench.stage import ASSAY, MLFLOW, Stage
from bench.tracking import batch_body

METRICS = [f"metric_{number:02}" for number in range(20)]
_experiments: "WeakKeyDictionary[Stage, dict[str, str]]" = WeakKeyDictionary()


def _take(stage: Stage, name: str) -> dict[str, float]:
    experiment, tracking = _filled(stage, name), stage.side(name).tracking
    most = stage.size.search_runs
    found = set()
    timed = times(stage.size.search_repeats, lambda _number: found.add(tracking.search(experiment, most=most)))
    if found != {most}:
        raise ValueError(f"The search found {found} runs instead of {most}.")
    return {"page": timed.p50_ms}


def _filled(stage: Stage, name: str) -> str:
    """Return an experiment with the runs, logged at the first need. Raises `NotServed` before any work."""
    known = _experiments.setdefault(stage, {})
    if name not in known:
        tracking = stage.side(name).tracking
        experiment = tracking.experiment("bench-search")
        tracking.search(experiment, most=1)
        for _number in range(stage.size.search_runs):
            run = tracking.run(experiment)
            tracking.log_batch(batch_body(run, [(key, 1) for key in METRICS]))
        known[name] = experiment
    return known[name]


SEARCH = Measure(
    name="search",
    rows=(Row("page", "runs/search, 1,000 runs (quick: 100) × 20 metrics", "ms", aim=120),),
    take=_take,
    sides=(ASSAY, MLFLOW),
)
