"""Experiments over the API."""

import pytest

from assay.experiments.models import Experiment
from assay.experiments.tests.trainings import write_plan

PLAN = {
    "hypothesis": "A larger wing lifts f1.",
    "criteria": ["f1 >= baseline + 15%"],
    "stop_conditions": ["loss diverges -> check the data"],
    "baseline": {"f1": 0.81},
}

CONCLUSION = {
    "outcome": "failure",
    "outcome_because": "The flight was called off.",
    "kept": "discard",
    "kept_because": "Nobody flies it.",
    "learnings": "Wings do not matter.",
}


@pytest.fixture
def base(task):
    return f"/api/v1/experiments/{task.key}"


def send(client, method, url, body):
    return getattr(client, method)(url, body, content_type="application/json")


def test_a_plan_is_written_and_read(api, ada, task, base):
    answer = send(api(ada), "put", base, PLAN)
    assert answer.status_code == 200, answer.content
    read = api(ada).get(base).json()
    assert read == answer.json()
    assert (read["state"], read["baseline"]) == ("draft", {"f1": 0.81})
    assert read["criteria"][0]["text"] == "f1 >= baseline + 15%"


def test_an_unwritten_experiment_reads_as_an_empty_draft(api, ada, base):
    assert api(ada).get(base).json()["hypothesis"] == ""


def test_bad_lines_are_answered_by_the_field_of_the_api(api, ada, base):
    answer = send(api(ada), "put", base, PLAN | {"stop_conditions": ["f1 ="]})
    assert answer.status_code == 422
    (message,) = answer.json()["error"]["fields"]["stop_conditions"]
    assert message.startswith("Line 1, column 4:")


def test_a_started_plan_is_locked(api, ada, base, started):
    started()
    answer = send(api(ada), "put", base, PLAN)
    assert answer.status_code == 409
    assert answer.json()["error"]["code"] == "locked"


def test_the_verdict_is_read_alone(api, ada, base, started, train):
    started()
    train().log(f1=0.9).end()
    answer = api(ada).get(f"{base}/verdict").json()
    assert (answer["state"], answer["met"], answer["criteria"], answer["runs"]) == ("met", 1, 1, 1)


def test_criteria_are_amended_with_a_reason(api, ada, base, started):
    started()
    body = {"criteria": ["f1 >= 0.7"], "reason": "Another split."}
    answer = send(api(ada), "post", f"{base}/criteria", body)
    assert [(line["amended"], line["withdrawn"]) for line in answer.json()["criteria"]] == [
        (False, True),
        (True, False),
    ]


def test_nothing_to_amend_is_said(api, ada, base, started):
    started()
    answer = send(api(ada), "post", f"{base}/criteria", {"criteria": ["f1 >= 0.85"], "reason": "None."})
    assert answer.json()["error"]["code"] == "nothing-changed"


def test_an_experiment_is_concluded(api, ada, base, task, started):
    started()
    answer = send(api(ada), "post", f"{base}/conclusion", CONCLUSION)
    assert answer.json()["state"] == "concluded"
    assert Experiment.of(task).is_concluded


def test_next_steps_become_tasks_or_stay_notes(api, ada, base, started):
    started()
    steps = [{"text": "Wrap it", "kind": "productization"}, {"text": "Ask the weather office"}]
    answer = send(api(ada), "post", f"{base}/conclusion", CONCLUSION | {"next_steps": steps}).json()
    made, note = answer["next_steps"]
    assert made["task"].startswith("KITE-PROD-")
    assert note["task"] is None
    later = send(api(ada), "post", f"{base}/next-steps/{note['id']}/task", {"kind": "data"}).json()
    assert later["next_steps"][1]["task"].startswith("KITE-DATA-")
    again = send(api(ada), "post", f"{base}/next-steps/{note['id']}/task", {"kind": "data"})
    assert again.status_code == 409


def test_a_next_step_of_an_unknown_kind_is_refused(api, ada, base, task, started):
    started()
    steps = [{"text": "Wrap it", "kind": "party"}]
    answer = send(api(ada), "post", f"{base}/conclusion", CONCLUSION | {"next_steps": steps})
    assert set(answer.json()["error"]["fields"]) == {"next_steps"}
    assert not Experiment.of(task).is_concluded


def test_a_conclusion_names_what_is_missing(api, ada, base, started):
    started()
    answer = send(api(ada), "post", f"{base}/conclusion", {"outcome": "", "learnings": ""})
    assert answer.status_code == 422
    assert set(answer.json()["error"]["fields"]) == {"outcome", "learnings", "kept"}


def test_the_list_is_narrowed_by_project_and_state(api, ada, task, started):
    started()
    client = api(ada)
    assert [row["key"] for row in client.get("/api/v1/experiments?state=started").json()["items"]] == [task.key]
    assert client.get("/api/v1/experiments?project=KITE&state=draft").json()["items"] == []
    assert client.get("/api/v1/experiments?project=NOPE").status_code == 404


def test_an_outsider_finds_nothing(api, cy, base, task, ada):
    write_plan(task, by=ada)
    client = api(cy)
    assert client.get("/api/v1/experiments").json()["items"] == []
    for answer in (client.get(base), client.get(f"{base}/verdict"), send(client, "put", base, PLAN)):
        assert answer.status_code == 404


def test_a_guest_only_reads(api, gil, kite, ada, base, started):
    kite.add_member(gil, by=ada)
    started()
    assert api(gil).get(base).status_code == 200
    assert send(api(gil), "put", base, PLAN).status_code == 403


def test_a_baseline_run_is_found_by_its_number(api, ada, base, train):
    run = train().log(f1=0.7).run
    answer = send(api(ada), "put", base, PLAN | {"baseline": {}, "baseline_run": run.number})
    assert answer.json()["baseline"] == {"f1": 0.7}
