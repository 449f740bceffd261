"""The sample workspace is planted by the verbs people use, and holds what it promises."""

import pytest

from assay.demo import lessons, sample, story
from assay.experiments.models import Experiment
from assay.runs.models import Run
from assay.tasks.models import Task

pytestmark = pytest.mark.django_db


def test_the_sample_has_four_people_and_no_figure_of_its_own() -> None:
    team = sample.plant()
    assert len(team) == 4
    assert not Run.objects.exists()
    assert all(not experiment.baseline_values for experiment in Experiment.objects.all())


def test_every_question_has_a_plan_whose_lines_parse() -> None:
    team = sample.plant()
    for question in (story.BASELINE, *story.QUESTIONS):
        experiment = Experiment.of(sample.task_of(team, question))
        assert experiment.hypothesis == question.hypothesis
        assert experiment.criteria.count() == len(question.criteria) + len(question.stops)


def test_only_the_baseline_has_begun() -> None:
    team = sample.plant()
    begun = [task.title for task in Task.objects.filter(column__state="active")]
    assert begun == [story.BASELINE.title]
    assert Experiment.of(sample.task_of(team, story.BASELINE)).is_locked


def test_a_question_waits_for_the_run_it_must_beat() -> None:
    sample.plant()
    assert lessons.begin(story.QUESTIONS[0]) is None


def test_everything_is_still_to_be_trained_at_first() -> None:
    sample.plant()
    assert lessons.open_questions() == [story.BASELINE, *story.QUESTIONS]


def test_the_sample_is_found_again() -> None:
    team = sample.plant()
    assert sample.team_of_sample() == team
