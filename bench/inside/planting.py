"""Eight people, a board of tasks, an experiment that watches one metric.

Tasks are written in bulk: a thousand verbs would only cost time.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction

from assay.accounts.models import Person, Token, User, Workspace
from assay.activity.subjects import project_topic
from assay.experiments.models import Draft, Experiment
from assay.kit import ranks
from assay.kit.clock import now
from assay.projects.models import Column, Label, Project
from assay.projects.workflows import SIX_PHASES, workflow_named
from assay.pure.criteria import parse_criterion, parse_stop
from assay.tasks.models import Task

NAMES = ("Ada Lind", "Ben Okafor", "Chen Wu", "Dara Silva", "Emil Novak", "Fay Osman", "Gil Soto", "Hana Mori")
# Of a hundred tasks so many stand in each column; besides, each person but the owner has one in progress.
SHARES = (("To do", 50), ("Waiting", 15), ("Done", 35))
MOVED = 20


@transaction.atomic
def plant(count: int) -> dict[str, Any]:
    """Fill the database with `count` tasks and return what the benchmarks must know of it."""
    people = _people()
    owner = people[0]
    project = Project.start(key="BENCH", name="Benchmark", workflow=workflow_named(SIX_PHASES), by=owner)
    project.refresh_from_db()  # its default tasks took numbers
    tasks = _tasks(project, people, count)
    experiment = _experiment(project, owner)
    movable = [task for task in tasks if task.column.name == "To do"][:MOVED]
    _token, secret = Token.create_for(owner, name="bench")
    return {
        "token": secret,
        "session": session_of(owner),
        "project": project.key,
        "project_topic": project_topic(project.pk),
        "experiment": experiment.key,
        "experiment_topic": experiment.subject.topic,
        "tasks": [task.key for task in movable],
        "task_topics": [task.subject.topic for task in movable],
    }


def _people() -> list[Person]:
    workspace = Workspace.objects.create(name="Bench")
    people: list[Person] = []
    for number, name in enumerate(NAMES):
        user = User.objects.create_user(f"person{number}@bench.example")
        role, by = ("member", people[0]) if people else ("owner", None)
        people.append(Person.join(workspace, name=name, role=role, user=user, by=by))
    return people


def _tasks(project: Project, people: Sequence[Person], count: int) -> list[Task]:
    """Make the tasks and spread them over people, phases and columns; what is done was done this week."""
    columns = {column.name: column for column in project.columns.all()}
    places = [columns[name] for name, share in SHARES for _ in range(share)]
    phases, moment, rank = list(project.phases.order_by("position")), now(), _ranks()
    first = project.last_task_number + 1
    tasks = []
    for number in range(count):
        # 7 has no factor in common with 100, so every person and phase gets some of every column.
        column = columns["In progress"] if 0 < number < len(people) else places[number * 7 % len(places)]
        task = Task(
            project=project,
            number=first + number,
            title=f"Task {number} of the benchmark, with a title of the usual length",
            description="Some words.\n\n- a list\n- of two",
            phase=phases[number % len(phases)],
            column=column,
            rank=next(rank),
            assignee=people[number % len(people)],
            estimate_days=number % 5 + 1,
            created_by=people[0],
            **_moments(column, number, moment),
        )
        tasks.append(task)
    Task.objects.bulk_create(tasks)
    Project.objects.filter(pk=project.pk).update(last_task_number=first + count - 1)
    _label(tasks, list(project.labels.all()))
    return tasks


def _moments(column: Column, number: int, moment: datetime) -> dict[str, datetime | None]:
    has_started = column.is_active or column.is_done
    return {
        "created_at": moment - timedelta(days=20),
        "started_at": moment - timedelta(days=8) if has_started else None,
        "finished_at": moment - timedelta(days=number % 7) if column.is_done else None,
    }


def _ranks() -> Iterator[str]:
    """Yield ranks behind those of planted tasks."""
    rank = "r"
    while True:
        rank = ranks.between(rank, "")
        yield rank


def _label(tasks: Sequence[Task], labels: Sequence[Label]) -> None:
    """Every second task carries one label, every fourth two."""
    link = Task.labels.through
    links = [link(task=task, label=labels[at % len(labels)]) for at, task in enumerate(tasks) if at % 2 == 0]
    links += [link(task=task, label=labels[(at + 1) % len(labels)]) for at, task in enumerate(tasks) if at % 4 == 0]
    link.objects.bulk_create(links)


def _experiment(project: Project, owner: Person) -> Task:
    """Start an experiment whose criterion is never met and whose stop condition never fires."""
    task = Task.create(project, title="Watch the score", by=owner, kind="experiment", assignee=owner)
    draft = Draft(
        hypothesis="The score stays between 0 and 0.9.",
        makes_baseline=True,
        criteria=(parse_criterion("score >= 0.99"),),
        stops=(parse_stop("score < -1 after 3 steps -> look at the data"),),
    )
    Experiment.of(task).write(draft, by=owner)
    task.move_to(project.columns.get(name="In progress"), by=owner)
    return task


def session_of(person: Person) -> str:
    """Return the key of a session in which the person is signed in."""
    user = person.user
    assert user is not None  # noqa: S101  made above
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)
