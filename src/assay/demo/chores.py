"""What the sample's people did and left to do besides experiments, by the verbs that people use."""

from collections.abc import Callable
from decimal import Decimal

from assay.accounts.models import Person
from assay.demo.cast import Chore, Days, Finished, Passed, ProjectStory
from assay.demo.telling import Act, afternoon, morning, noon
from assay.demo.touches import Team
from assay.projects.models import Project
from assay.tasks.models import Handoff, Task
from assay.tasks.models.handoff import Offer, Recipient
from assay.tasks.models.task.moving import Choice, Instead

WHILE_YOU_WORK = "The sample trains on while you work."


def project_of(team: Team, told: ProjectStory) -> Project:
    return Project.objects.visible_to(team["ana"]).filter(key=told.key)[0]


def finishing(told: ProjectStory, finished: Finished, team: Team) -> list[Act]:
    """Take a task of the workflow up, and finish it."""

    def task() -> Task:
        return project_of(team, told).tasks.select_related("project", "column").get(title=finished.title)

    def take_up() -> None:
        task().assign(team[finished.who], by=team[told.owner])
        move(task(), told.work, by=team[finished.who])

    def finish() -> None:
        _finish(task(), told, finished.comment, by=team[finished.who])

    acts = [Act(morning(finished.past.begun), take_up), Act(afternoon(finished.past.ended), finish)]
    return [*acts, *_waiting(task, told, finished.waited, by=team[finished.who])]


def _waiting(task: Callable[[], Task], told: ProjectStory, waited: Days | None, *, by: Person) -> list[Act]:
    """Lay a task aside for some days in which somebody else has to act."""
    if waited is None:
        return []
    return [
        Act(noon(waited.begun), lambda: move(task(), told.waits, by=by)),
        Act(noon(waited.ended), lambda: move(task(), told.work, by=by)),
    ]


def _finish(task: Task, told: ProjectStory, comment: str, *, by: Person) -> None:
    task.comment(comment, by=by)
    for item in task.checks.all():
        item.tick(by=by)
    move(task, told.done, by=by)


def chore_acts(told: ProjectStory, chore: Chore, team: Team) -> list[Act]:
    """Plan a task that is no experiment; one that is behind the team was begun and finished in its days."""
    maker = team[chore.who or told.owner]
    made: list[Task] = []
    if chore.past is None:
        written = morning(told.asked) if chore.written is None else noon(chore.written)
        return [
            Act(written, lambda: made.append(_place(told, chore, team, by=maker))),
            *_blocking(chore, made, by=maker),
        ]

    def task() -> Task:
        return Task.objects.select_related("project", "column").get(pk=made[0].pk)

    begun = morning(chore.past.begun)
    return [
        Act(
            begun if chore.written is None else noon(chore.written),
            lambda: made.append(_plant(told, chore, team, by=maker)),
        ),
        Act(begun, lambda: move(task(), told.work, by=maker)),
        *_waiting(task, told, chore.waited, by=maker),
        Act(afternoon(chore.past.ended), lambda: _finish(task(), told, chore.comment, by=maker)),
    ]


def passing(told: ProjectStory, passed: Passed, team: Team) -> Act:
    """Offer somebody what follows from a task."""

    def offer() -> None:
        project = project_of(team, told)
        source = project.tasks.select_related("project", "column").get(title=passed.source)
        made = Offer(
            title=passed.title,
            to=Recipient(person=team[passed.to]),
            phase=project.phases.get(name=passed.phase),
            description=passed.description,
            open_questions=passed.questions,
        )
        Handoff.offer(source, made, by=team[passed.who])

    return Act(noon(passed.at), offer)


def _blocking(chore: Chore, made: list[Task], *, by: Person) -> list[Act]:
    blocked = chore.blocked
    return [] if blocked is None else [Act(noon(blocked.since), lambda: made[0].block(blocked.why, by=by))]


def _place(told: ProjectStory, chore: Chore, team: Team, *, by: Person) -> Task:
    task = _plant(told, chore, team, by=by)
    if task.column.name != chore.column:
        move(task, told.work, by=by)
        move(task, chore.column, by=by)
    if chore.comment:
        task.comment(chore.comment, by=by)
    return task


def _plant(told: ProjectStory, chore: Chore, team: Team, *, by: Person) -> Task:
    project = project_of(team, told)
    task = Task.create(
        project,
        title=chore.title,
        by=by,
        kind=chore.kind,
        phase=project.phases.get(name=chore.phase),
        assignee=team.get(chore.who),
        estimate_days=Decimal(chore.days),
        description=chore.description,
        labels=project.labels.filter(name__in=chore.labels),
    )
    for number, text in enumerate(chore.checks):
        item = task.add_check(text, by=by)
        if number < chore.checked:
            item.tick(by=by)
    return task


def move(task: Task, column: str, *, by: Person) -> None:
    """A task that the visitor gave the person does not stop the story: both go on."""
    task.move_to(task.project.columns.get(name=column), by=by, choice=Choice(Instead.KEEP, WHILE_YOU_WORK, over=True))
