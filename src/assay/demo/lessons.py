"""What the sample's team does around its trainings: start cards, compare with the baseline, conclude."""

from django.db import transaction

from assay.accounts.models import Person, Token
from assay.demo import sample, story
from assay.demo.touches import Team
from assay.experiments.actions import close
from assay.experiments.models import Conclusion, Experiment, Scratch, Step
from assay.projects.models import ColumnState
from assay.runs.models import Run, RunStatus

TRAININGS = "Sample trainings"


def open_questions() -> list[story.Question]:
    """Return the questions that still want training on this machine; a card that was finished by hand wants none."""
    team = sample.team_of_sample()
    if team is None:
        return []
    questions = [question for told in story.PROJECTS for question in told.all_questions]
    return [question for question in questions if _wants_training(team, question)]


def keys_of(questions: list[story.Question]) -> list[str]:
    """Return the keys of the cards."""
    team = sample.team_of_sample() or {}
    return [sample.task_of(team, question).key for question in questions]


def begin(question: story.Question) -> str | None:
    """Bring the card into progress and return its key; None when it is trained, moved on or not to be had."""
    team = sample.team_of_sample()
    if team is None or _is_trained(team, question):
        return None
    task = sample.task_of(team, question)
    if task.column.state == ColumnState.QUEUE:
        if question.baseline and not _has_baseline(team, question):
            return None
        sample.start(team, question)
    return None if task.is_done else task.key


def open_looks() -> list[tuple[story.Look, str]]:
    """Return the lines of the scratch list that nobody trained for yet, with the name their runs are sent to."""
    team = sample.team_of_sample()
    if team is None:
        return []
    looks = {look.text: look for told in story.PROJECTS for look in told.looks if look.script}
    found = Scratch.objects.visible_to(team["ana"]).open().filter(text__in=looks, group__runs=None)
    return [(looks[one.text], one.name) for one in found.select_related("group")]


@transaction.atomic
def learn(question: story.Question) -> str:
    """Close the card if the story has a lesson for its verdict; return the verdict in words."""
    team = sample.team_of_sample() or {}
    experiment = Experiment.of(sample.task_of(team, question))
    _tick(experiment, by=team[question.who])
    lesson = dict(question.lessons).get(experiment.verdict)
    words = experiment.verdict.replace("_", " ") or "no verdict"
    if lesson is None or experiment.is_concluded:
        return words
    close(experiment.task, _conclusion(lesson), by=team[question.who])
    return f"{words}, closed as {lesson.outcome}"


def _conclusion(lesson: story.Lesson) -> Conclusion:
    return Conclusion(
        outcome=lesson.outcome,
        outcome_because=lesson.outcome_because,
        kept=lesson.kept,
        kept_because=lesson.kept_because,
        kept_things=lesson.kept_things,
        observations=lesson.observations,
        learnings=lesson.learnings,
        steps=tuple(Step(text, kind) for text, kind in lesson.next_steps),
    )


def _tick(experiment: Experiment, *, by: Person) -> None:
    """The approach was what the script did, so its steps are done; what is left for people is the last one."""
    for item in experiment.task.checks.in_order()[:2]:
        item.tick(by=by)


def make_tokens(team: Team) -> dict[str, str]:
    """Return a fresh API secret for each person of the story."""
    revoke_tokens(team)
    return {name: Token.create_for(person, name=TRAININGS)[1] for name, person in team.items()}


def revoke_tokens(team: Team) -> None:
    for person in team.values():
        for token in _tokens(person):
            token.revoke(by=person)


def _tokens(person: Person) -> list[Token]:
    return list(Token.objects.visible_to(person).filter(name=TRAININGS, revoked_at=None).select_related("person"))


def _wants_training(team: Team, question: story.Question) -> bool:
    return not _is_trained(team, question) and not sample.task_of(team, question).is_done


def _is_trained(team: Team, question: story.Question) -> bool:
    runs = Run.objects.of_task(sample.task_of(team, question).pk)
    return runs.filter(status=RunStatus.FINISHED).exists() and not runs.filter(status=RunStatus.RUNNING).exists()


def _has_baseline(team: Team, question: story.Question) -> bool:
    """Write the baseline's run into the plan, as the team does once it is there; False when it is not."""
    baseline = story.project_of_question(question).all_questions[0]
    baselines = Run.objects.of_task(sample.task_of(team, baseline).pk)
    run = baselines.filter(name__startswith=question.baseline, status=RunStatus.FINISHED).first()
    if run is None:
        return False
    sample.measure_against(team, question, run)
    return True
