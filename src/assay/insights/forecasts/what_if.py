"""What if some tasks were dropped, if more people helped, if nothing more came in: each told beside how it is."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from assay.insights.forecasts.finished import FinishedTask
from assay.insights.outlook import Outlook
from assay.insights.outlook.reckoning import reckon_changed
from assay.insights.outlook.shape import LIKELY
from assay.projects.models import ColumnState, Project
from assay.tasks.keys import written
from assay.tasks.models import Task

MOST_PEOPLE = 5
_OLDEST = 4


@dataclass(frozen=True)
class OpenTask:
    """A task that is left, as one may drop it."""

    key: str
    title: str
    is_begun: bool
    is_blocked: bool


@dataclass(frozen=True)
class Change:
    """What is otherwise: keys that are dropped, people more, whether nothing more comes in.

    `choice` says by which order these keys were chosen, `blocked` or `oldest`, where nobody chose them by hand.
    """

    dropped: tuple[str, ...] = ()
    people: int = 0
    is_closed: bool = False
    choice: str = ""

    @property
    def is_none(self) -> bool:
        return not (self.dropped or self.people or self.is_closed)


@dataclass(frozen=True)
class Told:
    """What a change makes of the dates; `sooner` in days at 85 %, None where one of both has no end."""

    change: Change
    left: int
    days: Mapping[int, date] = field(default_factory=dict)
    sooner: int | None = None


def open_tasks(project: Project) -> list[OpenTask]:
    """Return what is left, the oldest first. The caller checked who may see the project."""
    rows = Task.objects.filter(project=project).open().order_by("created_at", "pk")
    names = ("kind", "number", "title", "column__state", "blocked_at")
    return [
        OpenTask(written(project.key, kind, number), title, state != ColumnState.QUEUE, blocked is not None)
        for kind, number, title, state, blocked in rows.values_list(*names)
    ]


def a_person(outlook: Outlook, finished: Iterable[FinishedTask]) -> tuple[int, ...]:
    """Return how much one person finished in each week: of all who finished anything, each whole week of each."""
    mondays = [week.monday for week in outlook.whole_weeks]
    ended = Counter((task.person, task.monday) for task in finished if task.person is not None)
    people = sorted({person for person, monday in ended if monday in mondays})
    return tuple(ended[person, monday] for person in people for monday in mondays)


def told(outlook: Outlook, change: Change, person: tuple[int, ...]) -> Told:
    """Return the dates with the change, beside those without."""
    left = max(outlook.left - len(change.dropped), 0)
    done = tuple(week.count for week in outlook.whole_weeks)
    came = () if change.is_closed else outlook.growing
    weeks = reckon_changed(left, done, came, person, change.people) or {}
    days = {chance: outlook.told_on + timedelta(weeks=number) for chance, number in weeks.items()}
    before, after = outlook.days.get(LIKELY), days.get(LIKELY)
    return Told(change, left, days, (before - after).days if before and after else None)


def these_first(outlook: Outlook, keys: tuple[str, ...]) -> Mapping[int, date]:
    """Return when these tasks are done if they come before all others, by chance; empty when it is too early."""
    done = tuple(week.count for week in outlook.whole_weeks)
    weeks = reckon_changed(len(keys), done, (), (), 0) or {}
    return {chance: outlook.told_on + timedelta(weeks=number) for chance, number in weeks.items()}


def usual_changes(outlook: Outlook, tasks: list[OpenTask], *, has_people: bool) -> list[Change]:
    """Return the changes worth a look: without what is blocked, without the oldest that nobody began, and so on."""
    blocked = tuple(task.key for task in tasks if task.is_blocked)
    oldest = tuple(task.key for task in tasks if not task.is_begun)[:_OLDEST]
    changes = [
        Change(dropped=blocked, choice="blocked"),
        Change(dropped=oldest, choice="oldest"),
        Change(people=1 if has_people else 0),
        Change(is_closed=bool(any(outlook.growing))),
    ]
    return [change for change in changes if not change.is_none]
