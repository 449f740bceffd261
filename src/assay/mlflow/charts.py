"""One metric of several runs, thinned so that a chart can draw it."""

from typing import Any

from assay.mlflow import shapes, wire
from assay.mlflow.doors import Call, reads
from assay.mlflow.errors import BadRequest
from assay.runs import points
from assay.runs.models import MetricSeries, Run

MOST_RUNS = 100
MOST_POINTS = 2500


@reads
def bulk_interval(request: Call) -> Any:
    """Points at evenly spread steps, each run by itself; runs that are not there have none."""
    given = request.GET
    uids = _uids(given.getlist("run_ids") or given.getlist("run_id"))
    key = wire.required(given.get("metric_key"), "metric_key")
    most = wire.whole(given.get("max_results"), "max_results", default=MOST_POINTS)
    if not 0 < most <= MOST_POINTS:
        raise BadRequest(f"Invalid value for parameter 'max_results': between 1 and {MOST_POINTS}.")
    steps = _steps(given.get("start_step"), given.get("end_step"))
    runs = Run.objects.visible_to(request.person).filter(uid__in=uids)
    by_run = dict(MetricSeries.objects.filter(run__in=runs, key=key).values_list("run__uid", "pk"))
    return {
        "metrics": [
            point
            for uid in uids
            if uid in by_run
            for point in shapes.logged_points(key, uid, points.at_even_steps(by_run[uid], most=most, steps=steps))
        ]
    }


def _uids(given: list[str]) -> list[str]:
    if not 0 < len(given) <= MOST_RUNS:
        raise BadRequest(f"Invalid value for parameter 'run_ids': between 1 and {MOST_RUNS} runs.")
    return list(dict.fromkeys(given))


def _steps(start: str | None, end: str | None) -> tuple[int, int] | None:
    if start is None and end is None:
        return None
    if start is None or end is None:
        raise BadRequest("Give both start_step and end_step, or neither.")
    first, last = wire.whole(start, "start_step"), wire.whole(end, "end_step")
    if first > last:
        raise BadRequest("end_step must not be less than start_step.")
    return first, last
