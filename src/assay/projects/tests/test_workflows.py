"""Every workflow that comes with Assay is complete, and data and workflow are the same thing written twice."""

import json
from decimal import Decimal
from typing import Any

import pytest

from assay.accounts.models.person import Discipline
from assay.projects.models import Column, ColumnState, Label, Phase, Project
from assay.projects.models.column import MOST_COLUMNS
from assay.projects.models.label import HUES
from assay.projects.workflows import Workflow, as_data, built_in, from_data, workflow_named
from assay.tasks.keys import TaskKind

ALL = list(built_in().values())
each = pytest.mark.parametrize("workflow", ALL, ids=lambda workflow: workflow.slug)


def test_the_five_workflows_are_there_in_the_order_of_lists():
    assert list(built_in()) == ["six-phases", "seven-stages", "five-phase-lifecycle", "crisp-dm", "tdsp"]


@each
def test_columns_have_known_states_with_one_done_and_no_more_than_a_board_shows(workflow: Workflow):
    states = [column.state for column in workflow.columns]
    assert set(states) <= set(ColumnState.values)
    assert {ColumnState.QUEUE, ColumnState.ACTIVE} <= set(states)
    assert states.count(ColumnState.DONE) == 1
    assert len(states) <= MOST_COLUMNS
    assert (states[0], states[-1]) == (ColumnState.QUEUE, ColumnState.DONE)


@each
def test_phases_say_what_for_how_long_what_they_owe_and_what_to_ask(workflow: Workflow):
    for phase in workflow.phases:
        assert phase.purpose
        assert phase.deliverables
        assert len(phase.exit_questions) >= 2
        assert all(question.endswith("?") for question in phase.exit_questions)
        assert phase.weeks_low is not None
        assert phase.weeks_high is None or phase.weeks_low <= phase.weeks_high
        assert 1 <= phase.hue <= HUES


@each
def test_every_phase_has_a_first_task_and_every_task_a_phase_a_kind_and_at_most_a_week(workflow: Workflow):
    assert {task.phase for task in workflow.tasks} == {phase.name for phase in workflow.phases}
    for task in workflow.tasks:
        assert task.kind in TaskKind.values
        assert task.discipline in Discipline.values
        assert task.days is not None
        assert 0 < task.days <= 5
        assert task.checks or task.kind == TaskKind.EXPERIMENT  # an experiment's steps belong to its plan


@each
def test_the_first_experiment_is_the_baseline_and_the_third_task(workflow: Workflow):
    assert [number for number, task in enumerate(workflow.tasks) if task.kind == TaskKind.EXPERIMENT] == [2]
    assert workflow.tasks[2].title.startswith("Baseline")


@each
def test_labels_are_of_the_usual_families_and_those_of_tasks_are_known(workflow: Workflow):
    names = [label.name for label in workflow.labels]
    assert any(name.startswith("stage-") for name in names)
    assert any(name.startswith("model-") for name in names)
    assert "experiment" in names
    assert all(1 <= label.hue <= HUES for label in workflow.labels)
    assert {name for task in workflow.tasks for name in task.labels} <= set(names)


@each
def test_names_are_there_once_and_fit_their_fields(workflow: Workflow):
    parts: list[tuple[Any, Any]] = [(workflow.phases, Phase), (workflow.columns, Column), (workflow.labels, Label)]
    for rows, model in parts:
        names = [row.name for row in rows]
        assert len(set(names)) == len(names)
        assert max(map(len, names)) <= model._meta.get_field("name").max_length
    assert len(workflow.slug) <= (Project._meta.get_field("workflow").max_length or 0)
    assert all(len(task.title) <= 200 and max(map(len, task.checks), default=0) <= 300 for task in workflow.tasks)


@each
def test_each_says_in_a_sentence_what_it_is_and_whose_idea(workflow: Workflow):
    assert workflow.summary.endswith(".")
    assert workflow.source.startswith("After ")


@each
def test_written_as_data_it_comes_back_the_same(workflow: Workflow):
    again = from_data(json.loads(json.dumps(as_data(workflow))), slug=workflow.slug)
    assert as_data(again) == as_data(workflow)
    assert again.phases == workflow.phases
    assert again.tasks == workflow.tasks


def test_seven_stages_is_a_board_of_its_own_stages():
    columns = workflow_named("seven-stages").columns
    names = ["Backlog", "Research", "Data prep", "Training", "Validation", "Staging", "Production"]
    assert [column.name for column in columns] == names
    assert columns[3].state == ColumnState.ACTIVE


def test_maintenance_has_no_end():
    phases = workflow_named("five-phase-lifecycle").phases
    assert [phase.weeks for phase in phases] == ["1–2 wk", "2–4 wk", "2–6 wk", "2–4 wk", "ongoing"]
    assert (phases[-1].weeks_low, phases[-1].weeks_high) == (Decimal(0), None)


@each
def test_a_project_gets_its_phases_columns_labels_tasks_and_check_lists(ada, workflow: Workflow):
    project = Project.start(key="ML", name="Churn", workflow=workflow, by=ada)
    assert [phase.weeks for phase in project.phases.in_order()] == [phase.weeks for phase in workflow.phases]
    assert [column.name for column in project.columns.in_order()] == [column.name for column in workflow.columns]
    assert project.labels.count() == len(workflow.labels)
    tasks = list(project.tasks.order_by("number"))
    assert [task.title for task in tasks] == [task.title for task in workflow.tasks]
    assert [task.checks.count() for task in tasks] == [len(task.checks) for task in workflow.tasks]
