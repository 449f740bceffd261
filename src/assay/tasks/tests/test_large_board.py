"""A board with more cards than anybody looks at: it draws fewer of each cell, counts all, and leads to the rest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.accounts.models.person.roles import Discipline
from assay.kit.clock import now
from assay.tasks import queries
from assay.tasks.models import Task
from assay.tasks.queries.portions import MOST_CARDS, PORTIONS, portion_of

pytestmark = pytest.mark.django_db
BOARD = "/board?lanes=discipline"
IN_CELL = 31
HTMX = {"HX-Request": "true"}


@pytest.fixture
def crowd(kite, ada):
    """31 tasks in each of twenty cells: four columns, five disciplines."""
    columns = list(kite.columns.in_order())
    cells = [(column, lane) for column in columns for lane in [*Discipline.values, ""]]
    kite.tasks.all().delete()
    tasks = [
        _task(kite, column, lane, number, place)
        for place, (number, (column, lane)) in enumerate((n, cell) for cell in cells for n in range(IN_CELL))
    ]
    return Task.objects.bulk_create(tasks)


def _task(project, column, lane, number, place):
    return Task(
        project=project,
        number=1000 + place,
        title=f"{column.state} {lane} {number}",
        phase=project.phases.all()[0],
        column=column,
        rank=f"{place:05d}x",
        discipline=lane,
        created_at=now(),
        created_by=project.created_by,
        started_at=None if column.state == "queue" else now(),
        finished_at=now() if column.is_done else None,
    )


def board_of(reader, **look):
    return queries.board(None, reader, at=now(), look=queries.Look(lanes="discipline", **look))


def cell_of(board, state, lane=""):
    row = next(row for row in board.lanes if row.head.key == lane)
    return next(cell for cell in row.cells if cell.column.state == state)


def cards(client, address):
    return client.get(address, headers=HTMX).content.decode().count("<article")


def test_fewer_cards_of_each_cell_are_drawn_and_all_are_counted(crowd, ada, ada_client):
    board = board_of(ada)
    drawn = [len(cell.cards) for lane in board.lanes for cell in lane.cells]
    assert set(drawn) == {20}
    assert sum(drawn) <= MOST_CARDS
    assert [column.count for column in board.columns] == [5 * IN_CELL] * 4
    assert {lane.total for lane in board.lanes} == {4 * IN_CELL}
    assert ada_client.get(BOARD).content.decode().count("Show more (11)") == 20


def test_the_rest_of_a_cell_comes_by_one_click_and_stays_when_the_board_fetches_itself(crowd, ada, ada_client):
    cell = cell_of(board_of(ada), "queue")
    more = ada_client.get(f"/board/cell?lanes=discipline&shown={cell.more}", headers=HTMX).content.decode()
    assert more.count("<article") == IN_CELL
    kept = more.partition('name="shown" value="')[2].partition('"')[0]
    assert cards(ada_client, f"{BOARD}&each=20&shown={kept}") == 19 * 20 + IN_CELL
    assert cards(ada_client, f"{BOARD}&shown={cell.more}") == 19 * 20 + IN_CELL  # without a script


def test_a_filter_finds_a_card_that_was_not_drawn(crowd, ada, ada_client):
    hidden = crowd[IN_CELL - 1]
    Task.objects.filter(pk=hidden.pk).update(kind="data")
    assert hidden.title not in ada_client.get(BOARD).content.decode()
    assert hidden.title in ada_client.get(f"{BOARD}&filter=kind:data").content.decode()
    assert cards(ada_client, f"{BOARD}&filter=state:queue") == 5 * 30  # fewer cells, more of each


def test_a_card_that_was_not_drawn_appears_where_somebody_moves_it(crowd, kite, ada, ada_client, ben):
    hidden = Task.objects.get(pk=crowd[IN_CELL - 1].pk)
    assert f'"task-{hidden.pk}"' not in ada_client.get(BOARD).content.decode()
    hidden.move_to(kite.columns.get(state="done"), by=ben)
    board = board_of(ada, each=20)
    assert cell_of(board, "done", hidden.discipline).cards[0].id == hidden.pk
    assert cell_of(board, "queue", hidden.discipline).rest == 10


def test_a_folded_lane_leaves_room_for_the_others(crowd, ada, ada_client):
    for lane in Discipline.values[:2]:
        ada_client.post("/board/lanes?lanes=discipline", {"fold": f"discipline:{lane}"})
    assert board_of(ada).each == 30


@pytest.mark.parametrize("each", ["x", "-1", "21", "9" * 30, "1"])
def test_a_number_that_fits_no_such_board_is_passed_over(crowd, ada_client, each):
    assert cards(ada_client, f"{BOARD}&each={each}") == 20 * 20


@pytest.mark.parametrize("project", [None, "KITE"])
def test_a_large_board_costs_no_more_queries(crowd, kite, ada_client, project, django_assert_max_num_queries):
    address = f"/projects/{project}/board?lanes=discipline" if project else BOARD
    with django_assert_max_num_queries(15):
        assert ada_client.get(address).status_code == 200


@given(st.lists(st.integers(0, 200), max_size=900))
def test_what_is_drawn_is_little_or_one_card_of_each_cell(counts):
    portion = portion_of(counts)
    assert portion in PORTIONS
    assert portion == PORTIONS[-1] or sum(min(count, portion) for count in counts) <= MOST_CARDS


@given(st.lists(st.integers(0, 60), max_size=300), st.integers(0, 299))
def test_one_card_more_or_less_never_changes_what_is_drawn_of_other_cells(counts, place):
    before = portion_of(counts)
    if place < len(counts):
        counts[place] += 1
    assert portion_of(counts, before) == before
