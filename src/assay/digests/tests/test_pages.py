"""The pages of digests."""

import pytest

from assay.digests.tests.a_week import finish

pytestmark = pytest.mark.django_db


def test_the_page_shows_the_week_that_is_asked_for(kite, closing, decision, ada_client):
    finish(kite)
    page = ada_client.get("/digest?week=2026-W10").content.decode()
    assert "Tail length tells more than weight." in page
    assert "Go: keep the tails" in page
    assert "2 to 8 March" in page


def test_a_project_has_its_own(kite, closing, ada_client):
    assert "Tail length" in ada_client.get("/projects/KITE/digest?week=2026-W10").content.decode()
    assert "Tail length" not in ada_client.get("/projects/KITE/digest").content.decode()


def test_it_can_be_taken_along_as_markdown(kite, closing, ada_client):
    answer = ada_client.get("/projects/KITE/digest?week=2026-W10&as=markdown")
    assert answer["Content-Type"] == "text/markdown; charset=utf-8"
    assert 'filename="digest-2026-W10.md"' in answer["Content-Disposition"]
    assert "- [Tail length" in answer.content.decode()


@pytest.mark.parametrize("week", ["x", "2026-W99", "%00", "%ED%A0%80", "9" * 400])
def test_a_week_that_is_none_says_how_one_is_written(kite, ada_client, week):
    answer = ada_client.get(f"/digest?week={week}")
    assert answer.status_code == 400


def test_cy_cannot_tell_that_the_project_exists(kite, cy_client):
    assert cy_client.get("/projects/KITE/digest").status_code == 404
    assert "Kite" not in cy_client.get("/digest").content.decode()


def test_the_digest_of_many_projects_takes_no_more_queries(
    kite, closing, decision, ada, ada_client, django_assert_max_num_queries
):
    with django_assert_max_num_queries(15):
        ada_client.get("/digest?week=2026-W10")
