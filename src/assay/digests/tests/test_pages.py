"""The pages of digests."""

from datetime import UTC, date, datetime

import pytest

from assay.digests.models import Letter, Subscription
from assay.digests.tests.a_week import finish
from assay.kit.clock import as_of

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 2, 23), date(2026, 3, 1)


def test_the_page_shows_the_week_that_is_asked_for(kite, closing, decision, ada_client):
    finish(kite)
    page = ada_client.get("/digest?week=2026-W10&parts=all").content.decode()
    assert "Tail length tells more than weight." in page
    assert "Go: keep the tails" in page
    assert "2 to 8 March" in page


def test_a_project_has_its_own(kite, closing, ada_client):
    assert "Tail length" in ada_client.get("/projects/KITE/digest?week=2026-W10&parts=all").content.decode()
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
        ada_client.get("/digest?week=2026-W10&parts=all")


def test_everybody_chooses_their_day_and_their_projects(ben, ben_client):
    assert 'value="1" selected' in ben_client.get("/digest/letters").content.decode()
    assert ben_client.post("/digest/letters", {"day": "5", "covers": "all"}).status_code == 303
    held = Subscription.of(ben)
    assert (held.day, held.covers) == (5, "all")
    ben_client.post("/digest/letters", {"day": "none", "covers": "all"})
    assert Subscription.of(ben).day is None


@pytest.mark.parametrize("day", ["", "0", "8", "x", "9" * 400, "\x00"])
def test_a_day_that_is_none_is_refused_and_nothing_is_kept(ben_client, day):
    assert ben_client.post("/digest/letters", {"day": day, "covers": "all"}).status_code in {400, 422}
    assert not Subscription.objects.exists()


def test_only_owners_see_what_became_of_letters(ada_client, ben_client, cy_client, ada):
    letter = Letter.write(Subscription.choose(ada, day=1, covers="all"), "2026-W10", first=FIRST, last=LAST)
    assert letter is not None
    letter.note_refused("451 try later", is_final=False)
    assert "451 try later" in ada_client.get("/workspace/letters").content.decode()
    assert ben_client.get("/workspace/letters").status_code == 403
    assert "451 try later" not in cy_client.get("/workspace/letters").content.decode()


def test_looking_at_the_address_that_ends_letters_changes_nothing(anonymous, ada):
    held = Subscription.choose(ada, day=1, covers="all")
    page = anonymous.get(f"/no-more-letters/{held.token}")
    assert "Send no more" in page.content.decode()
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert Subscription.of(ada).day == 1


def test_who_begins_again_makes_the_addresses_in_old_letters_void(anonymous, ada):
    old = Subscription.choose(ada, day=1, covers="all").token
    anonymous.post(f"/no-more-letters/{old}")
    assert anonymous.get(f"/no-more-letters/{old}").status_code == 200
    Subscription.choose(ada, day=2, covers="all")
    assert anonymous.post(f"/no-more-letters/{old}").status_code == 404
    assert Subscription.of(ada).day == 2


@pytest.mark.parametrize("token", ["x", "WzEsMl0:1:x", "%00", "9" * 900])
def test_a_forged_address_ends_nothing(anonymous, ada, token):
    Subscription.choose(ada, day=1, covers="all")
    assert anonymous.post(f"/no-more-letters/{token}").status_code in {400, 404}
    assert Subscription.of(ada).day == 1


def test_who_may_share_reads_what_stakeholders_get(kite, closing, ada_client, ben_client):
    assert "Tail length tells more" in ada_client.get("/projects/KITE/digest/outside?week=2026-W10").content.decode()
    assert ben_client.get("/projects/KITE/digest/outside").status_code == 403


def test_a_page_fetches_what_takes_longer(kite, closing, decision, ada_client):
    page = ada_client.get("/digest?week=2026-W10").content.decode()
    assert "Tail length tells more than weight." in page
    assert "Go: keep the tails" not in page
    assert "/digest?week=2026-W10&amp;parts=moved" in page
    part = ada_client.get("/digest?week=2026-W10&parts=moved", headers={"HX-Request": "true"}).content.decode()
    assert "Go: keep the tails" in part
    assert "<html" not in part


@pytest.mark.parametrize(
    "address", ["/digest?", "/digest?parts=moved", "/digest?parts=waiting", "/projects/KITE/digest?"]
)
def test_each_answer_takes_few_queries(kite, closing, decision, ada_client, django_assert_max_num_queries, address):
    with django_assert_max_num_queries(17 if "parts" in address else 15):
        ada_client.get(address, headers={"HX-Request": "true"} if "parts" in address else {})


def test_the_page_says_when_the_next_letter_leaves(ada, ada_client, settings):
    settings.EMAIL_HOST = "127.0.0.1"
    with as_of(datetime(2026, 3, 9, 8, tzinfo=UTC)):
        Subscription.choose(ada, day=5, covers="all")
        assert "The next one leaves on 13 March" in ada_client.get("/digest/letters").content.decode()
