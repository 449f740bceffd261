"""Experiments in every state."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone
from tests.browser.world.places import LONG_WORD, MARKDOWN, World
from tests.browser.world.runs import add_files_and_ends, furnish, run_of
from tests.browser.world.tasks import task_places

from assay.accounts.models import Person
from assay.experiments.actions import close, experiment_from, reopen
from assay.experiments.models import Conclusion, Experiment, Scratch, Step
from assay.experiments.models.experiment.writing import Draft
from assay.projects.models import Project
from assay.pure.criteria import parse_criterion, parse_stop
from assay.pure.planned import Planned
from assay.runs import lifecycle
from assay.runs.models import Run
from assay.tasks.models import Task
from assay.tasks.models.task.moving import Choice, Instead


def add_experiments(world: World, kite: Project, ada: Person, ben: Person) -> None:
    blank, _ = _experiment(kite, ada, "A blank draft", plan=None)
    draft, _ = _experiment(kite, ada, "A draft that could start", plan=_plan())
    running, tried = _experiment(kite, ada, "Under way with runs", plan=_plan())
    _begin(running, ben, after=ada)
    best = run_of(running, ada, name="tenure-and-everything-else", last=0.87)
    furnish(best, ada)
    run_of(running, ada, name="worse", last=0.82)
    run_of(running, ada, name="failed", last=0.4, status="FAILED")
    run_of(running, ada, name="still going", last=0.7, status=None)
    for seed, value in enumerate((0.852, 0.861, 0.857)):
        run_of(running, ada, name=f"forest, seed {seed}", last=value)
    served = run_of(running, ada, name="served for a week", last=0.79)
    tried.place_runs([served], "production", by=ada)
    tried.amend(
        criteria=[parse_criterion("f1 >= 0.85 on test")],
        stops=[parse_stop("loss diverges -> check the data")],
        reason="The latency budget was dropped by the customer",
        by=ada,
    )
    stopped, strict = _experiment(kite, ada, "Stopped by its own rule", plan=_plan())
    _begin(stopped, ben, after=ada)
    strict.stop_hard(by=ada)
    wild = run_of(stopped, ada, name="wild", last=0.1, status=None)
    world.places["run that was stopped"] = f"/runs/{wild.uid}"
    concluded, finished = _experiment(kite, ada, "Concluded with a lesson", plan=_plan())
    _begin(concluded, ben, after=ada)
    run_of(concluded, ada, name="good enough", last=0.91)
    finished.conclude(_conclusion(), by=ada)
    late, _ = _experiment(kite, ada, "Over its timebox", plan=_plan())
    _begin(late, ben, after=ada)
    _put_back(late, ada)
    opened, _ = _experiment(kite, ada, "Opened again", plan=_plan())
    _begin(opened, ben, after=ada)
    run_of(opened, ada, name="leaky", last=0.91)
    close(opened, _conclusion(), by=ada)
    reopen(opened, f"The split leaked. {LONG_WORD}", by=ada)
    world.places |= {"late experiment": f"/tasks/{late.key}", "opened experiment": f"/tasks/{opened.key}"}
    numbers = ",".join(str(run.number) for run in Run.objects.visible_to(ada).order_by("number"))
    world.places["comparison of runs"] = f"/runs/comparison?runs={numbers}"
    shown = {"blank": blank, "draft": draft, "running": running, "stopped": stopped, "concluded": concluded}
    world.places |= {f"{name} experiment": f"/tasks/{task.key}" for name, task in shown.items()}
    world.places |= task_places(running, "experiment") | {"run page": f"/runs/{best.uid}"}
    world.places["experiment of a guest"] = f"/tasks/{running.key}"
    world.places["preview of a table"] = f"/runs/{best.uid}/preview/tables/confusion.csv"
    _scratch(world, kite, ada)
    add_files_and_ends(world, kite, ada, best)


def _put_back(task: Task, ada: Person) -> None:
    """Let the timebox be extended once, and over since."""
    experiment = Experiment.of(task)
    experiment.extend(1, f"The cluster was down. {LONG_WORD}", by=ada)
    begun = timezone.now() - timedelta(days=21)
    Experiment.objects.filter(pk=experiment.pk).update(started_at=begun, decide_on=begun.date() + timedelta(days=8))


def _scratch(world: World, kite: Project, ada: Person) -> None:
    """Lines that are open, became an experiment, and were let go."""
    tried, became, gone = (Scratch.add(kite, f"{name} {LONG_WORD}", by=ada) for name in ("Tried", "Became", "Gone"))
    for name in ("look", "second look"):
        lifecycle.start_run(tried.group, lifecycle.NewRun(name=name), by=ada)
    experiment_from(became, by=ada)
    gone.let_go(f"It leads nowhere. {LONG_WORD}", by=ada)
    world.places["scratch"] = f"/projects/{kite.key}/scratch"


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
        planned=(Planned("lr", "0.01..0.1"), Planned("depth", "4, 6"), Planned(LONG_WORD, "any")),
        resources={"gpu_hours": 20.0, "hours": 1e-6, "cost": 40.0},
        hardware="1 × L4",
        planned_data=f"customers v7 {LONG_WORD}",
        notebook="https://notebooks.example/tenure.ipynb",
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


def _conclusion() -> Conclusion:
    return Conclusion(
        outcome="success",
        kept="keep",
        kept_because="It beats the baseline and costs nothing.",
        kept_things=(f"classifier, run {'0' * 32}", LONG_WORD),
        observations=MARKDOWN,
        learnings=f"Tenure matters more than usage. {LONG_WORD}",
        steps=(Step("Try it on the second market"), Step("Wrap it as a service", "productization")),
    )
