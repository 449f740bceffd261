"""The search page, what the palette asks, and the API."""

import pytest

from assay.projects.models import Project
from assay.tasks.models import Task

pytestmark = pytest.mark.django_db


@pytest.fixture
def bert(kite, ada):
    return Task.create(kite, title="Fine-tune BERT-base", by=ada, kind="experiment", description="Tweets <b>only</b>.")


def test_the_page_shows_hits_by_kind_with_marks(bert, ada_client):
    page = ada_client.get("/search", {"q": "bert tweet"}).content.decode()
    assert f'href="/tasks/{bert.key}"' in page
    assert "<mark>BERT</mark>-base" in page
    assert "<mark>Tweets</mark> &lt;b&gt;only" in page
    assert "Experiments" in page


def test_the_page_narrows_to_a_kind_and_ignores_an_unknown_one(bert, ada_client):
    assert bert.title in ada_client.get("/search", {"q": "tune", "kind": "experiment"}).content.decode().replace(
        "<mark>", ""
    ).replace("</mark>", "")
    assert ada_client.get("/search", {"q": "tune", "kind": "balloon"}).status_code == 200
    assert bert.key not in ada_client.get("/search", {"q": "tune", "kind": "run"}).content.decode()


def test_an_outsider_sees_the_page_of_a_word_that_is_nowhere(bert, cy_client, ada_client):
    page = cy_client.get("/search", {"q": "bert"}).content.decode()
    assert "Nothing fits" in page
    assert "BERT" not in page
    assert "Nothing fits" in ada_client.get("/search", {"q": "zeppelin"}).content.decode()


@pytest.mark.parametrize("text", ["", " ", '"', "-a", "x" * 5000, "<script>", "a&kind=run"])
def test_any_question_gets_a_page(kite, ada_client, text):
    page = ada_client.get("/search", {"q": text})
    assert page.status_code == 200
    assert b"<script>a" not in page.content
    assert ada_client.get("/search/best", {"q": text}).status_code == 200


def test_the_number_of_queries_does_not_grow_with_the_hits(kite, ada, ada_client, django_assert_max_num_queries):
    for number in range(20):
        Task.create(kite, title=f"Zeppelin {number}", by=ada)
    with django_assert_max_num_queries(15):
        ada_client.get("/search", {"q": "zeppelin"})
    with django_assert_max_num_queries(6):
        assert len(ada_client.get("/search/best", {"q": "zeppelin"}).json()["hits"]) == 8


def test_the_palette_gets_marked_pieces(bert, ada_client):
    (hit,) = ada_client.get("/search/best", {"q": "tweet"}).json()["hits"]
    assert hit["url"] == f"/tasks/{bert.key}"
    assert hit["words"] == [["Tweets", True], [" <b>only</b>.", False]]
    assert hit["where"] == "Description"


def test_nobody_searches_without_signing_in(anonymous):
    assert anonymous.get("/search", {"q": "bert"}).status_code == 302
    assert anonymous.get("/search/best", {"q": "bert"}).status_code == 302


def test_programs_search_what_their_person_may_see(bert, kite, ada, ben, cy, api):
    found = api(ada, scope="read").get("/api/v1/search", {"q": "bert"}).json()
    assert found["counts"] == {"experiment": 1}
    assert found["items"][0]["title"] == str(bert)
    assert api(cy).get("/api/v1/search", {"q": "bert"}).json() == {"items": [], "counts": {}}
    Project.objects.filter(pk=kite.pk).update(private_at=kite.created_at)
    assert api(ben).get("/api/v1/search", {"q": "bert"}).json() == {"items": [], "counts": {}}
    assert api(ada).get("/api/v1/search", {"q": "bert", "limit": 0}).status_code == 422
    assert api(ada).get("/api/v1/search", {}).status_code == 422
