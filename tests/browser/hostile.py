"""Texts that want to run, and a workspace that is full of them."""

import json
from typing import Any

from assay.accounts.models import Person, Token
from assay.experiments.models import Experiment
from assay.experiments.models.experiment.writing import Draft
from assay.kit import blobs
from assay.kit.notebooks import draw, page_of
from assay.projects.models import Project
from assay.projects.workflows import workflow_named
from assay.pure.criteria import parse_criterion, parse_stop
from assay.runs import files, groups, ingest, inputs, lifecycle
from assay.runs.models import LoggedModel, Run
from assay.runs.summary import StoredPoint
from assay.tasks.models import Task

# Every payload marks the page it runs in; no host but ours may be asked for anything.
RUN = "document.documentElement.setAttribute('data-pwned','')"
ELSEWHERE = "canary.invalid"
SCRIPT = f"<script>{RUN}</script>"
SHORT = f'"><img src=x onerror="{RUN}">'
SVG = f'<svg xmlns="http://www.w3.org/2000/svg" onload="{RUN}"><script>{RUN}</script></svg>'
HTML = f'<html><body onload="{RUN}">{SCRIPT}<img src="http://{ELSEWHERE}/seen"></body></html>'
MARKDOWN = f"""{SCRIPT}
<img src=x onerror="{RUN}"> <svg onload="{RUN}"></svg> {{{{7*7}}}} {{% raw %}}

[plain](javascript:{RUN}) [entity](java&#115;cript:{RUN}) [tab](java\tscript:{RUN}) [data](data:text/html,{SCRIPT})
<javascript:{RUN}> [ref]

[ref]: javascript:{RUN}

![outside](http://{ELSEWHERE}/picture.png) ![quote](x"onerror="{RUN})

<a href="javascript:{RUN}">link</a> <iframe srcdoc="{SCRIPT}"></iframe> <base href="http://{ELSEWHERE}/">
<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror={RUN}&gt;">
<noscript><p title="</noscript><img src=x onerror={RUN}>"></noscript>
<div hx-get="http://{ELSEWHERE}/" hx-trigger="load" data-hx-get="/" hx-on:click="{RUN}">htmx</div>
<form action="http://{ELSEWHERE}/"><button formaction="javascript:{RUN}">press</button></form>
<meta http-equiv="refresh" content="0;url=http://{ELSEWHERE}/"> <link rel=stylesheet href=http://{ELSEWHERE}/x.css>

```html
{SCRIPT}
```

| {SHORT} | b |
|---|---|
| {SCRIPT} | {SHORT} |
"""


def _notebook() -> bytes:
    """A notebook that tries every place of an output."""
    kinds = ("text/html", "image/svg+xml", "application/javascript", "text/markdown", "text/latex")
    data = {kind: SVG if "svg" in kind else RUN if "javascript" in kind else f"{SCRIPT}{SHORT}" for kind in kinds}
    outputs = [{"output_type": "display_data", "metadata": {}, "data": {kind: text}} for kind, text in data.items()]
    code = {"cell_type": "code", "metadata": {}, "execution_count": 1, "source": SCRIPT, "outputs": outputs}
    text = {"cell_type": "markdown", "metadata": {}, "source": MARKDOWN}
    book = {"nbformat": 4, "nbformat_minor": 4, "metadata": {"title": f"</title>{SCRIPT}"}, "cells": [code, text]}
    return json.dumps(book).encode()


FILES = {
    "page.html": HTML.encode(),
    "drawing.svg": SVG.encode(),
    "page-that-says-png.png": HTML.encode(),
    "notes.md": MARKDOWN.encode(),
    "data.json": f'{{"a": "{SVG}"}}'.replace('="', "='").encode(),
    "table.csv": f"{SCRIPT},{RUN}\n=HYPERLINK(1),{SHORT}\n".encode(),
    f"{SHORT}.txt": SCRIPT.encode(),
    "book.ipynb": _notebook(),
}


def fill(ada: Person) -> dict[str, str]:
    """Write the payloads wherever a text can stand; return the pages that show them."""
    ada.edit(name=f"Ada {SHORT}", discipline="", hue=1)
    ada.workspace.rename(SHORT[:80], by=ada)
    project = Project.start(
        key="EVIL", name=SHORT[:80], goal=f"{SCRIPT}{SHORT}", workflow=workflow_named("six-phases"), by=ada
    )
    project.add_label(name="<b onload=x>", hue=1, by=ada)
    task = _task(project, ada)
    run = _run(task, ada)
    stray = lifecycle.start_run(groups.default_group(ada), lifecycle.NewRun(name=SHORT), by=ada)
    Token.create_for(ada, name=SHORT[:80])
    pages = {name: f"/projects/EVIL/{name}" for name in ("", "board", "runs", "activity", "settings", "tasks/new")}
    pages |= {name: f"/{name}/" for name in ("inbox", "people", "tokens", "profile", "workspace")}
    pages |= {
        "home": "/",
        "new project": "/projects/new",
        "task": f"/tasks/{task.key}",
        "move": f"/tasks/{task.key}/move",
    }
    pages |= {"edit": f"/tasks/{task.key}/edit", "run": f"/runs/{run.uid}", "stray": f"/runs/{stray.uid}"}
    return pages | {f"preview of {name}": f"/runs/{run.uid}/preview/{_quoted(name)}" for name in FILES}


def artifact_addresses(uid: str) -> list[str]:
    return [f"/runs/{uid}/artifacts/{_quoted(name)}" for name in FILES]


def _quoted(name: str) -> str:
    from urllib.parse import quote

    return quote(name)


def _task(project: Project, ada: Person) -> Task:
    labels = project.labels.filter(name__startswith="<b")
    task = Task.create(
        project, title=SHORT, by=ada, kind="experiment", assignee=ada, description=MARKDOWN, labels=labels
    )
    task.comment(MARKDOWN, by=ada)
    experiment = Experiment.of(task)
    experiment.write(_plan(), by=ada)
    task.move_to(project.columns.get(name="In progress"), by=ada)
    experiment.refresh_from_db()
    experiment.amend(criteria=[parse_criterion("`<img src=x onerror=x>` > 0.2")], stops=[], reason=SHORT, by=ada)
    return task


def _plan() -> Draft:
    return Draft(
        hypothesis=MARKDOWN,
        baseline_values={"<img src=x onerror=x>": 0.1},
        baseline_note=SHORT,
        timebox_days=2,
        criteria=(parse_criterion("`<img src=x onerror=x>` > 0.1"),),
        stops=(parse_stop(f"`<img src=x onerror=x>` > 0.4 -> {SCRIPT}"),),
    )


def _run(task: Task, ada: Person) -> Run:
    tags = [(SHORT, SCRIPT), ("mlflow.user", SHORT), ("mlflow.source.name", SHORT), ("mlflow.note.content", MARKDOWN)]
    run = lifecycle.start_run(groups.group_of_task(task), lifecycle.NewRun(name=SHORT, tags=tags), by=ada)
    keys = ("<img src=x onerror=x>", SHORT, SCRIPT)
    metrics = [ingest.NewPoint(key, StoredPoint(step, step, 0.3 * step)) for key in keys for step in range(3)]
    with ingest.writing_to(run.uid, by=ada) as held:
        ingest.log_batch(held, metrics=metrics, params=[(SHORT, SCRIPT), ("p", SHORT)], by=ada)
        inputs.log_inputs(held, [_data()])
    LoggedModel.start(run.group, name=SHORT, run=run, model_type=SCRIPT, tags={"mlflow.flavors": SHORT})
    for name, body in FILES.items():
        kept = files.keep(files.Root(run=run), name, blobs.keep([body]))
        if name.endswith(".ipynb"):  # no worker runs beside these tests
            page_of(kept.sha256)
            draw.work(kept.sha256)
    return run


def _data() -> Any:
    return inputs.NewInput(
        name=SHORT,
        digest="<b>1",
        source_type="local",
        source=f"javascript:{RUN}",
        schema=SCRIPT,
        tags=[("mlflow.data.context", SHORT)],
    )
