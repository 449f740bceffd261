"""The sample workspace is planted by the verbs people use, and holds what it promises."""

import pytest

from assay.demo import lessons, sample, story
from assay.experiments.models import Experiment
from assay.runs.models import Run
from assay.tasks.models import Task

pytestmark = pytest.mark.django_db
ALL = [question for told in story.PROJECTS for question in told.all_questions]


def test_the_sample_has_seven_people_and_no_figure_of_its_own() -> None:
    team = sample.plant()
    assert len(team) == 7
    assert not Run.objects.exists()
    assert all(not experiment.baseline_values for experiment in Experiment.objects.all())


def test_every_question_has_a_plan_whose_lines_parse() -> None:
    team = sample.plant()
    for question in ALL:
        experiment = Experiment.of(sample.task_of(team, question))
        assert experiment.hypothesis == question.hypothesis
        assert experiment.criteria.count() == len(question.criteria) + len(question.stops)


def test_only_the_baselines_have_begun() -> None:
    team = sample.plant()
    begun = {task.pk for task in Task.objects.filter(column__state="active")}
    baselines = [sample.task_of(team, told.baseline) for told in story.PROJECTS]
    assert begun == {task.pk for task in baselines}
    assert all(Experiment.of(task).is_locked for task in baselines)


def test_a_question_waits_for_the_run_it_must_beat() -> None:
    sample.plant()
    assert lessons.begin(story.PROJECTS[0].questions[0]) is None


def test_everything_is_still_to_be_trained_at_first() -> None:
    sample.plant()
    assert lessons.open_questions() == ALL


def test_the_sample_is_found_again() -> None:
    team = sample.plant()
    assert sample.team_of_sample() == team
