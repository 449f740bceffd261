"""A project whose work went back and forth, with a phase that was declared done, opened again, and worked on since."""

from datetime import datetime, timedelta

from tests.browser.world.people import join
from tests.browser.world.places import World
from tests.browser.world.projects import project

from assay.accounts.models import Person
from assay.kit.clock import as_of, now
from assay.projects.models import ExitAnswer, Phase, Project
from assay.tasks.models import Task

# Phase, by whom, from which to which day before today; what has no end goes on.
WORK = (
    ("Research", 0, 60, 52),
    ("Data exploration", 1, 51, 38),
    ("Modeling", 0, 37, 24),
    ("Data exploration", 1, 23, 17),
    ("Modeling", 0, 16, 9),
    ("Productization", 1, 8, None),
    ("Modeling", 0, 7, None),
)


def add_phases(world: World, ada: Person) -> None:
    team = join(ada.workspace, "Uma Reyes", "member", by=ada), join(ada.workspace, "Vic Marsh", "member", by=ada)
    with as_of(_day(61)):
        swift = project(ada, "SWIFT", "Swift", goal="Tell swifts from swallows.")
    for name, who, begun, ended in WORK:
        _work(swift, name, team[who], begun, ended)
    research, modeling = (swift.phases.get(name=name) for name in ("Research", "Modeling"))
    _end(research, 51, by=ada)
    with as_of(_day(37)):
        research.reopen(because="A stakeholder wants another measure.", by=ada)
    _end(research, 30, by=ada)
    _end(modeling, 8, by=ada)
    world.places |= {
        "overview of a project that went back": "/projects/SWIFT/",
        "phases in time": "/projects/SWIFT/phases",
        "phases before anybody began": "/projects/EMPTY/phases",
        "phase that was declared done twice": f"/projects/SWIFT/phases/{research.pk}",
        "done phase that is worked on": f"/projects/SWIFT/phases/{modeling.pk}",
        "end of a phase": f"/projects/SWIFT/phases/{swift.phases.get(name='Productization').pk}/closure",
    }


def _day(before: int) -> datetime:
    return now() - timedelta(days=before)


def _work(swift: Project, name: str, by: Person, begun: int, ended: int | None) -> None:
    with as_of(_day(begun)):
        phase, active = swift.phases.get(name=name), swift.columns.filter(state="active")[0]
        task = Task.create(swift, title=f"Work on {name.lower()}", phase=phase, assignee=by, by=by)
        task.move_to(active, by=by)
    if ended is not None:
        with as_of(_day(ended)):
            task.move_to(swift.columns.get(state="done"), by=by)


def _end(phase: Phase, day: int, *, by: Person) -> None:
    answers = [
        ExitAnswer(question, yes=number != 1, note="" if number != 1 else "Not in this quarter")
        for number, question in enumerate(phase.exit_questions)
    ]
    with as_of(_day(day)):
        phase.declare_done(answers, reason="The rest comes with the next phase.", by=by)
