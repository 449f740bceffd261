"""What a review is told as, once it is over: its summary, the vault, going on, and what gathers for the next."""

from datetime import timedelta

from django.utils import timezone

from assay.documents.models import Document
from assay.kit.clock import as_of, now
from assay.reviews.models import Review
from assay.reviews.weeks import monday_of


def test_the_summary_shows_others_only_what_they_may_see(
    ada, ada_client, ben_client, cy_client, gil_client, kite, task, place
):
    here = place(task)
    ada_client.post(f"{here}/decision", {"way": "split", "why": "Too long"})
    summary = f"/reviews/{Review.objects.get().pk}"
    assert "Too long" in ben_client.get(summary).text
    assert "Too long" in ben_client.get(f"{summary}.md").text
    assert (gil_client.get(summary).status_code, cy_client.get(summary).status_code) == (404, 404)


def test_what_is_still_open_is_none_of_the_others(ada_client, ben_client, experiment, task, place):
    here = place(task)
    place(experiment.task)
    ada_client.post(f"{here}/decision", {"way": "split"})
    assert "Try longer tails" not in ben_client.get(f"/reviews/{Review.objects.get().pk}").text


def test_the_summary_goes_into_the_vault_of_a_project(ada, ada_client, kite, task, place):
    ada_client.post(f"{place(task)}/decision", {"way": "split", "why": "Too long"})
    answer = ada_client.post(f"/reviews/{Review.objects.get().pk}/document", {"project": "KITE"})
    assert answer.status_code == 303
    made = kite.documents.get()
    assert (made.folder, "Too long" in made.text) == ("reviews", True)
    decision = kite.decisions.get()
    assert made.text.startswith("1 decision by Ada Lovelace\n")
    assert f"Too long [Decision](/projects/KITE/decisions/{decision.pk})" in made.text


def test_a_vault_that_was_not_reviewed_takes_nothing(ada_client, task, place):
    place(task)
    for key in ("NONE", ""):
        assert ada_client.post(f"/reviews/{Review.objects.get().pk}/document", {"project": key}).status_code == 404


def test_finished_it_can_be_gone_on_with(ada_client, task, place):
    place(task)
    Review.objects.update(week=monday_of(timezone.localdate()))
    here = f"/reviews/{Review.objects.get().pk}"
    ada_client.post(f"{here}/finish")
    assert "Go on with it" in ada_client.get(here).text
    ada_client.post(f"{here}/reopening")
    assert not Review.objects.get().is_finished


def test_after_a_review_its_page_shows_what_gathers_for_the_next(ben, ada_client, due):
    stop = Review.objects.get(pk=_begun(ada_client)).stops.get()
    ada_client.post(
        f"/reviews/{stop.review_id}/stops/{stop.position}/decision",
        {"way": "ask", "why": "Where does it stand?", "person": ben.pk},
    )
    ada_client.post(f"/reviews/{stop.review_id}/finish")
    assert 'hx-get="/review/waiting"' in ada_client.get(f"/reviews/{stop.review_id}").text
    page = ada_client.get("/review/waiting").text
    assert "Gathering for the next review" in page
    assert "decided this week: Ben Okafor is asked about Kite" in page
    assert Review.objects.get().is_finished


def test_a_finished_review_of_an_earlier_week_stays_as_it_is(ada, ada_client, task, stop_at):
    with as_of(now() - timedelta(days=7)):
        review = stop_at(task).review
        review.finish(by=ada)
    assert "Go on with it" not in ada_client.get(f"/reviews/{review.pk}").text
    refused = ada_client.post(f"/reviews/{review.pk}/reopening")
    assert (refused.status_code, "Its week is over" in refused.text) == (409, True)
    review.refresh_from_db()
    assert review.is_finished


def test_kept_twice_in_the_vault_it_is_one_document_with_what_came_since(ada, ada_client, task, experiment, place):
    ada_client.post(f"{place(task)}/decision", {"way": "split"})
    review = Review.objects.get()
    for _press in range(2):
        ada_client.post(f"/reviews/{review.pk}/document", {"project": "KITE"})
    [document] = Document.objects.filter(folder="reviews")
    assert document.version == 1
    ada_client.post(f"{place(experiment.task)}/decision", {"way": "extend", "why": "The wind was away"})
    ada_client.post(f"/reviews/{review.pk}/document", {"project": "KITE"})
    document.refresh_from_db()
    assert (Document.objects.filter(folder="reviews").count(), document.version) == (1, 2)
    assert "The wind was away" in document.text


def test_what_somebody_wrote_into_the_document_stays_and_one_in_the_trash_is_made_anew(ada, ada_client, task, place):
    ada_client.post(f"{place(task)}/decision", {"way": "split"})
    address = f"/reviews/{Review.objects.get().pk}/document"
    ada_client.post(address, {"project": "KITE"})
    document = Document.objects.get(folder="reviews")
    document.write(document.title, "Mine", version=1, by=ada)
    ada_client.post(address, {"project": "KITE"})
    document.refresh_from_db()
    assert document.text == "Mine"
    document.trash(by=ada)
    ada_client.post(address, {"project": "KITE"})
    assert Document.objects.present().filter(folder="reviews").count() == 1


def _begun(client):
    return int(client.post("/review").headers["Location"].split("/")[2])
