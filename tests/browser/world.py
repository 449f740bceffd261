"""One rich workspace for the sweep over all pages: every state that a page can show, and awkward long names."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from django.utils import timezone
from tests.sweep.passkeys import passkey_data

from assay.accounts.models import Absence, Holiday, Invitation, Person, Token, User, Workspace
from assay.accounts.security.new_password import make_password_link
from assay.activity.models import Event
from assay.experiments.models import Conclusion, Experiment, Step
from assay.experiments.models.experiment.writing import Draft
from assay.kit import blobs
from assay.notifications.telling import tell
from assay.projects.models import PhaseFacts, Project, SavedWorkflow
from assay.projects.planting import gathered, seeds_of
from assay.projects.workflows import workflow_named
from assay.pure.criteria import parse_criterion, parse_stop
from assay.registry.actions import register
from assay.registry.models import RegisteredModel, Stage
from assay.registry.sources import origin_of_logged
from assay.runs import files, groups, ingest, inputs, lifecycle
from assay.runs.models import LoggedModel, Run
from assay.runs.summary import StoredPoint
from assay.tasks.keys import TaskKind
from assay.tasks.models import LinkKind, Task
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
    _workflow(world, kite, ada)
    _tasks(world, kite, ada, ben)
    _experiments(world, kite, ada, ben)
    _inbox(world, ada)
    _doors(world, ada, ben, new)
    _people(world, ada, ben, gone)
    for event in Event.objects.filter(workspace=northwind).order_by("pk"):
        tell.work(event.pk)
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


def _workflow(world: World, kite: Project, ada: Person) -> None:
    """Something retired, something with a long name, and a template of the team."""
    kite.add_column(name="Later, perhaps", state="queue", limit=3, by=ada).retire(by=ada)
    kite.add_phase(PhaseFacts(name="Hand-over, which goes on for good", weeks_low=Decimal(2)), by=ada).retire(by=ada)
    label = kite.add_label(name=f"label {LONG_WORD}"[:40], hue=5, by=ada)
    workflow = gathered(kite, name="Ours", summary=LONG_TITLE, tasks=[seed.task for seed in seeds_of(kite)])
    saved = SavedWorkflow.save_from(kite, name=f"Ours {LONG_WORD}"[:60], summary=LONG_TITLE, workflow=workflow, by=ada)
    settings_of = f"/projects/{kite.key}"
    world.places |= {
        "column of the workflow": f"{settings_of}/columns/{kite.columns.get(name='To do').pk}",
        "phase of the workflow": f"{settings_of}/phases/{kite.phases.get(name='Modeling').pk}",
        "label of the workflow": f"{settings_of}/labels/{label.pk}",
        "template of the team": f"/workspace/workflows/{saved.slug}",
    }


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
    long.comment(f"@ada.lovelace {LONG_WORD} and {LONG_TITLE}: see {kite.key}-1", by=ben)
    second = Task.create(kite, title="A second one at once", by=ada, assignee=ada, estimate_days=Decimal(1))
    second.move_to(doing, by=ada, choice=Choice(Instead.KEEP, f"The cluster is free only now, {LONG_WORD}"))
    for column, title in ((waiting, "Waits for data"), (done, "Finished work")):
        task = Task.create(kite, title=title, by=ada, assignee=ben)
        task.move_to(doing, by=ben)
        task.move_to(column, by=ben)
    for number in range(35):
        Task.create(kite, title=f"One of many {number}", by=ada)
    world.places |= _task_places(long, "task") | {"a task of nobody": f"/tasks/{kite.key}-1"}
    _parts(world, kite, ada, long)


def _parts(world: World, kite: Project, ada: Person, task: Task) -> None:
    """Links of each kind, steps, files, and tasks in the archive and the trash."""
    for number, kind in enumerate(LinkKind):
        other = Task.create(kite, title=f"{LONG_TITLE} {number}", by=ada)
        other.link_to(task, as_=kind, by=ada)
    first, *_rest = task.add_checks(["Read the paper", LONG_TITLE, "Measure again"], by=ada)
    first.tick(by=ada)
    task.attach(blobs.keep([PIXEL]), name="curve.png", by=ada)
    task.attach(blobs.keep([b"a,b"]), name=f"{LONG_WORD}.csv", by=ada)
    archived, trashed = (Task.create(kite, title=f"{LONG_TITLE} put away", by=ada) for _ in range(2))
    archived.archive(by=ada)
    trashed.trash(by=ada)
    world.places |= {"archived task": f"/tasks/{archived.key}", "task in the trash": f"/tasks/{trashed.key}"}


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
    _files_and_ends(world, kite, ada, best)


def _files_and_ends(world: World, kite: Project, ada: Person, run: Run) -> None:
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


def _conclusion() -> Conclusion:
    return Conclusion(
        outcome="success",
        kept="keep",
        kept_because="It beats the baseline and costs nothing.",
        observations=MARKDOWN,
        learnings=f"Tenure matters more than usage. {LONG_WORD}",
        steps=(Step("Try it on the second market"), Step("Wrap it as a service", "productization")),
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
    world.places["new password"] = f"/welcome/{make_password_link(ben, by=ada)}"
    _second_factors(ada)


def _people(world: World, ada: Person, ben: Person, gone: Person) -> None:
    """Invitations in every state, absences and holidays."""
    _open, secret = Invitation.make(name=f"Max {LONG_WORD}", role="member", by=ada)
    _bound, bound = Invitation.make(name="Bo", email=f"bo@{'long' * 12}.example", role="guest", by=ada)
    Invitation.make(name="Too late", role="lead", by=ada, at=timezone.now() - timedelta(days=30))
    today = timezone.now().date()
    away = Absence.enter(ben, first_on=today, last_on=today + timedelta(days=2), note=f"Skiing, {LONG_WORD}", by=ben)
    Absence.enter(ada, first_on=today + timedelta(days=9), last_on=today + timedelta(days=9), by=ada)
    ben.edit(name=ben.name, discipline="devops", hue=3, time_zone="Europe/Lisbon", working_days=[1, 3, 5])
    Holiday.add({date(2026, 12, 25): f"Christmas {LONG_WORD}"[:80], date(2027, 1, 1): "New Year"}, by=ada)
    world.places |= {
        "somebody who left": f"/people/{gone.pk}",
        "leaving": f"/people/{ben.pk}/removal",
        "leaving oneself": f"/people/{ben.pk}/removal",
        "absences of somebody": f"/people/{ben.pk}/absences",
        "absence": f"/absences/{away.pk}",
        "join, new here": f"/join/{secret}",
        "join, signed in": f"/join/{secret}",
        "join, another address": f"/join/{bound}",
    }


def _second_factors(person: Person) -> None:
    """Everything the Security page can list."""
    user = person.user
    assert user is not None
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)
    kind = Authenticator.Type.WEBAUTHN
    for name in ("My phone", LONG_WORD[:80]):
        Authenticator.objects.create(user_id=user.pk, type=kind, data=passkey_data(name), last_used_at=timezone.now())
    agent = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1"
    store = SessionStore()
    store.create()
    UserSession.objects.create(user_id=user.pk, ip="2001:db8::7", user_agent=agent, session_key=store.session_key)
