"""Runs for the tests of pages: what a client would log, in one call."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from assay.accounts.models import Person
from assay.kit import blobs
from assay.projects.models import Project
from assay.runs import files, groups, inputs
from assay.runs.ingest import NewPoint, log_batch, writing_to
from assay.runs.lifecycle import Change, NewRun, start_run, update_run
from assay.runs.models import Artifact, Run
from assay.runs.summary import StoredPoint
from assay.tasks.keys import TaskKind
from assay.tasks.models import Task

MARKUP = '<img src=x onerror="document.body.dataset.pwned=1">'
START_MS = 1_760_000_000_000


def experiment(project: Project, by: Person, title: str = "Tail length") -> Task:
    return Task.create(project, title=title, kind=TaskKind.EXPERIMENT, by=by)


def logged_run(
    by: Person,
    *,
    task: Task | None = None,
    name: str = "bold-hare-1",
    metrics: Mapping[str, Sequence[float]] | None = None,
    params: Mapping[str, str] | None = None,
    tags: Mapping[str, str] | None = None,
    status: str = "FINISHED",
) -> Run:
    """A run of the task's experiment, or of "Default"; each metric has a value per step."""
    group = groups.group_of_task(task) if task else groups.default_group(by)
    run = start_run(group, NewRun(name=name, tags=list((tags or {}).items())), by=by)
    with writing_to(run.uid, by=by) as held:
        points = [
            NewPoint(key, StoredPoint(step, START_MS + 1000 * step, float(value)))
            for key, values in (metrics or {}).items()
            for step, value in enumerate(values)
        ]
        log_batch(held, metrics=points, params=list((params or {}).items()), by=by)
        if status != "RUNNING":
            update_run(held, Change(status=status), by=by)
    run.refresh_from_db()
    return run


def with_file(run: Run, path: str, content: bytes) -> Artifact:
    return files.keep(files.Root(run=run), path, blobs.keep([content]))


def with_input(run: Run, by: Person, *, name: str, digest: str = "abc123", context: str = "training") -> None:
    new = inputs.NewInput(name=name, digest=digest, source_type="local", tags=[(inputs.CONTEXT_TAG, context)])
    with writing_to(run.uid, by=by) as held:
        inputs.log_inputs(held, [new])


def queries_of(act: Callable[[], object]) -> int:
    """How many queries `act` takes."""
    with CaptureQueriesContext(connection) as captured:
        act()
    return len(captured)


def page(client: Client, url: str, **options: Any) -> str:
    response = client.get(url, **options)
    assert response.status_code == 200, response.content[:500]
    return str(response.content.decode())
