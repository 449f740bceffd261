"""Signals: one that holds with long words, one that rests, none, and the form that puts one off."""

from datetime import timedelta

from django.utils import timezone
from tests.browser.world.places import LONG_TITLE, World
from tests.browser.world.projects import project

from assay.accounts.models import Person
from assay.kit.clock import as_of, now
from assay.projects.models import Project
from assay.signals.models import Snooze
from assay.signals.queries import signals_of
from assay.tasks.models import Task
from assay.tasks.models.task.choosing import Choice, Instead


def add_signals(world: World, ada: Person) -> None:
    """A project of their own, so that the pages of others stay as they are."""
    wind = project(ada, "WIND", "Wind", goal="Feel it.")
    columns = {column.state: column for column in wind.columns.all()}
    with as_of(now() - timedelta(days=14)):
        tasks = [Task.create(wind, title=f"{LONG_TITLE} {number}", by=ada) for number in range(4)]
        for task in tasks:
            task.move_to(columns["active"], by=ada, choice=Choice(instead=Instead.KEEP, reason=LONG_TITLE))
            task.assign(None, by=ada)
    wind.refresh_from_db()
    wind.edit(version=wind.version, by=ada, decision_due_on=timezone.localdate())
    _put_off(wind, ada)
    key = next(one.key for one in signals_of([wind], person=ada) if one.subject.kind == "task")
    world.places |= {
        "signals": "/signals?project=WIND",
        "no signals": "/signals?project=EMPTY&mine=1",
        "signals of one rule": "/projects/WIND/signals/nobodys",
        "signals of a rule of projects": "/projects/WIND/signals/quiet-project",
        "signals this week": "/signals?project=WIND&urgency=2",
        "snooze": f"/signals/{key}/snooze",
        "when signals fire": "/workspace/signals",
        "signals of a task": f"/tasks/{task.key}",
        "signals of a project": "/projects/WIND/",
        "marks of signals": "/projects/WIND/board",
    }


def _put_off(wind: Project, ada: Person) -> None:
    due = next(one for one in signals_of([wind], person=ada) if one.rule == "decision-due")
    Snooze.begin(due, timezone.localdate() + timedelta(days=7), "The wind must blow first, says the pilot.", ada)
