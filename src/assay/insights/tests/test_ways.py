"""The ways of tasks and the weeks of projects, as flow and forecasts get them."""

from datetime import date, timedelta

import pytest

from assay.insights.remembering import Mark, Remembered
from assay.insights.tests.conftest import FIRST_MONDAY
from assay.insights.ways import Scope, left_out_of, ways_of
from assay.insights.weekly import weekly_of
from assay.kit.clock import as_of
from assay.projects.models import Project
from assay.tasks.models.task.editing import facts_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)


def ways(project, **facts):
    return ways_of(Scope((project.pk,), **facts))


def stays(way):
    return [(stay.state, stay.start.date().day, stay.end and stay.end.date().day) for stay in way.item.stays]


def test_a_way_tells_the_task_and_each_state_it_went_through(on, bare):
    task = on(0).make("Tune", kind="data")
    on(1).move(task, "active")
    on(3).move(task, "done")
    (way,) = ways(bare)
    assert (way.key, way.title, way.kind, way.url) == (task.key, "Tune", "data", f"/tasks/{task.key}")
    assert (way.pk, way.project_id, way.phase_id) == (task.pk, bare.pk, task.phase_id)
    assert stays(way) == [("queue", 2, 3), ("active", 3, 5), ("done", 5, None)]
    assert way.item.finished_at == FIRST_MONDAY + timedelta(days=3)


def test_phases_and_columns_of_one_state_are_one_stay(on, bare, ada):
    task = on(0).make()
    on(1).move(task, "active")
    phase = bare.phases.order_by("-position")[0]
    with as_of(FIRST_MONDAY + timedelta(days=2)):
        facts = vars(facts_of(task)) | {"phase": phase}
        task.edit(type(facts_of(task))(**facts), version=task.version, by=ada)
    (way,) = ways(bare)
    assert way.phase_id == phase.pk
    assert stays(way) == [("queue", 2, 3), ("active", 3, None)]


def test_days_are_those_of_the_workspace(on, bare, ada):
    task = on(0.7).make()
    on(0.7).move(task, "active")
    ada.workspace.set_time_zone("Asia/Tokyo", by=ada)
    (way,) = ways(bare)
    assert way.item.started_at.date() == date(2026, 11, 3)


def test_work_in_the_archive_waits_until_it_comes_back(on, bare):
    task = on(0).make()
    on(1).move(task, "active")
    on(2).do(task, "archive")
    on(5).do(task, "unarchive")
    (way,) = ways(bare)
    assert stays(way)[1:] == [("active", 3, 4), ("waiting", 4, 7), ("active", 7, None)]


def test_what_lies_in_the_trash_or_unfinished_in_the_archive_is_no_item_and_is_told(on, bare):
    kept, trashed, archived, done = (on(0).make() for _ in range(4))
    on(1).do(trashed, "trash")
    on(1).do(archived, "archive")
    on(1).move(done, "done")
    on(2).do(done, "archive")
    assert [way.pk for way in ways(bare)] == [kept.pk, done.pk]
    left = {one.reason: one.keys for one in left_out_of(Scope((bare.pk,)))}
    assert left == {"in the trash": (trashed.key,), "put into the archive unfinished": (archived.key,)}


def test_a_scope_asks_for_phase_person_and_kind(on, bare, ada, ben):
    phase = bare.phases.order_by("-position")[0]
    mine, data, later = on(0).make(assignee=ben), on(0).make(kind="data"), on(0).make(phase=phase)
    assert [way.pk for way in ways(bare, person=ben.pk)] == [mine.pk]
    assert [way.pk for way in ways(bare, kind="data")] == [data.pk]
    assert [way.pk for way in ways(bare, phase=phase.pk)] == [later.pk]


def test_what_was_finished_before_the_time_asked_for_is_left_out(on, bare):
    early, late, still = (on(0).make() for _ in range(3))
    on(1).move(early, "done")
    on(8).move(late, "done")
    found = ways_of(Scope((bare.pk,)), since=date(2026, 11, 9))
    assert [way.pk for way in found] == [late.pk, still.pk]


def test_ways_are_remembered_until_something_changes(on, bare, ben, django_assert_num_queries):
    task = on(0).make()
    ways(bare)
    with django_assert_num_queries(1):
        ways(bare)
    on(1).move(task, "active")
    assert stays(ways(bare)[0])[-1] == ("active", 3, None)
    on(2).do(task, "assign", ben)
    assert ways(bare)[0].assignee_id == ben.pk


def test_weeks_begin_where_work_was_first_taken_up_and_count_by_the_last_end(on, bare):
    first, second, again = (on(0).make() for _ in range(3))
    on(1).move(first, "active")
    on(2).move(first, "done")
    on(8).move(second, "done")
    on(3).move(again, "done")
    on(4).move(again, "active")
    on(15).move(again, "done")
    (weeks,) = weekly_of([bare.pk], today=TODAY).values()
    told = [(week.monday.day, week.count, week.is_partial) for week in weeks]
    assert told == [(2, 1, True), (9, 1, False), (16, 1, False), (23, 0, True)]


def test_a_project_in_which_nobody_began_has_no_weeks(on, bare, ada):
    task = on(0).make()
    assert weekly_of([bare.pk, 999_999], today=TODAY) == {bare.pk: [], 999_999: []}
    on(1).move(task, "done")
    on(2).do(task, "trash")
    assert weekly_of([bare.pk], today=TODAY) == {bare.pk: []}


def test_weeks_of_many_projects_take_three_queries_and_one_while_nothing_changes(
    on, bare, ada, django_assert_num_queries
):
    from assay.projects.workflows import workflow_named

    many = [bare]
    for number in range(3):
        workflow = workflow_named("six-phases")
        many.append(Project.start(key=f"P{number}X", name=f"P{number}", workflow=workflow, by=ada))
    numbers = [project.pk for project in many]
    with django_assert_num_queries(3):
        weekly_of(numbers, today=TODAY)
    with django_assert_num_queries(1):
        weekly_of(numbers, today=TODAY)


def test_what_was_asked_for_longest_ago_is_forgotten_first():
    asked: list[int] = []

    def derive(marks):
        asked.extend(mark.project_id for mark in marks)
        return {mark.project_id: mark.project_id for mark in marks}

    remembered: Remembered[int] = Remembered(most=2)
    marks = [Mark(number, "K", 1, "UTC", number) for number in range(3)]
    remembered.of(marks, derive)
    remembered.of(marks[1:], derive)
    remembered.of(marks[:1], derive)
    assert asked == [0, 1, 2, 0]
