"""A project with ten weeks of past: a forecast with a range, one that grows for ever, and questions to it."""

from datetime import timedelta

from tests.browser.world.places import LONG_WORD, World
from tests.browser.world.projects import project

from assay.accounts.models import Person
from assay.kit.clock import as_of, now
from assay.projects.models import Column, MetricDefinition, MetricFacts, Project
from assay.tasks.models import Task
from assay.tasks.models.task.bringing import Past

# How many tasks were finished, and how many came in, in each week.
FINISHED = (3, 1, 4, 2, 0, 3, 5, 2, 1, 3)
CAME = (0, 1, 0, 2, 0, 1, 0, 0, 1, 0)


def add_forecasts(world: World, ada: Person) -> None:
    lark, endless = _with_past(ada, "LARK", CAME), _with_past(ada, "DODO", [4] * len(FINISHED))
    MetricDefinition.add(lark, MetricFacts(key="f1", split="test", title="Larks", role="primary", target=0.9), by=ada)
    keys = [task.key for task in lark.tasks.open().order_by("pk")[:2]]
    phase = lark.phases.order_by("position")[0]
    world.places |= {
        "forecast": "/projects/LARK/forecast",
        "overview with a forecast": "/projects/LARK/",
        "forecast that was asked": f"/projects/LARK/forecast?people=1&closed=on&drop={keys[0]}&drop={keys[1]}",
        "forecast that was asked wrongly": "/projects/LARK/forecast?by=1066-10-14&tries=x",
        "forecast without an end": f"/projects/{endless.key}/forecast",
        "forecast too early": "/projects/SWIFT/forecast",
        "forecast of nothing": "/projects/EMPTY/forecast",
        "forecast of a phase": f"/projects/LARK/phases/{phase.pk}/forecast",
    }


def _with_past(ada: Person, key: str, came: "list[int] | tuple[int, ...]") -> Project:
    with as_of(now() - timedelta(weeks=len(FINISHED) + 2)):
        made = project(ada, key, key.capitalize(), goal="Tell larks from nightingales.")
        made.tasks.all().delete()
    Task.bring(made, [*_pasts(made), *_new(made, came)], by=ada)
    Task.objects.filter(project=made, finished_at__isnull=False).update(assignee=ada)
    return made


def _pasts(made: Project) -> list[Past]:
    active, done = _column(made, "active"), _column(made, "done")
    phase, first = made.phases.order_by("position")[0], now() - timedelta(weeks=len(FINISHED) + 1)
    open_ = [Past(f"Still open, and {LONG_WORD}", "", phase, first, ()) for _one in range(6)]
    ended = [
        Past("Ended", "", phase, first, ((active, start), (done, start + timedelta(days=3))))
        for week, count in enumerate(FINISHED)
        for start in [first + timedelta(weeks=week + 1)]
        for _one in range(count)
    ]
    return [*ended, *open_]


def _new(made: Project, came: "list[int] | tuple[int, ...]") -> list[Past]:
    phase, first = made.phases.order_by("position")[1], now() - timedelta(weeks=len(FINISHED))
    weeks = (first + timedelta(weeks=week) for week, count in enumerate(came) for _one in range(count))
    return [Past("Came later", "", phase, week, ()) for week in weeks]


def _column(made: Project, state: str) -> Column:
    return made.columns.filter(state=state).order_by("position")[0]
