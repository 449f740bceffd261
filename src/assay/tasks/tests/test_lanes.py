"""Lanes of the board by other things than people: what they show, what a drop into one means, what is remembered."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assay.kit.clock import now
from assay.projects.models import Project
from assay.projects.workflows import workflow_named
from assay.tasks import queries
from assay.tasks.models import BoardChoice, Task

pytestmark = pytest.mark.django_db
BOARD = "/projects/KITE/board"
KINDS = ("person", "phase", "discipline", "none")


def board_in(project, reader, lanes, **more):
    return queries.board(project, reader, at=now(), look=queries.Look(lanes=lanes, **more))


def titles(lane):
    return [card.title for cell in lane.cells for card in cell.cards]


def lane_called(board, name):
    return next(lane for lane in board.lanes if lane.head.name == name)


def fresh(task):
    return Task.objects.select_related("phase", "column", "assignee").get(pk=task.pk)


def test_lanes_by_phase_hold_the_tasks_of_each_and_small_ones_are_empty(kite, ada, make):
    Task.objects.all().delete()
    early, late = kite.phases.in_order()[:2]
    make("Read papers", phase=early)
    board = board_in(kite, ada, "phase")
    assert titles(lane_called(board, early.name)) == ["Read papers"]
    assert lane_called(board, late.name).is_small
    assert not lane_called(board, early.name).is_small


def test_a_retired_phase_has_a_lane_that_takes_no_more(kite, ada, ada_client, make):
    phase = kite.phases.in_order()[1]
    make("Left over", phase=phase)
    phase.retire(by=ada)
    lane = lane_called(board_in(kite, ada, "phase"), phase.name)
    assert titles(lane)[-1] == "Left over"
    assert not lane.head.drop


def test_lanes_by_discipline_end_with_any(kite, ada, make):
    Task.objects.all().delete()
    make("Pipe it", discipline="data-engineering")
    board = board_in(kite, ada, "discipline")
    assert titles(lane_called(board, "Data engineering")) == ["Pipe it"]
    assert board.lanes[-1].head.name == "Any discipline"


def test_without_lanes_all_lies_in_one(kite, ada, ben, make):
    make("Mine", assignee=ada)
    make("Yours", assignee=ben)
    (lane,) = board_in(kite, ada, "none").lanes
    assert {"Mine", "Yours"} <= set(titles(lane))


def test_what_is_no_lane_here_is_people(kite, ada):
    assert board_in(kite, ada, "project").lane_kind == "person"


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_lane_counts_all_and_costs_the_same(kite, ada, ben, make, kind):
    def look():
        with CaptureQueriesContext(connection) as queried:
            board = board_in(kite, ada, kind)
        return len(queried), sum(column.count for column in board.columns), sum(lane.total for lane in board.lanes)

    few, *_counts = look()
    for number in range(33):
        make(f"More {number}", assignee=ben if number % 2 else None)
    many, counted, in_lanes = look()
    assert many == few <= 10
    assert counted == in_lanes == Task.objects.count()


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_lane_asks_at_most_fifteen_queries(kite, ada_client, kind, django_assert_max_num_queries):
    with django_assert_max_num_queries(15):
        assert ada_client.get(f"{BOARD}?lanes={kind}").status_code == 200


def test_more_cards_of_a_lane_are_asked_for_by_its_name(kite, ada, ada_client, make):
    Task.objects.all().delete()
    for number in range(33):
        make(f"Card {number}", discipline="devops")
    cell = lane_called(board_in(kite, ada, "discipline"), "DevOps").cells[0]
    assert (len(cell.cards), cell.rest) == (30, 3)
    more = ada_client.get(f"{BOARD}/cell?lanes=discipline&shown={cell.more}").content.decode()
    assert more.count("<article") == 33
    assert ada_client.get(f"{BOARD}/cell?lanes=discipline&shown=0.nobody:60").status_code == 404


def test_a_drop_into_another_phase_moves_the_work_there_and_can_be_undone(kite, ada, ada_client, make, column):
    task, phase = make("Roam"), kite.phases.in_order()[2]
    sent = {"column": column("waiting").pk, "phase": phase.pk}
    answer = ada_client.post(f"/tasks/{task.key}/column", sent, headers={"HX-Request": "true"})
    assert answer.status_code == 204
    assert (fresh(task).phase, fresh(task).column.state) == (phase, "waiting")
    ada_client.post("/undo")
    assert (fresh(task).phase, fresh(task).column.state) == (kite.phases.in_order()[0], "queue")


def test_a_drop_into_another_discipline_is_told_and_keeps_the_person(kite, ada, ben, ada_client, make, column):
    task = make("Ship", assignee=ben)
    sent = {"column": task.column_id, "discipline": "devops"}
    answer = ada_client.post(f"/tasks/{task.key}/column", sent, headers={"HX-Request": "true"})
    assert "is now for DevOps" in answer.headers["HX-Trigger"]
    assert (fresh(task).discipline, fresh(task).assignee) == ("devops", ben)


def test_a_drop_that_starts_a_second_task_changes_nothing_before_the_answer(kite, ben, ben_client, busy, make, column):
    task, phase = make("Second", assignee=ben), kite.phases.in_order()[2]
    sent = {"column": column("active").pk, "phase": phase.pk}
    asked = ben_client.post(f"/tasks/{task.key}/column", sent, headers={"HX-Request": "true"})
    assert asked.status_code == 409
    assert f"phase={phase.pk}" in asked.headers["HX-Trigger"]
    assert fresh(task).phase != phase


def test_the_phase_of_another_project_is_refused_unless_ours_has_its_name(kite, ada, ada_client, make):
    other = Project.start(key="OTHER", name="Other", workflow=workflow_named("crisp-dm"), by=ada)
    task, foreign = make("Stay"), other.phases.in_order()[0]
    sent = {"column": task.column_id, "phase": foreign.pk}
    answer = ada_client.post(f"/tasks/{task.key}/column", sent, headers={"HX-Request": "true"})
    assert answer.status_code == 422
    assert "has no such phase" in answer.headers["HX-Trigger"]
    foreign.name = kite.phases.in_order()[1].name
    foreign.save()
    assert ada_client.post(f"/tasks/{task.key}/column", sent, headers={"HX-Request": "true"}).status_code == 204
    assert fresh(task).phase == kite.phases.in_order()[1]


def test_lanes_are_remembered_for_each_person_until_they_are_reset(kite, ada, ben, ada_client, ben_client):
    assert (
        ada_client.post(f"{BOARD}/lanes?mine=1", {"lanes": "phase"})
        .headers["Location"]
        .endswith("filter=assignee%3Ame&lanes=phase")
    )
    assert "Lanes: phase" in ada_client.get(BOARD).content.decode()
    assert "Lanes: person" in ada_client.get(f"{BOARD}?lanes=person").content.decode()
    assert "Lanes: person" in ben_client.get(BOARD).content.decode()
    ada_client.post(f"{BOARD}/lanes", {"reset": "1"})
    assert "Lanes: person" in ada_client.get(BOARD).content.decode()


def test_a_folded_lane_counts_its_cards_and_shows_none(kite, ada, ben, ada_client, make):
    make("Folded away", assignee=ben)
    answer = ada_client.post(f"{BOARD}/lanes", {"fold": f"person:{ben.pk}"}, headers={"HX-Request": "true"})
    assert "task-changed" in answer.headers["HX-Trigger"]
    lane = next(lane for lane in board_in(kite, ada, "person").lanes if lane.person == ben)
    assert (lane.is_folded, lane.total, titles(lane)) == (True, 1, [])
    assert "Folded away" not in ada_client.get(BOARD).content.decode()
    ada_client.post(f"{BOARD}/lanes", {"fold": f"person:{ben.pk}"})
    assert "Folded away" in ada_client.get(BOARD).content.decode()


@pytest.mark.parametrize("sent", [{}, {"lanes": "sprint"}, {"fold": "x" * 90}])
def test_lanes_that_make_no_sense_are_refused(kite, ada, ada_client, sent):
    assert ada_client.post(f"{BOARD}/lanes", sent).status_code == 422
    assert not BoardChoice.objects.exists()


def test_an_outsider_finds_no_lanes(kite, cy_client):
    assert cy_client.post(f"{BOARD}/lanes", {"lanes": "phase"}).status_code == 404


def test_the_move_form_offers_phase_and_discipline(kite, ada_client, make):
    page = ada_client.get(f"/tasks/{make('Roam').key}/move").content.decode()
    assert 'name="phase"' in page
    assert 'name="discipline"' in page
