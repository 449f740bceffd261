"""The same by programs."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assay.projects.models import Decision
from assay.reviews.models import Review


def test_a_review_is_begun_read_decided_and_finished(api, ada, experiment, stop_at):
    stop = stop_at(experiment.task)
    client, here = api(ada), f"/api/v1/reviews/{stop.review_id}"
    alone = client.get(f"{here}/stops/{stop.position}").json()
    assert alone["ways"][0] == "extend"
    sent = {"way": "extend", "why": "Late data", "days": 2, "seen": alone["seen"]}
    answer = client.post(f"{here}/stops/{stop.position}/decision", sent, "application/json")
    assert (answer.status_code, answer.json()["stops"][0]["state"]) == (201, "decided")
    assert Decision.objects.get().why == "Late data"
    assert client.post(f"{here}/finish").json()["finished_at"]
    assert "Late data" in client.get(f"{here}/summary").json()["text"]
    assert client.get(f"{here}/became").json()[0]["says"].startswith("Not decided yet")


def test_beginning_takes_in_what_awaits(api, ada, kite):
    assert api(ada).post("/api/v1/reviews").status_code == 201
    assert Review.objects.get().person == ada


def test_begun_once_more_a_finished_review_goes_on(api, ada, kite):
    client = api(ada)
    number = client.post("/api/v1/reviews").json()["id"]
    client.post(f"/api/v1/reviews/{number}/finish")
    again = client.post("/api/v1/reviews").json()
    assert (again["id"], again["finished_at"]) == (number, None)


def test_a_guest_has_no_review(api, gil):
    assert api(gil).post("/api/v1/reviews").status_code == 403


@pytest.mark.parametrize(("sent", "code"), [({"way": "stop"}, "why-needed"), ({"way": "go"}, "not-a-way")])
def test_what_cannot_be_is_refused_with_a_code(api, ada, experiment, stop_at, sent, code):
    stop = stop_at(experiment.task)
    here = f"/api/v1/reviews/{stop.review_id}/stops/{stop.position}/decision"
    answer = api(ada).post(here, sent, "application/json")
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, code)


def test_outsiders_find_nothing(api, cy, ben, task, stop_at):
    stop = stop_at(task)
    for person in (cy, ben):
        assert api(person).get(f"/api/v1/reviews/{stop.review_id}").status_code == 404


def test_programs_read_what_gathers(api, ada, kite):
    kite.edit(version=kite.version, by=ada, decision_due_on=timezone.localdate() - timedelta(days=1))
    found = api(ada).get("/api/v1/reviews/gathering").json()
    assert (found["review"], found["more"], [one["name"] for one in found["stops"]]) == (None, 0, ["Decision due"])
    assert api(ada).post("/api/v1/reviews").status_code == 201
    assert api(ada).get("/api/v1/reviews/gathering").json()["stops"] == []
