"""The board of all projects that a person may see: columns by state, moves into each project's own columns."""

from datetime import timedelta

import pytest

from assay.kit.clock import now
from assay.projects.models import Project
from assay.projects.workflows import workflow_named
from assay.tasks import queries
from assay.tasks.models import Task

pytestmark = pytest.mark.django_db
BOARD = "/board"


@pytest.fixture
def stages(ada):
    """A project whose board has seven columns."""
    return Project.start(key="STAGE", name="Stages", workflow=workflow_named("seven-stages"), by=ada)


def board_of(reader, **look):
    return queries.board(None, reader, at=now(), look=queries.Look(**look))


def titles(lanes):
    return {card.title for lane in lanes for cell in lane.cells for card in cell.cards}


def fresh(task):
    return Task.objects.select_related("column").get(pk=task.pk)


def drop(client, task, **sent):
    return client.post(f"/tasks/{task.key}/column", sent, headers={"HX-Request": "true"})


def test_columns_are_states_that_carry_a_name_where_all_boards_agree(kite, ada):
    own = list(kite.columns.in_order().values_list("name", flat=True))
    assert [column.name for column in board_of(ada).columns] == own
    Project.start(key="STAGE", name="Stages", workflow=workflow_named("seven-stages"), by=ada)
    shown = board_of(ada).columns
    assert [column.state for column in shown] == ["queue", "active", "waiting", "done"]
    assert [column.name for column in shown][:2] == ["Queue", "Active"]


def test_a_card_names_its_project_and_its_own_column(kite, stages, ada, ada_client, make):
    make("Fold", project=kite)
    make("Stage it", project=stages)
    page = ada_client.get(BOARD).content.decode()
    assert '<span class="card__project">Stages</span>' in page
    assert '<span class="card__project">Kite</span>' in page


def test_everybody_sees_their_own_projects(kite, stages, ada, gil, guest, cy, make):
    make("Fold", project=kite)
    make("Stage it", project=stages)
    assert {"Fold", "Stage it"} <= titles(board_of(ada).lanes)
    assert "Fold" in titles(board_of(gil).lanes)
    assert "Stage it" not in titles(board_of(gil).lanes)
    assert not titles(board_of(cy).lanes)


def test_a_drop_goes_to_the_first_column_of_the_state(kite, stages, ada, ada_client, make):
    task = make("Stage it", project=stages)
    assert drop(ada_client, task, state="active", lane=ada.pk).status_code == 204
    first = stages.columns.present().filter(state="active").in_order()[0]
    assert (fresh(task).column, fresh(task).assignee_id) == (first, ada.pk)


def test_a_drop_within_the_state_keeps_the_column(kite, stages, ada, ada_client, make):
    task = make("Stage it", project=stages)
    last = stages.columns.present().filter(state="active").order_by("-position")[0]
    task.move_to(last, by=ada)
    assert drop(ada_client, task, state="active").status_code == 204
    assert fresh(task).column == last


def test_neighbours_of_other_projects_do_not_matter(kite, stages, ada, ada_client, make):
    task, other = make("Stage it", project=stages), make("Fold", project=kite)
    own = make("Later", project=stages)
    assert drop(ada_client, task, state="queue", after=other.key, before=own.key).status_code == 204
    assert fresh(task).rank < fresh(own).rank


def test_a_project_without_such_a_column_says_so(kite, ada, ada_client, make):
    kite.columns.get(state="waiting").retire(by=ada)
    answer = drop(ada_client, make("Fold"), state="waiting")
    assert answer.status_code == 422
    assert "no column for this" in answer.headers["HX-Trigger"]


def test_a_task_does_not_change_its_project(kite, stages, ada_client, make):
    task = make("Fold")
    answer = drop(ada_client, task, state="queue", project=stages.pk)
    assert answer.status_code == 422
    assert "stays in its project" in answer.headers["HX-Trigger"]
    assert drop(ada_client, task, state="queue", project=kite.pk).status_code == 204


@pytest.mark.parametrize("kind", queries.LaneKind.values)
def test_all_lanes_hold_all_tasks_by_few_queries(
    kite, stages, ada, ada_client, make, kind, django_assert_max_num_queries
):
    make("Fold", project=kite, assignee=ada)
    make("Stage it", project=stages)
    board = board_of(ada, lanes=kind)
    assert board.lane_kind == kind
    assert sum(lane.total for lane in board.lanes) == Task.objects.count()
    with django_assert_max_num_queries(15):
        assert ada_client.get(f"{BOARD}?lanes={kind}").status_code == 200


@pytest.mark.parametrize("address", ["/board", "/board?lanes=project", "/tasks"])
def test_more_projects_cost_no_more_queries(kite, ada, ada_client, make, address, django_assert_max_num_queries):
    make("Fold", project=kite)
    with django_assert_max_num_queries(15) as before:
        ada_client.get(address)
    for key in ("ONE", "TWO", "THREE"):
        make(key, project=Project.start(key=key, name=key, workflow=workflow_named("six-phases"), by=ada))
    with django_assert_max_num_queries(len(before)):
        assert "THREE-" in ada_client.get(address).content.decode()


def test_phases_of_one_name_share_a_lane(kite, ada, make):
    other = Project.start(key="OTHER", name="Other", workflow=workflow_named("six-phases"), by=ada)
    make("Fold", project=kite)
    make("Unfold", project=other)
    lanes = board_of(ada, lanes="phase").lanes
    name = kite.phases.in_order()[0].name
    assert {"Fold", "Unfold"} <= titles(lane for lane in lanes if lane.head.name == name)
    assert len({lane.head.name for lane in lanes}) == len(lanes)


def test_what_is_done_leaves_every_board_after_two_weeks(kite, ada, make, column):
    make("Old").move_to(column("done"), by=ada, at=now() - timedelta(days=14, minutes=1))
    make("Older").move_to(column("done"), by=ada, at=now() - timedelta(days=13))
    make("Fresh").move_to(column("done"), by=ada)
    for lanes in queries.LaneKind.values:
        shown = board_of(ada, lanes=lanes).lanes
        done = [c.title for lane in shown for cell in lane.cells if cell.column.is_done for c in cell.cards]
        assert done == ["Fresh", "Older"], lanes


def test_lanes_and_more_cards_of_the_board_of_all(kite, ada, ada_client, make):
    for number in range(33):
        make(f"Card {number}", assignee=ada)
    cell = next(lane for lane in board_of(ada).lanes if lane.person == ada).cells[0]
    more = ada_client.get(f"{BOARD}/cell?shown={cell.more}").content.decode()
    assert more.count("<article") == 33
    assert ada_client.post(f"{BOARD}/lanes", {"lanes": "project"}).status_code == 303
    assert "Lanes: project" in ada_client.get(BOARD).content.decode()


def test_a_stranger_is_asked_to_sign_in(client):
    assert client.get(BOARD).status_code in {302, 303}


def test_work_is_elsewhere_on_another_board_only(stages, ada_client, busy, make):
    make("Beside it", kind="data")
    said = {
        BOARD: "1 of 1 in progress</span>",
        "/projects/KITE/board": "1 of 1 in progress</span>",
        "/projects/KITE/board?filter=kind:data": "1 of 1 in progress, hidden by the filter</span>",
        "/projects/STAGE/board": "1 of 1 in progress, elsewhere</span>",
    }
    for address, words in said.items():
        assert words in ada_client.get(address).content.decode()
