"""The board: lanes, cells, filters, and how much it costs."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assay.kit.clock import now
from assay.projects.models import Label
from assay.tasks import queries
from assay.tasks.models import Task
from assay.tasks.models.task.moving import Choice, Instead

pytestmark = pytest.mark.django_db
BOARD = "/projects/KITE/board"


def board_of(project, reader, **look):
    return queries.board(project, reader, at=now(), look=queries.Look(**look))


def people_of(board):
    return [lane.person for lane in board.lanes]


def cell_in(board, person, state):
    lane = next(lane for lane in board.lanes if lane.person == person)
    return next(cell for cell in lane.cells if cell.column.state == state)


def test_each_person_has_a_lane_and_nobody_comes_last(kite, ada, ben, guest, make):
    make("Fold", assignee=ben)
    board = board_of(kite, ada)
    assert people_of(board) == [ada, ben, None]
    assert [card.title for card in cell_in(board, ben, "queue").cards] == ["Fold"]


def test_who_left_keeps_a_lane_while_their_tasks_are_here(kite, ada, ben, make):
    make("Left behind", assignee=ben)
    ben.leave(by=ada)
    assert ben in people_of(board_of(kite, ada))


def test_a_private_board_has_lanes_for_those_who_may_see_it(kite, ada, lea, ben):
    kite.edit(name="Kite", goal="", lead=ada, is_private=True, version=kite.version, by=ada)
    assert people_of(board_of(kite, ada)) == [ada, lea, None]


def test_two_in_progress_are_a_warning(kite, ada_client, ben, busy, make, column):
    make("Second").hand_and_move(column("active"), ben, by=ben, choice=Choice(Instead.KEEP, "A fire"))
    page = ada_client.get(BOARD).content.decode()
    assert "2 of 1 in progress" in page
    assert "Beside another task: A fire" in page
    assert "cell--over" in page


def test_a_cell_shows_thirty_cards_and_says_how_many_more(kite, ada, ada_client, make):
    for number in range(33):
        make(f"Card {number}", assignee=ada)
    cell = cell_in(board_of(kite, ada), ada, "queue")
    assert (len(cell.cards), cell.rest) == (30, 3)
    assert "Show more (3)" in ada_client.get(BOARD).content.decode()
    more = ada_client.get(f"{BOARD}/cell?shown={cell.more}", headers={"HX-Request": "true"}).content.decode()
    assert more.count("<article") == 33
    assert 'name="shown"' in more
    assert ada_client.get(f"{BOARD}?shown={cell.more}").content.decode().count("Card ") == 33


def test_what_was_done_two_weeks_ago_has_left_the_board(kite, ada, make, column):
    old, fresh = make("Old", assignee=ada), make("Fresh", assignee=ada)
    old.move_to(column("done"), by=ada, at=now() - timedelta(days=15))
    fresh.move_to(column("done"), by=ada)
    board = board_of(kite, ada)
    assert [card.title for card in cell_in(board, ada, "done").cards] == ["Fresh"]


@pytest.mark.parametrize("board", [BOARD, "/board"])
def test_what_was_done_earlier_is_one_click_away(kite, ada, ada_client, make, column, board):
    make("Old").move_to(column("done"), by=ada, at=now() - timedelta(days=15))
    listed = BOARD.replace("board", "tasks") if board == BOARD else "/tasks"
    assert f'href="{listed}?filter=state%3Adone"' in ada_client.get(board).content.decode()
    assert "Old" in ada_client.get(f"{listed}?filter=state%3Adone").content.decode()


def test_filters_stand_in_the_address(kite, ada, ben, ben_client, make):
    label = Label.objects.create(project=kite, name="own", hue=3)
    phase = kite.phases.order_by("-position")[0]
    make("Labelled", labels=[label])
    make("Late phase", phase=phase)
    make("Try it", kind="experiment", assignee=ben)
    for query, title in [
        (f"label={label.pk}", "Labelled"),
        (f"phase={phase.pk}&kind=task", "Late phase"),
        ("kind=experiment&mine=1", "Try it"),
    ]:
        page = ben_client.get(f"{BOARD}?{query}").content.decode()
        assert [title in page for title in ("Labelled", "Late phase", "Try it")].count(True) == 1, query
        assert title in page


@pytest.mark.parametrize(
    "query", ["phase=x", "label=99999999999999999999", "kind=cat", "shown=a.b:c", "shown=1.1:-1", "mine=2"]
)
def test_a_filter_that_makes_no_sense_filters_nothing(kite, ada_client, query):
    response = ada_client.get(f"{BOARD}?{query}")
    assert response.status_code == 200
    assert "KITE-1<" in response.content.decode()


def test_a_filter_that_fits_nothing_offers_the_way_out(kite, ada_client):
    page = ada_client.get(f"{BOARD}?kind=monitoring").content.decode()
    assert "Nothing fits these filters" in page
    assert "Show everything" in page


def test_an_empty_board_offers_the_first_task(kite, ada_client, gil_client, guest):
    Task.objects.all().delete()
    assert "No tasks on the board" in ada_client.get(BOARD).content.decode()
    assert "tasks/new" not in gil_client.get(BOARD).content.decode()


def test_the_card_shows_age_against_estimate(kite, ada, ada_client, make, column):
    task = make("Slow", assignee=ada, estimate_days=Decimal(1))
    task.move_to(column("active"), by=ada, at=now() - timedelta(days=8))
    page = ada_client.get(BOARD).content.decode()
    assert "card__age--late" in page
    assert "est. 2 d" in page or "est. 1 d" in page


def test_the_card_shows_the_result_line(kite, ada_client, make):
    make("Measured").show_result(
        {
            "state": "not-proven",
            "label": "1 of 3 met",
            "detail": "AUC .818 for ≥ .815",
            "value": ".818",
            "spark": [0.7, 0.8, 0.818],
            "target": 0.815,
        }
    )
    page = ada_client.get(BOARD).content.decode()
    assert "1 of 3 met" in page
    assert "AUC <b>.818</b> for ≥ .815" in page
    assert "ln--target" in page


def test_titles_are_shown_as_text(kite, ada_client, make):
    make("<script>alert(1)</script>")
    make("Odd result").show_result({"state": '"><img src=x>', "label": "<b>x</b>", "detail": "<i>y</i>"})
    page = ada_client.get(BOARD).content.decode()
    assert "<script>alert" not in page
    assert "<img src=x>" not in page
    assert "<b>x</b>" not in page


def test_the_number_of_queries_does_not_grow_with_the_tasks(kite, ada, ben, make):
    def cost():
        with CaptureQueriesContext(
            connection,
        ) as queried:
            board_of(kite, ada)
        return len(queried)

    few = cost()
    label = Label.objects.create(project=kite, name="own", hue=3)
    for number in range(20):
        make(f"More {number}", assignee=ben if number % 2 else None, labels=[label])
    assert cost() == few <= 10


def test_the_page_asks_at_most_fifteen_queries(kite, ada_client, django_assert_max_num_queries):
    with django_assert_max_num_queries(15):
        assert ada_client.get(BOARD).status_code == 200


def test_board_and_filter_read_the_calendars_once(kite, ada_client, make, django_assert_max_num_queries):
    make("Fold")
    with django_assert_max_num_queries(17):  # names, people: two more than without a filter
        assert ada_client.get(BOARD, {"filter": "-phase:Modeling -age:>3d"}).status_code == 200


def test_htmx_gets_the_grid_alone(kite, ada_client):
    fragment = ada_client.get(BOARD, headers={"HX-Request": "true"}).content.decode()
    assert fragment.lstrip().startswith('<div class="board-live" id="board"')
    again = ada_client.get(BOARD, headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})
    assert "<html" in again.content.decode()


def test_a_guest_sees_the_board_and_moves_nothing(kite, gil_client, guest, make):
    make("Fold")
    page = gil_client.get(BOARD).content.decode()
    assert "Fold" in page
    assert "data-move-url" not in page
    assert "data-drag-list" not in page


def test_who_is_free_is_told_so_once_however_many_columns_are_of_work_in_progress(kite, ada, ada_client):
    kite.add_column(name="Review", state="active", limit=None, by=ada)
    lane = ada_client.get(BOARD).content.decode().partition('role="rowheader"')[2].partition('role="rowheader"')[0]
    assert lane.count("Free. Take the next one.") == 1
