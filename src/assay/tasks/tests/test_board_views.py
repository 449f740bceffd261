"""Saved views of boards: whose they are, who sees them, and which one the board opens with."""

import pytest

from assay.tasks.models import BoardChoice, BoardView
from assay.tasks.models.board_view import MOST_VIEWS

pytestmark = pytest.mark.django_db
BOARD = "/projects/KITE/board"
QUERY = "filter=kind%3Apipeline&lanes=phase"


def save(client, name="Pipelines", query=QUERY, board=BOARD, **more):
    return client.post(f"{board}/views", {"name": name, "query": query, **more})


def names(client, board=BOARD):
    page = client.get(f"{board}?lanes=none").content.decode()
    return [name for name in ("Pipelines", "Models", "Everything") if f">{name}<" in page]


def test_a_view_keeps_filter_lanes_and_density_and_nothing_else(kite, ada, ada_client):
    answer = save(ada_client, query=f"?{QUERY}&density=compact&shown=1.2:60&evil=1")
    assert answer.status_code == 303
    view = BoardView.objects.get()
    assert view.query == f"{QUERY}&density=compact"
    assert answer.headers["Location"] == f"{BOARD}?{view.query}"
    page = ada_client.get(f"{BOARD}?{view.query}").content.decode()
    assert 'aria-current="true">Pipelines' in page
    assert 'data-density="compact"' in page


def test_a_view_is_ones_own_until_it_is_shared(kite, ada_client, ben_client):
    save(ada_client)
    assert "Pipelines" not in names(ben_client)
    save(ada_client, shared="on")
    assert "Pipelines" in names(ben_client)
    assert BoardView.objects.count() == 1


def test_a_shared_view_is_changed_by_its_maker_and_by_leads(kite, ben, lea, ben_client, client_of, make):
    save(ben_client, shared="on")
    path = f"/board/views/{BoardView.objects.get().pk}"
    assert client_of(lea).post(path, {"name": "Models", "shared": "on"}).status_code == 303
    assert BoardView.objects.get().name == "Models"
    assert BoardView.objects.get().query == QUERY
    assert ben_client.post(f"{path}/removal").status_code == 303
    assert not BoardView.objects.exists()


def test_others_may_look_at_a_shared_view_and_no_more(kite, ada_client, ben_client, cy_client):
    save(ada_client, shared="on")
    path = f"/board/views/{BoardView.objects.get().pk}"
    assert ben_client.post(path, {"name": "Mine now"}).status_code == 403
    assert ben_client.post(f"{path}/removal").status_code == 403
    assert cy_client.post(f"{path}/removal").status_code == 404
    assert cy_client.post(f"{path}/default").status_code == 404


def test_a_private_view_is_not_found_by_others(kite, ada_client, ben_client):
    save(ada_client)
    assert ben_client.post(f"/board/views/{BoardView.objects.get().pk}/removal").status_code == 404


def test_a_guest_saves_views_and_shares_none(kite, guest, gil_client):
    assert save(gil_client).status_code == 303
    assert save(gil_client, shared="on").status_code == 403


def test_views_of_a_private_project_are_seen_with_it(kite, ada, ada_client, ben_client):
    save(ada_client, shared="on")
    kite.edit(name="Kite", goal="", lead=ada, is_private=True, version=kite.version, by=ada)
    assert ben_client.post(f"/board/views/{BoardView.objects.get().pk}/default").status_code == 404


def test_the_board_opens_with_the_chosen_view_and_leaves_it_again(kite, ada, ada_client, ben_client):
    save(ada_client, shared="on")
    view = BoardView.objects.get()
    ada_client.post(f"/board/views/{view.pk}/default")
    assert ada_client.get(BOARD).headers["Location"] == f"{BOARD}?{view.query}"
    assert ada_client.get(f"{BOARD}?lanes=person").status_code == 200
    assert ben_client.get(BOARD).status_code == 200
    ada_client.post(f"/board/views/{view.pk}/default")
    assert ada_client.get(BOARD).status_code == 200


def test_a_removed_view_opens_nothing(kite, ada, ada_client):
    save(ada_client)
    view = BoardView.objects.get()
    ada_client.post(f"/board/views/{view.pk}/default")
    ada_client.post(f"/board/views/{view.pk}/removal")
    assert ada_client.get(BOARD).status_code == 200
    assert BoardChoice.objects.get().view is None


def test_a_name_is_not_taken_twice(kite, ada_client):
    save(ada_client, name="Models")
    save(ada_client, name="Pipelines")
    view = BoardView.objects.get(name="Pipelines")
    assert ada_client.post(f"/board/views/{view.pk}", {"name": "Models"}).status_code == 422


@pytest.mark.parametrize("sent", [{"name": " "}, {"name": "x" * 61}, {"name": "long", "query": "q" * 20_001}])
def test_a_view_that_makes_no_sense_is_refused(kite, ada_client, sent):
    assert save(ada_client, **sent).status_code == 422
    assert not BoardView.objects.exists()


def test_nobody_keeps_more_views_than_can_be_found_again(kite, ada, ada_client):
    for number in range(MOST_VIEWS):
        BoardView.keep(kite, name=f"View {number}", query="", is_shared=False, by=ada)
    assert save(ada_client).status_code == 422
    assert save(ada_client, name="View 1").status_code == 303


def test_the_board_of_all_has_views_of_its_own(kite, ada, ada_client):
    save(ada_client, board="/board", query="lanes=project")
    assert "Pipelines" in names(ada_client, "/board")
    assert "Pipelines" not in names(ada_client)


def test_views_cost_no_more_queries(kite, ada, ada_client, django_assert_max_num_queries):
    for number in range(20):
        BoardView.keep(kite, name=f"View {number}", query="lanes=phase", is_shared=True, by=ada)
    with django_assert_max_num_queries(15):
        ada_client.get(f"{BOARD}?lanes=phase")
