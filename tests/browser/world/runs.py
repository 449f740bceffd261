"""Runs with all they can hold, their files and models, and runs without a task."""

import math
from collections.abc import Callable

from django.utils import timezone
from tests.browser.world.places import LONG_WORD, MARKDOWN, PIXEL, World

from assay.accounts.models import Person
from assay.kit import blobs
from assay.projects.models import Project
from assay.registry.actions import register
from assay.registry.models import RegisteredModel, Stage
from assay.registry.sources import origin_of_logged
from assay.runs import files, groups, ingest, inputs, lifecycle
from assay.runs.models import LoggedModel, Run
from assay.runs.sorting import put_aside
from assay.runs.summary import StoredPoint
from assay.tasks.models import Task


def add_files_and_ends(world: World, kite: Project, ada: Person, run: Run) -> None:
    """A document in a frame, a folder of many files, a deleted run, and a task that has runs."""
    for path, content in (("report.html", b"<h1>Report</h1>"), ("card.md", MARKDOWN.encode())):
        files.keep(files.Root(run=run), path, blobs.keep([content]))
    for number in range(210):
        files.keep(files.Root(run=run), f"samples/{LONG_WORD}/{number}.txt", blobs.keep([b"x"]))
    world.places["preview of a document"] = f"/runs/{run.uid}/preview/report.html"
    world.places["folder of a run"] = f"/runs/{run.uid}/files/samples"
    plain = Task.create(kite, title="Runs of a plain task", by=ada)
    for name in ("kept", "gone"):
        sent = lifecycle.start_run(groups.group_of_task(plain), lifecycle.NewRun(name=f"{name} {LONG_WORD}"), by=ada)
    with ingest.writing_to(sent.uid, by=ada) as held:
        lifecycle.delete_run(held, by=ada)
    world.places["deleted run"] = f"/runs/{sent.uid}"
    world.places["plain task with runs"] = f"/tasks/{plain.key}"


def run_of(task: Task, by: Person, *, name: str, last: float, status: str | None = "FINISHED") -> Run:
    tags = [
        ("mlflow.source.git.commit", "3f2c1a9b" * 5),
        ("mlflow.source.name", f"train_{LONG_WORD}.py"),
        ("team", "a"),
    ]
    new = lifecycle.NewRun(name=name, tags=tags)
    run = lifecycle.start_run(groups.group_of_task(task), new, by=by)
    with ingest.writing_to(run.uid, by=by) as held:
        ingest.log_batch(held, metrics=_points(last), params=_params(), by=by)
        if status:
            lifecycle.update_run(held, lifecycle.Change(status=status), by=by)
    return run


def _points(last: float) -> list[ingest.NewPoint]:
    start = int(timezone.now().timestamp() * 1000)
    shapes: dict[str, Callable[[float], float]] = {
        "test_f1": lambda share: last * (1 - math.exp(-4 * share)) / (1 - math.exp(-4)),
        "loss": lambda share: 1.2 * math.exp(-2 * share),
    }
    points = [
        ingest.NewPoint(key, StoredPoint(step, start + step * 1000, shape(step / 40)))
        for key, shape in shapes.items()
        for step in range(41)
    ]
    alone = {"p95_latency": 150.0, "size": 12.0, f"val/{LONG_WORD}": 0.5, "broken": math.nan, "system/cpu": 80.0}
    return points + [ingest.NewPoint(key, StoredPoint(0, start, value)) for key, value in alone.items()]


def _params() -> list[tuple[str, str]]:
    return [("lr", "0.05"), ("depth", "8"), ("features", f"base+{LONG_WORD}"), ("long", "x " * 400)]


def furnish(run: Run, by: Person) -> None:
    """Give the run data, a model and files of every kind that has a look of its own."""
    with ingest.writing_to(run.uid, by=by) as held:
        data = inputs.NewInput(name="customers", digest="ab12cd34", source=f"s3://{LONG_WORD}", source_type="s3")
        inputs.log_inputs(held, [data])
    model = LoggedModel.start(run.group, name="classifier", run=run, model_type="sklearn")
    model.finish("LOGGED_MODEL_READY")
    contents = {
        "report.md": MARKDOWN.encode(),
        "plots/curve.png": PIXEL,
        "tables/confusion.csv": ("predicted,leaves,stays,a long heading of a column\n" + "1,20,30,40\n" * 60).encode(),
        f"deep/folder/{LONG_WORD}.json": b'{"a": [1, 2, {"b": null}]}',
        "model.pkl": b"\x80\x04never opened",
    }
    for path, body in contents.items():
        files.keep(files.Root(run=run), path, blobs.keep([body]))
    files.keep(files.Root(model=model), "MLmodel", blobs.keep([b"flavors: sklearn\n"]))
    _registered(model, by)


def _registered(logged: LoggedModel, by: Person) -> None:
    """Register the model three times, and two names without versions."""
    origin = origin_of_logged(logged)
    versions = [register("churn", origin, by=by) for _number in range(3)]
    model = versions[0].model
    model.describe(MARKDOWN, by=by)
    for alias, number in (("champion", 2), ("challenger", 3), ("a-rather-long-alias-of-a-careful-team", 3)):
        model.set_alias(alias, number, by=by)
    model.set_tag("team", LONG_WORD, by=by)
    versions[1].describe(MARKDOWN, by=by)
    versions[1].set_tag("reviewed", "yes", by=by)
    versions[0].move_to_stage(Stage.ARCHIVED, by=by)
    register(f"{LONG_WORD} of a model", origin, by=by)
    RegisteredModel.register("no-version", by=by)


def add_inbox(world: World, ada: Person) -> None:
    for number in range(3):
        group = groups.default_group(ada)
        run = lifecycle.start_run(group, lifecycle.NewRun(name=f"stray {number} {LONG_WORD}"), by=ada)
    world.places["run without a task"] = f"/runs/{run.uid}"
    put_aside([lifecycle.start_run(group, lifecycle.NewRun(name=f"aside {LONG_WORD}"), by=ada)], by=ada)
    world.places["runs put aside"] = "/inbox/?ignored"
