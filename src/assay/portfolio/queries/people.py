"""Who works on what now and for how long, who is free and who is away: of the work that the reader may see."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from assay.accounts.calendars import Calendar, calendars_of
from assay.accounts.models import Person
from assay.accounts.models.person import Role
from assay.experiments.models import Experiment
from assay.kit.clock import now
from assay.projects.models import ColumnState
from assay.pure.workdays import whole_days
from assay.tasks.models import Task
from assay.tasks.queries.cards import age_in_words


@dataclass(frozen=True)
class Work:
    """A task somebody has in hand: in which working day of how many it is, as its own page says.

    `days` are those of the timebox of an experiment, of another task those of its estimate.
    """

    task: Task
    day: int
    days: float | None
    is_over: bool

    @property
    def said(self) -> str:
        """Both in words: `day 3 of 5`."""
        return age_in_words(ColumnState.ACTIVE, self.day, self.days)


@dataclass(frozen=True)
class Hands:
    """One person: what they work on, the longest first, what waits for others, and until when they are away."""

    person: Person
    works: list[Work]
    waiting: list[Work]
    back_on: date | None

    @property
    def is_free(self) -> bool:
        return not self.works and self.back_on is None


def hands_of(reader: Person) -> list[Hands]:
    """Return everybody who works with the reader, by name; guests see only people whose work they see."""
    states = (ColumnState.ACTIVE, ColumnState.WAITING)
    tasks = Task.objects.visible_to(reader).at_hand().filter(column__state__in=states, assignee__isnull=False)
    held: dict[int | None, list[Task]] = defaultdict(list)
    for task in tasks.select_related("project", "phase", "column", "experiment").order_by("started_at", "pk"):
        held[task.assignee_id].append(task)
    people = list(_people(reader, held))
    calendars = calendars_of(people, workspace_id=reader.workspace_id)
    return [_hands(person, held[person.pk], calendars[person.pk]) for person in people]


def _people(reader: Person, held: dict[int | None, list[Task]]) -> list[Person]:
    team = Person.objects.visible_to(reader).present().by_name()
    if reader.role == Role.GUEST:
        return [person for person in team if person.pk in held]
    return [person for person in team if person.role != Role.GUEST or person.pk in held]


def _hands(person: Person, tasks: list[Task], calendar: Calendar) -> Hands:
    works = [(task.column.state, _work(task, calendar)) for task in tasks]
    return Hands(
        person=person,
        works=[work for state, work in works if state == ColumnState.ACTIVE],
        waiting=[work for state, work in works if state == ColumnState.WAITING],
        back_on=calendar.back_on(calendar.day_of(now())),
    )


def _work(task: Task, calendar: Calendar) -> Work:
    day = calendar.day_number(task.started_at, now()) if task.started_at else 1
    experiment: Experiment | None = getattr(task, "experiment", None)
    if experiment is not None and experiment.is_locked:
        day = experiment.day_number(calendar, at=now())
        return Work(task, day, experiment.total_days, is_over=experiment.is_past_timebox(calendar, at=now()))
    estimate = float(task.estimate_days) if task.estimate_days is not None else None
    return Work(task, day, estimate, is_over=estimate is not None and day > whole_days(estimate))
