"""Plant the sample workspace by the same verbs that people use."""

from decimal import Decimal

from django.db import transaction

from assay.accounts.models import Person, User, Workspace
from assay.demo import story
from assay.experiments.models import Draft, Experiment
from assay.projects.models import Project
from assay.projects.workflows import SIX_PHASES, workflow_named
from assay.pure.criteria import parse_criterion, parse_stop
from assay.runs.models import Run
from assay.tasks.models import Task

Team = dict[str, Person]


def team_of_sample() -> Team | None:
    """Return the sample's people by the story's names, or None when there is no sample here."""
    workspace = Workspace.objects.filter(name=story.WORKSPACE).order_by("pk").first()
    if workspace is None:
        return None
    by_name = {person.name: person for person in workspace.people.select_related("workspace")}
    return {actor.name: by_name[actor.full_name] for actor in story.TEAM if actor.full_name in by_name}


def project_of(team: Team) -> Project:
    return Project.objects.visible_to(team["ana"]).filter(key=story.PROJECT_KEY)[0]


def task_of(team: Team, question: story.Question) -> Task:
    """Return the card of a question; people may have renamed it, so its label in the plan is its position."""
    tasks = Task.objects.filter(project=project_of(team), kind="experiment").select_related("project", "column")
    names = [story.BASELINE.name, *(one.name for one in story.QUESTIONS)]
    return tasks.order_by("number")[names.index(question.name)]


@transaction.atomic
def plant() -> Team:
    """Make workspace, people, project, tasks and plans; return the people."""
    team = _plant_team()
    project = Project.start(
        key=story.PROJECT_KEY,
        name=story.PROJECT_NAME,
        goal=story.PROJECT_GOAL,
        workflow=workflow_named(SIX_PHASES),
        by=team["ana"],
    )
    _finish_first_tasks(project, team)
    _plan(task_of_number(project, 3), story.BASELINE, team)
    for question in story.QUESTIONS:
        _ask(project, question, team)
    for chore in story.CHORES:
        _plant_chore(project, chore, team)
    start(team, story.BASELINE)
    return team


def task_of_number(project: Project, number: int) -> Task:
    return project.tasks.select_related("project", "column").get(number=number)


def start(team: Team, question: story.Question) -> None:
    """Move the card into the first active column; its plan locks."""
    task, person = task_of(team, question), team[question.who]
    if task.assignee_id != person.pk:
        task.assign(person, by=person)
    _move(task, "In progress", by=person)


def measure_against(team: Team, question: story.Question, run: Run) -> None:
    """Write the run into the plan as the baseline."""
    experiment = Experiment.of(task_of(team, question))
    experiment.write(_draft(question, baseline_run=run), by=team[question.who])


def _plant_team() -> Team:
    workspace = Workspace.objects.create(name=story.WORKSPACE)
    team: Team = {}
    for actor in story.TEAM:
        email = f"{actor.name}@northwind.example"
        team[actor.name] = Person.join(
            workspace,
            name=actor.full_name,
            role=actor.role,
            discipline=actor.discipline,
            user=User.objects.create_user(email),
            by=team.get("ana"),
        )
    return team


def _finish_first_tasks(project: Project, team: Team) -> None:
    for number, who, comment in (
        (1, "ana", "Plan agreed: four small tables, one question each, a week at most."),
        (2, "mei", "All four tables load, none has missing values, test splits are put aside."),
    ):
        task = task_of_number(project, number)
        task.assign(team[who], by=team["ana"])
        _move(task, "In progress", by=team[who])
        task.comment(comment, by=team[who])
        _move(task, "Done", by=team[who])


def _ask(project: Project, question: story.Question, team: Team) -> None:
    task = Task.create(
        project,
        title=question.title,
        by=team[question.who],
        kind="experiment",
        phase=project.phases.get(name="Modeling"),
        assignee=team[question.who],
        estimate_days=Decimal(question.days),
        labels=project.labels.filter(name__in=question.labels),
    )
    _plan(task, question, team)


def _plan(task: Task, question: story.Question, team: Team) -> None:
    Experiment.of(task).write(_draft(question, baseline_run=None), by=team[question.who])


def _draft(question: story.Question, *, baseline_run: Run | None) -> Draft:
    return Draft(
        hypothesis=question.hypothesis,
        baseline_run=baseline_run,
        makes_baseline=not question.baseline,
        timebox_days=question.days,
        criteria=tuple(parse_criterion(text) for text in question.criteria),
        stops=tuple(parse_stop(text) for text in question.stops),
        checks=question.checks,
    )


def _plant_chore(project: Project, chore: story.Chore, team: Team) -> None:
    maker = team[chore.who or "ana"]
    task = Task.create(
        project,
        title=chore.title,
        by=maker,
        kind=chore.kind,
        phase=project.phases.get(name=chore.phase),
        assignee=team.get(chore.who),
        estimate_days=Decimal(chore.days),
        description=chore.description,
        labels=project.labels.filter(name__in=chore.labels),
    )
    if chore.column != "To do":
        _move(task, "In progress", by=maker)
        _move(task, chore.column, by=maker)
    if chore.comment:
        task.comment(chore.comment, by=maker)


def _move(task: Task, column: str, *, by: Person) -> None:
    task.move_to(task.project.columns.get(name=column), by=by)
