"""Plant the sample workspace by the same verbs that people use."""

from decimal import Decimal
from functools import partial

from django.db import transaction

from assay.accounts.models import Person, User, Workspace
from assay.deliverables.models import Deliverable
from assay.demo import story
from assay.demo.cast import Look, ProjectStory, Question
from assay.demo.chores import chore_acts, finishing, move, passing, project_of
from assay.demo.last_review import last_review
from assay.demo.paperwork import paper_acts
from assay.demo.telling import Act, morning, tell
from assay.demo.touches import Team, add_touches
from assay.experiments.models import Draft, Experiment, Scratch
from assay.kit.clock import as_of
from assay.projects.models import ColumnState, Phase, Project
from assay.projects.workflows import workflow_named
from assay.pure.criteria import parse_criterion, parse_stop
from assay.pure.planned import planned
from assay.runs.models import Run
from assay.tasks.models import Task
from assay.tasks.models.task.limits import resting_column


def team_of_sample() -> Team | None:
    """Return the sample's people by the story's names, or None when there is no sample here."""
    workspace = Workspace.objects.filter(name=story.WORKSPACE).order_by("pk").first()
    if workspace is None:
        return None
    by_name = {person.name: person for person in workspace.people.select_related("workspace")}
    return {actor.name: by_name[actor.full_name] for actor in story.TEAM if actor.full_name in by_name}


def task_of(team: Team, question: Question) -> Task:
    """Return the card of a question; people may have renamed it, so its label in the plan is its position."""
    told = story.project_of_question(question)
    tasks = Task.objects.filter(project=project_of(team, told), kind="experiment").select_related("project", "column")
    return tasks.order_by("number")[told.all_questions.index(question)]


@transaction.atomic
def plant() -> Team:
    """Make workspace, people, projects, tasks and plans, and what was done before; return the people."""
    with as_of(morning(max(told.began for told in story.PROJECTS) + 1)):
        team = _plant_team()
    tell([*(act for told in story.PROJECTS for act in acts_of(told, team)), last_review(team)])
    add_touches(team)
    for baseline in (told.baseline for told in story.PROJECTS if told.baseline):
        start(team, baseline)
    return team


def start(team: Team, question: Question) -> None:
    """Move the card into the column of work; its plan locks. What the visitor works on stays where it is."""
    task, person = task_of(team, question), team[question.who]
    _pause_cards_of(team, question.who)
    if task.assignee_id != person.pk:
        task.assign(person, by=person)
    move(task, story.project_of_question(question).work, by=person)
    if question.stops_hard:
        Experiment.of(task).stop_hard(by=person)
    if question.extension:
        days, because = question.extension
        Experiment.of(task).extend(days, because, by=person)


def _pause_cards_of(team: Team, who: str) -> None:
    """Pause the person's cards of the story that are still open; tasks of the visitor are none of them."""
    questions = [one for told in story.PROJECTS for one in told.all_questions if one.who == who]
    for task in (task_of(team, question) for question in questions):
        if task.column.state == ColumnState.ACTIVE:
            task.move_to(resting_column(task), by=team[who])


def measure_against(team: Team, question: Question, run: Run) -> None:
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


def acts_of(told: ProjectStory, team: Team) -> list[Act]:
    """Return what happens in the project before the visitor comes, in no order."""
    begun, asked = morning(told.began), morning(told.asked)
    acts = [Act(begun, partial(_begin, told, team))]
    for finished in told.finished:
        acts += finishing(told, finished, team)
    for chore in told.chores:
        acts += chore_acts(told, chore, team)
    acts += [passing(told, passed, team) for passed in told.passed]
    acts.append(Act(asked, partial(_ask_all, told, team)))

    def key_of(name: str) -> str:
        return task_of(team, next(one for one in told.all_questions if one.name == name)).key

    return [*acts, *paper_acts(told, team, partial(project_of, team, told), key_of)]


def _begin(told: ProjectStory, team: Team) -> None:
    project = Project.start(
        key=told.key, name=told.name, goal=told.goal, workflow=workflow_named(told.workflow), by=team[told.owner]
    )
    for guest in told.guests:
        project.add_member(team[guest], by=team[told.owner])
    for name in told.without:
        _do_without(project.phases.get(name=name), by=team[told.owner])


def _do_without(phase: Phase, *, by: Person) -> None:
    for task in phase.tasks.select_related("project", "column"):
        task.archive(by=by)
    for owed in Deliverable.objects.filter(phase=phase):
        owed.waive(reason="No question is open here: the list is known.", by=by)
    phase.retire(by=by)


def _ask_all(told: ProjectStory, team: Team) -> None:
    project = project_of(team, told)
    if told.baseline:
        _plan(task_of(team, told.baseline), told.baseline, team)
    for question in told.questions:
        _ask(project, told, question, team)
    for look in told.looks:
        _look(project, look, team)


def _ask(project: Project, told: ProjectStory, question: Question, team: Team) -> None:
    task = Task.create(
        project,
        title=question.title,
        by=team[question.who],
        kind="experiment",
        phase=project.phases.get(name=told.experiments_in),
        assignee=team[question.who],
        estimate_days=Decimal(question.days),
        labels=project.labels.filter(name__in=question.labels),
    )
    _plan(task, question, team)


def _plan(task: Task, question: Question, team: Team) -> None:
    Experiment.of(task).write(_draft(question, baseline_run=None), by=team[question.who])
    task.add_checks(question.checks, by=team[question.who])


def _draft(question: Question, *, baseline_run: Run | None) -> Draft:
    return Draft(
        hypothesis=question.hypothesis,
        baseline_run=baseline_run,
        makes_baseline=not question.baseline,
        timebox_days=question.days,
        criteria=tuple(parse_criterion(text) for text in question.criteria),
        stops=tuple(parse_stop(text) for text in question.stops),
        planned=tuple(planned(name, text) for name, text in question.planned),
        resources=dict(question.resources),
        hardware=question.hardware,
        planned_data=question.data,
        notebook=question.notebook,
    )


def _look(project: Project, look: Look, team: Team) -> None:
    scratch = Scratch.add(project, look.text, by=team[look.who])
    if look.learned:
        scratch.let_go(look.learned, by=team[look.who])
