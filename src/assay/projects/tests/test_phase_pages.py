"""Phases in time on pages and in the API: read by all who see the project, ended by those who lead it."""

import json

import pytest

from assay.projects.models import ExitAnswer
from assay.tasks.models import Task

PHASES = "/projects/KITE/phases"
API = "/api/v1/projects/KITE"


@pytest.fixture
def research(kite):
    return kite.phases.get(name="Research")


@pytest.fixture
def worked(kite, research, ada):
    """Somebody worked in Research, and works in Modeling now."""
    active, done = (kite.columns.get(state=state) for state in ("active", "done"))
    first = Task.create(kite, title="Read the papers", phase=research, by=ada)
    first.move_to(active, by=ada)
    first.move_to(done, by=ada)
    second = Task.create(kite, title="Fit it", phase=kite.phases.get(name="Modeling"), by=ada)
    second.move_to(active, by=ada)
    return kite


def sent(phase, *, answer="yes", **more):
    given: dict[str, str] = {}
    for number, question in enumerate(phase.exit_questions):
        given |= {f"question_{number}": question, f"answer_{number}": answer, f"note_{number}": "As agreed"}
    return given | more


def test_all_phases_stand_on_one_line_of_time(worked, ada_client, django_assert_max_num_queries):
    with django_assert_max_num_queries(15):
        page = ada_client.get(PHASES).content.decode()
    assert page.count('class="times__visit"') == 2
    assert "Ada Lovelace" in page.partition("Show numbers")[2]


def test_nobody_began_says_so(kite, ada_client):
    assert "Nobody has begun yet" in ada_client.get(PHASES).content.decode()


def test_a_phase_has_a_page_to_read(worked, research, ada_client, django_assert_max_num_queries):
    with django_assert_max_num_queries(15):
        page = ada_client.get(f"{PHASES}/{research.pk}").content.decode()
    assert research.purpose in page
    assert "Read the papers" in page
    assert research.exit_questions[0] in page
    assert f"{PHASES}/{research.pk}/closure" in page


def test_guests_read_it_and_end_nothing(worked, research, gil, gil_client, ada):
    worked.add_member(gil, by=ada)
    assert "closure" not in gil_client.get(f"{PHASES}/{research.pk}").content.decode()
    assert gil_client.get(PHASES).status_code == 200
    assert gil_client.get(f"{PHASES}/{research.pk}/closure").status_code == 403


def test_members_end_what_they_lead(worked, research, ben, ben_client, ada):
    address = f"{PHASES}/{research.pk}/closure"
    assert ben_client.post(address, sent(research, reason="So be it")).status_code == 403
    type(worked).objects.filter(pk=worked.pk).update(lead=ben)
    assert ben_client.post(address, sent(research, reason="So be it")).status_code == 303
    assert research.closings.get().closed_by == ben


def test_strangers_find_none_of_it(worked, research, cy_client):
    for address in (PHASES, f"{PHASES}/{research.pk}", f"{PHASES}/{research.pk}/closure"):
        assert cy_client.get(address).status_code == 404


def test_the_end_of_a_phase_asks_until_all_is_said(research, ada_client):
    address = f"{PHASES}/{research.pk}/closure"
    assert research.exit_questions[0] in ada_client.get(address).content.decode()
    unanswered = sent(research, reason="So be it")
    del unanswered["answer_0"]
    assert "Answer yes or no." in ada_client.post(address, unanswered).content.decode()
    refused = ada_client.post(address, sent(research, answer="no"))
    assert (refused.status_code, research.closings.count()) == (422, 0)
    assert "Say why the phase is done all the same" in refused.content.decode()
    assert ada_client.post(address, sent(research, answer="no", reason="We stop.")).status_code == 303
    page = ada_client.get(f"{PHASES}/{research.pk}").content.decode()
    assert "We stop." in page
    assert "As agreed" in page


def test_a_question_that_changed_meanwhile_is_asked_again(research, ada_client):
    given = sent(research, reason="So be it")
    given["question_0"] = "Another one?"
    answer = ada_client.post(f"{PHASES}/{research.pk}/closure", given)
    assert answer.status_code == 422
    assert not research.closings.exists()


def test_what_was_done_is_opened_again_and_stays_readable(research, ada, ada_client):
    answers = [ExitAnswer(question, yes=True) for question in research.exit_questions]
    research.declare_done(answers, reason="The charter waits.", by=ada)
    address = f"{PHASES}/{research.pk}/reopening"
    assert ada_client.post(address, {"because": ""}).status_code == 422
    assert ada_client.post(address, {"because": "It burned."}).status_code == 303
    assert ada_client.post(address, {"because": "Twice"}).status_code == 303
    page = ada_client.get(f"{PHASES}/{research.pk}").content.decode()
    assert "It burned." in page
    assert "The charter waits." in page


def test_programs_read_the_times(worked, api, ada):
    found = api(ada).get(f"{API}/phase-times").json()
    assert [(one["name"], one["state"], len(one["visits"])) for one in found[:3]] == [
        ("Research", "begun", 1),
        ("Data exploration", "later", 0),
        ("Modeling", "now", 1),
    ]
    assert found[0]["visits"][0]["people"] == [ada.pk]


def test_programs_end_a_phase_and_open_it_again(research, api, ada):
    client, address = api(ada), f"{API}/phases/{research.pk}"

    def post(path, body):
        return client.post(f"{address}/{path}", json.dumps(body), content_type="application/json")

    answers = [{"question": question, "yes": True} for question in research.exit_questions]
    assert post("closure", {"answers": answers[1:]}).json()["error"]["code"] == "questions-open"
    assert post("closure", {"answers": answers}).json()["error"]["code"] == "reason-needed"
    assert post("closure", {"answers": answers, "reason": "So be it"}).status_code == 201
    assert post("closure", {"answers": answers, "reason": "So be it"}).json()["error"]["code"] == "phase-done"
    assert post("reopening", {"reason": "No"}).status_code == 204
    assert post("reopening", {"reason": "No"}).json()["error"]["code"] == "phase-not-done"
    [closing] = client.get(f"{address}/closures").json()
    assert (closing["reason"], closing["reopened_because"]) == ("So be it", "No")
