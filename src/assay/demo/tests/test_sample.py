"""The sample workspace is planted by the verbs people use, and holds what it promises."""

import pytest

from assay.activity.models import Event
from assay.demo import chores, coach, lessons, sample, story
from assay.demo.cast import ProjectStory, Question
from assay.demo.touches import Team
from assay.experiments.models import Experiment
from assay.experiments.tests.trainings import Training
from assay.kit.clock import now
from assay.runs.models import Run
from assay.tasks.models import Task
from assay.tasks.models.task.moving import Choice, Instead

pytestmark = pytest.mark.django_db
ALL = [question for told in story.PROJECTS for question in told.all_questions]


def test_the_sample_has_seven_people_and_no_figure_of_its_own(team: Team) -> None:
    assert len(team) == 7
    assert not Run.objects.exists()
    assert all(not experiment.baseline_values for experiment in Experiment.objects.all())


def test_every_question_has_a_plan_whose_lines_parse(team: Team) -> None:
    for question in ALL:
        experiment = Experiment.of(sample.task_of(team, question))
        assert experiment.hypothesis == question.hypothesis
        assert experiment.criteria.count() == len(question.criteria) + len(question.stops)


def test_only_the_baselines_have_begun(team: Team) -> None:
    begun = {task.pk for task in Task.objects.filter(column__state="active")}
    baselines = [sample.task_of(team, told.baseline) for told in story.PROJECTS if told.baseline]
    assert begun == {task.pk for task in baselines}
    assert all(Experiment.of(task).is_locked for task in baselines)


def test_the_history_of_the_sample_is_told_in_order_and_ends_now(team: Team) -> None:
    events = Event.objects.filter(workspace=team["ana"].workspace).order_by("pk")
    minutes = [event.at.replace(second=0, microsecond=0) for event in events]
    assert minutes == sorted(minutes)
    assert minutes[-1] <= now()


def test_a_question_waits_for_the_run_it_must_beat(team: Team) -> None:
    assert lessons.begin(story.PROJECTS[0].questions[0]) is None


@pytest.mark.parametrize(("at", "state"), [(0, "waiting"), (1, "queue")], ids=["six phases", "no column waits"])
def test_a_card_that_stays_open_is_paused_for_the_next_question(at: int, state: str, team: Team) -> None:
    told = story.PROJECTS[at]
    _baselines(team, told)
    first, second = _two_of_one_person(told)
    assert lessons.begin(first)
    assert lessons.begin(second)
    assert sample.task_of(team, first).column.state == state
    assert sample.task_of(team, second).column.state == "active"


def test_the_sample_trains_on_while_its_person_works_on_a_task_of_the_visitor(team: Team) -> None:
    told = story.PROJECTS[0]
    _baselines(team, told)
    first, second = _two_of_one_person(told)
    own = Task.create(chores.project_of(team, told), title="My own", by=team[first.who], assignee=team[first.who])
    own.move_to(own.project.columns.get(name=told.work), by=team[first.who], choice=Choice(Instead.PAUSE))
    assert lessons.begin(first)
    assert lessons.begin(second)
    own.refresh_from_db()
    assert own.column.state == "active"
    assert sample.task_of(team, first).column.state == "waiting"
    assert sample.task_of(team, second).override_reason == chores.WHILE_YOU_WORK


def test_the_end_names_what_is_not_trained_and_how_to_go_on(team: Team) -> None:
    told = story.PROJECTS[0]
    _baselines(team, told)
    words = coach.how_it_ended()
    assert sample.task_of(team, told.questions[0]).key in words
    assert sample.task_of(team, told.all_questions[0]).key not in words
    assert "./run demo again" in words


def _baselines(team: Team, told: ProjectStory) -> None:
    baseline = told.all_questions[0]
    for question in told.questions:
        run = Training.begin(sample.task_of(team, baseline), by=team[baseline.who], name=question.baseline)
        run.log(accuracy=0.9, f1=0.9, r2=0.4, mae=50.0).end()


def _two_of_one_person(told: ProjectStory) -> list[Question]:
    found = [[one for one in told.questions if one.who == who] for who in {one.who for one in told.questions}]
    return next(some for some in found if len(some) > 1)[:2]


def test_everything_is_still_to_be_trained_at_first(team: Team) -> None:
    assert lessons.open_questions() == ALL


def test_the_sample_is_found_again(team: Team) -> None:
    assert sample.team_of_sample() == team
