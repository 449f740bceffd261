"""Pages of runs/search over many runs with 20 metrics each: all of them, and the first that fit a filter."""

from statistics import median
from weakref import WeakKeyDictionary

from bench.rounds import Measure, Row
from bench.stage import ASSAY, MLFLOW, Stage
from bench.tracking import batch_body

FITTING = 100
FILTER = "metrics.metric_05 > -1000 AND tags.`mlflow.runName` != 'other' AND attributes.status = 'RUNNING'"
ORDER = ("metrics.metric_00 DESC",)
METRICS = [f"metric_{number:02}" for number in range(20)]
_experiments: "WeakKeyDictionary[Stage, dict[str, str]]" = WeakKeyDictionary()


def _take(stage: Stage, name: str) -> dict[str, float]:
    experiment, tracking = _filled(stage, name), stage.side(name).tracking
    most = stage.size.search_runs
    pages = [tracking.search(experiment, most=most) for _repeat in range(stage.size.search_repeats)]
    if any(page.count != most for page in pages):
        raise ValueError(f"The search found {pages[0].count} runs instead of {most}.")
    fitting = [
        tracking.search(experiment, most=FITTING, text=FILTER, order=ORDER)
        for _repeat in range(stage.size.search_repeats)
    ]
    if any(page.count != min(FITTING, most) for page in fitting):
        raise ValueError(f"The filter found {fitting[0].count} runs.")
    return {
        "page": 1000 * median(page.seconds for page in pages),
        "filtered": 1000 * median(page.seconds for page in fitting),
    }


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
    rows=(
        Row("page", "runs/search, 1,000 runs (quick: 100) × 20 metrics", "ms", aim=120),
        Row("filtered", "runs/search, 100 runs by metric, tag and status, in order of a metric", "ms", aim=60),
    ),
    take=_take,
    sides=(ASSAY, MLFLOW),
)
