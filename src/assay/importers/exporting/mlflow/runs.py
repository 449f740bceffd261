"""Write runs: each is made with the tag of its id here, filled, ended, and marked as whole last."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from assay.importers.exporting.mlflow.experiments import experiment_for
from assay.importers.exporting.mlflow.files import send_files
from assay.importers.exporting.mlflow.state import EXPORTED, RUN, Export, Json, There, batches, digest, pair, pairs
from assay.importers.remote.faults import Odd
from assay.kit.clock import to_milliseconds
from assay.pure.numbers import in_json
from assay.runs import points
from assay.runs.files import Root
from assay.runs.limits import METRICS_A_BATCH, PARAMS_A_BATCH, TAGS_A_BATCH
from assay.runs.models import DatasetInput, MetricSeries, Run

WHAT = "run"
AT_ONCE = 200
MOST_INPUTS = 100
POINTS_A_PAGE = 25_000
NAME_TAG, PARENT_TAG = "mlflow.runName", "mlflow.parentRunId"


def write_runs(pks: Sequence[int], work: Export) -> None:
    """Write these runs, in this order, so that parents come before their children."""
    for start in range(0, len(pks), AT_ONCE):
        some = Run.objects.filter(pk__in=pks[start : start + AT_ONCE]).select_related("group", "person")
        for run in some.prefetch_related("params", "tags", "series", "inputs").order_by("pk"):
            with work.item(WHAT, f"{run.number} {run.name}"):
                _take(run, work)


def _take(run: Run, work: Export) -> None:
    there, facts = work.runs.get(run.uid), _digest(run)
    if there is not None and there.is_deleted:
        work.leave_out(WHAT, f"{run.number} {run.name}", _("It was deleted there."))
        return
    if there is not None and there.exported == facts:
        work.count("unchanged")
    else:
        there = _write(run, facts, there, work)
    if work.with_files:
        send_files(run, Root(run=run), there, work)


def _write(run: Run, facts: str, there: There | None, work: Export) -> There:
    """Write all of the run; the mark that it is whole only if nothing of it was left out."""
    missing = len(work.left_out)
    if there is None:
        there = work.runs[run.uid] = _make(run, work)
    else:
        _log(there, "tags", batches(_tags(run, work), most=TAGS_A_BATCH), work, run)
    params = (pair(one.key, one.value) for one in run.params.all())
    _log(there, "params", batches(params, most=PARAMS_A_BATCH), work, run)
    for some in batches(_points(run), most=METRICS_A_BATCH):
        _log(there, "metrics", iter([some]), work, run)
        work.count("points", len(some))
    for inputs in batches(map(_input, run.inputs.all()), most=MOST_INPUTS):
        with work.item("dataset", f"{run.number} {run.name}"):
            work.remote.put("runs/log-inputs", {"run_id": there.id, "datasets": inputs})
    work.remote.put("runs/update", _end(run, there))
    if len(work.left_out) == missing:
        work.remote.put("runs/set-tag", {"run_id": there.id} | pair(EXPORTED, facts))
        there.exported = facts
    work.count("runs")
    return there


def _make(run: Run, work: Export) -> There:
    body = {
        "experiment_id": experiment_for(run.group, work),
        "run_name": run.name,
        "user_id": run.person.name if run.person else run.user_name,
        "start_time": to_milliseconds(run.started_at),
        "tags": _tags(run, work),
    }
    made = work.remote.make("runs/create", body).run
    if made is None:
        raise Odd(_("The server did not name the run that it made."))
    return There(made.info.run_id, made.info.artifact_uri)


def _tags(run: Run, work: Export) -> list[Json]:
    """Return the tags, with the id that the parent has there."""
    tags = {tag.key: tag.value for tag in run.tags.all() if tag.key != NAME_TAG}
    if parent := work.runs.get(tags.get(PARENT_TAG, "")):
        tags[PARENT_TAG] = parent.id
    return [*pairs(tags), pair(RUN, run.uid)]


def _log(there: There, what: str, some: Iterator[list[Json]], work: Export, run: Run) -> None:
    for batch in some:
        with work.item(what, f"{run.number} {run.name}"):
            work.remote.put("runs/log-batch", {"run_id": there.id, what: batch})


def _points(run: Run) -> Iterator[Json]:
    for series in run.series.all():
        token = ""
        while True:
            page = points.history(series.pk, most=POINTS_A_PAGE, token=token)
            for one in page.points:
                value = {"value": in_json(one.value), "timestamp": one.at_ms, "step": one.step}
                yield {"key": series.key} | value
            if not (token := page.next):
                break


def _input(one: DatasetInput) -> Json:
    facts = {"name": one.name, "digest": one.digest, "source_type": one.source_type, "source": one.source}
    more = {name: value for name, value in (("schema", one.schema), ("profile", one.profile)) if value}
    return {"dataset": facts | more, "tags": [pair(key, value) for key, value in one.tags]}


def _end(run: Run, there: There) -> Json:
    ended = {"end_time": to_milliseconds(run.ended_at)} if run.ended_at else {}
    return {"run_id": there.id, "status": run.status, "run_name": run.name} | ended


def _digest(run: Run) -> str:
    """Say in short all that is written of the run; what changes makes another one."""
    return digest(
        [run.name, run.status, run.started_at, run.ended_at],
        sorted((one.key, one.value) for one in run.params.all()),
        sorted((one.key, one.value) for one in run.tags.all()),
        sorted(map(_summary, run.series.all())),
        sorted((one.name, one.digest, one.context, one.source) for one in run.inputs.all()),
    )


def _summary(series: MetricSeries) -> tuple[object, ...]:
    return (series.key, series.count, series.last_step, series.last_at_ms, series.last)
