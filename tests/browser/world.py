"""One rich workspace for the sweep over all pages: every state that a page can show, and awkward long names."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.test import Client
from django.utils import timezone

from assay.accounts.models import Person, Token, User, Workspace
from assay.experiments.models import Experiment
from assay.experiments.models.experiment.concluding import Conclusion
from assay.experiments.models.experiment.writing import Draft
from assay.kit import blobs
from assay.projects.models import Project
from assay.projects.workflows import workflow_named
from assay.pure.criteria import parse_criterion, parse_stop
from assay.runs import files, groups, ingest, inputs, lifecycle
from assay.runs.models import LoggedModel, Run
from assay.runs.summary import StoredPoint
from assay.tasks.keys import TaskKind
from assay.tasks.models import Task
from assay.tasks.models.task.moving import Choice, Instead

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
LONG_WORD = "antidisestablishmentarianism_" * 3
LONG_TITLE = f"Does {LONG_WORD} change what the model sees of customers who leave within thirty days of their contract?"
MARKDOWN = f"""# What we do

A table, code and a list, with a word that does not break: {LONG_WORD}.

| feature | before | after | why this column has a rather long heading |
|---|---|---|---|
| tenure | .81 | .83 | it is the strongest |

```python
model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=10_000, class_weight="balanced"), memory="cache")
```

- [x] done
- [ ] open, see `features.py` and <https://example.org/a/very/long/address/that/goes/on/and/on/and/on/for/ever.html>

> Quoted words.
"""
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


@dataclass
class World:
    """Whom one can be, where one can go. `sessions` and `places` are read by their names."""

    sessions: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)


def build() -> World:
    """Make the workspace by the verbs of the product and return how to look at it."""
    world = World()
    northwind = Workspace.objects.create(name="Northwind and its rather long name")
    ada = _join(northwind, "Ada Lovelace", "owner", discipline="data-science")
    ben = _join(northwind, "Ben Okafor", "member", by=ada)
    _join(northwind, "Maximiliane Wolfeschlegelsteinhausenbergerdorff", "lead", by=ada)
    gil = _join(northwind, "Gil Soto", "guest", by=ada)
    gone = _join(northwind, "Gone Girard", "member", by=ada)
    gone.leave(by=ada)
    new = _join(Workspace.objects.create(name="Fresh"), "Nia Newcomer", "owner")
    for name, person in (("ada", ada), ("ben", ben), ("gil", gil), ("new", new)):
        world.sessions[name] = _session(person)
    kite = _project(ada, "KITE", "Kite", goal=f"Tell which kites will fly, and {LONG_WORD}.")
    kite.add_member(gil, by=ada)
    _project(ada, "EMPTY", "Empty board", goal="").tasks.all().delete()
    _private(ada, ben)
    _tasks(world, kite, ada, ben)
    _experiments(world, kite, ada, ben)
    _inbox(world, ada)
    _doors(world, ada, ben, new)
    return world


def _join(workspace: Workspace, name: str, role: str, **more: Any) -> Person:
    email = f"{name.split(maxsplit=1)[0].lower()}@{workspace.pk}.example"
    user = User.objects.create_user(email, f"{name}, a long password")
    return Person.join(workspace, name=name, role=role, user=user, **more)


def _session(person: Person) -> str:
    client = Client()
    assert person.user is not None
    client.force_login(person.user, backend=BACKEND)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def _project(by: Person, key: str, name: str, *, goal: str, is_private: bool = False) -> Project:
    workflow = workflow_named("six-phases")
    return Project.start(key=key, name=name, goal=goal, workflow=workflow, by=by, is_private=is_private)


def _private(ada: Person, ben: Person) -> None:
    secret = _project(ada, "HUSH", "Not for everybody", goal="Nobody else sees this.", is_private=True)
    secret.add_member(ben, by=ada)


def _tasks(world: World, kite: Project, ada: Person, ben: Person) -> None:
    doing, waiting, done = (kite.columns.get(name=name) for name in ("In progress", "Waiting", "Done"))
    labels = list(kite.labels.order_by("name"))
    for number, kind in enumerate(TaskKind):
        task = Task.create(kite, title=f"{kind.label} number {number}", by=ada, kind=kind, labels=labels[number:])
        if number % 2:
            task.assign(ben, by=ada)
    long = Task.create(
        kite, title=LONG_TITLE, by=ada, description=MARKDOWN, labels=labels, estimate_days=Decimal("2.5"), assignee=ada
    )
    long.move_to(doing, by=ada, at=timezone.now() - timedelta(days=9))
    long.comment(MARKDOWN, by=ben)
    second = Task.create(kite, title="A second one at once", by=ada, assignee=ada, estimate_days=Decimal(1))
    second.move_to(doing, by=ada, choice=Choice(Instead.KEEP, f"The cluster is free only now, {LONG_WORD}"))
    for column, title in ((waiting, "Waits for data"), (done, "Finished work")):
        task = Task.create(kite, title=title, by=ada, assignee=ben)
        task.move_to(doing, by=ben)
        task.move_to(column, by=ben)
    for number in range(35):
        Task.create(kite, title=f"One of many {number}", by=ada)
    world.places |= _task_places(long, "task") | {"a task of nobody": f"/tasks/{kite.key}-1"}


def _task_places(task: Task, name: str) -> dict[str, str]:
    page = f"/tasks/{task.key}"
    return {f"{name} page": page, f"{name} move": f"{page}/move", f"{name} edit": f"{page}/edit"}


def _experiments(world: World, kite: Project, ada: Person, ben: Person) -> None:
    blank, _ = _experiment(kite, ada, "A blank draft", plan=None)
    draft, _ = _experiment(kite, ada, "A draft that could start", plan=_plan())
    running, tried = _experiment(kite, ada, "Under way with runs", plan=_plan())
    _begin(running, ben, after=ada)
    best = _run(running, ada, name="tenure-and-everything-else", last=0.87)
    _furnish(best, ada)
    _run(running, ada, name="worse", last=0.82)
    _run(running, ada, name="failed", last=0.4, status="FAILED")
    _run(running, ada, name="still going", last=0.7, status=None)
    tried.amend(
        criteria=[parse_criterion("f1 >= 0.85 on test")],
        stops=[parse_stop("loss diverges -> check the data")],
        reason="The latency budget was dropped by the customer",
        by=ada,
    )
    stopped, _ = _experiment(kite, ada, "Stopped by its own rule", plan=_plan())
    _begin(stopped, ben, after=ada)
    _run(stopped, ada, name="wild", last=0.1, status=None)
    concluded, finished = _experiment(kite, ada, "Concluded with a lesson", plan=_plan())
    _begin(concluded, ben, after=ada)
    _run(concluded, ada, name="good enough", last=0.91)
    finished.conclude(_conclusion(), by=ada)
    shown = {"blank": blank, "draft": draft, "running": running, "stopped": stopped, "concluded": concluded}
    world.places |= {f"{name} experiment": f"/tasks/{task.key}" for name, task in shown.items()}
    world.places |= _task_places(running, "experiment") | {"run page": f"/runs/{best.uid}"}
    world.places["experiment of a guest"] = f"/tasks/{running.key}"
    world.places["preview of a table"] = f"/runs/{best.uid}/preview/tables/confusion.csv"


def _plan() -> Draft:
    return Draft(
        hypothesis=f"If we add tenure, f1 rises by at least .02, because it says how long people stay. {LONG_WORD}",
        baseline_values={"f1 on test": 0.8, "p95_latency": 180.0},
        baseline_note="The model of last spring",
        timebox_days=5,
        criteria=(
            parse_criterion("f1 >= baseline + 2 pp on test"),
            parse_criterion("p95_latency <= 200 ms and size < 40 MB"),
        ),
        stops=(parse_stop("f1 < 0.5 on test after 5 steps -> lower the learning rate"), parse_stop("loss diverges")),
        checks=("Freeze the data", f"Train three seeds {LONG_WORD}", "Write down what failed"),
    )


def _experiment(kite: Project, by: Person, title: str, *, plan: Draft | None) -> tuple[Task, Experiment]:
    task = Task.create(kite, title=title, by=by, kind="experiment", assignee=by, estimate_days=Decimal(3))
    experiment = Experiment.of(task)
    if plan is not None:
        experiment.write(plan, by=by)
    return task, experiment


def _begin(task: Task, person: Person, *, after: Person) -> None:
    """Start the experiment as `person`; whatever they did before goes to Waiting."""
    task.assign(person, by=after)
    doing = task.project.columns.get(name="In progress")
    task.move_to(doing, by=person, choice=Choice(Instead.PAUSE))


def _run(task: Task, by: Person, *, name: str, last: float, status: str | None = "FINISHED") -> Run:
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


def _furnish(run: Run, by: Person) -> None:
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


def _conclusion() -> Conclusion:
    return Conclusion(
        outcome="success",
        kept="keep",
        observations=MARKDOWN,
        learnings=f"Tenure matters more than usage. {LONG_WORD}",
        next_steps="Try it on the second market.",
    )


def _inbox(world: World, ada: Person) -> None:
    for number in range(3):
        group = groups.default_group(ada)
        run = lifecycle.start_run(group, lifecycle.NewRun(name=f"stray {number} {LONG_WORD}"), by=ada)
    world.places["run without a task"] = f"/runs/{run.uid}"


def _doors(world: World, ada: Person, ben: Person, new: Person) -> None:
    Token.create_for(ada, name=f"Laptop {LONG_WORD}"[:80])
    Token.create_for(ada, name="CI", scope="read", expires_at=timezone.now() - timedelta(days=1))
    world.places["welcome of a newcomer"] = f"/welcome/{ben.make_link(by=ada)}"
    owner = Person.join(Workspace.objects.create(name="First start"), name="", role="owner")
    world.places["welcome of the first owner"] = f"/welcome/{owner.make_link(by=None)}"
    world.places["person"] = f"/people/{ben.pk}"
