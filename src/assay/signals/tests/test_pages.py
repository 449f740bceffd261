"""Pages, fragments and operations of signals."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.utils import timezone

from assay.signals.models import Setting, Snooze


@pytest.fixture
def due(kite, ada):
    """A decision of kite is due today; the key of its signal."""
    kite.edit(version=kite.version, by=ada, decision_due_on=timezone.localdate())
    return f"decision-due:project:{kite.pk}"


def in_a_week():
    return (timezone.localdate() + timedelta(days=7)).isoformat()


def test_the_page_lists_signals_and_what_rests_with_its_reason(ada_client, due):
    page = ada_client.get("/signals").content.decode()
    assert "Kite waits for a decision that was due on" in page
    answer = ada_client.post(f"/signals/{quote(due)}/snooze", {"reason": "After the fair.", "until": in_a_week()})
    assert (answer.status_code, answer["Location"]) == (303, "/signals")
    page = ada_client.get("/signals").content.decode()
    assert "Nothing needs attention" in page
    assert "After the fair." in page
    ada_client.post(f"/snoozes/{Snooze.objects.get().pk}/removal", {"back": "/signals?project=KITE"})
    assert "Nothing needs attention" not in ada_client.get("/signals?project=KITE").content.decode()


def test_a_snooze_without_a_reason_keeps_the_form_and_leads_nowhere_else(ada_client, due):
    answer = ada_client.post(f"/signals/{due}/snooze", {"reason": "", "until": "2020-01-01", "back": "//evil.example"})
    assert answer.status_code == 422
    assert 'href="/signals"' in answer.content.decode()
    answer = ada_client.post(f"/signals/{due}/snooze", {"reason": "No", "until": "2020-01-01"})
    assert "from tomorrow on" in answer.content.decode()
    assert not Snooze.objects.exists()


@pytest.mark.parametrize("back", ["/signals?project=\u00c4\u4e2d", "/signals?x\nX-Odd: 1"])
def test_a_way_back_with_any_letters_is_an_address(ada_client, due, back):
    wanted = {"reason": "After the fair.", "until": in_a_week(), "back": back}
    answer = ada_client.post(f"/signals/{quote(due)}/snooze", wanted, headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Redirect"]) == (200, quote(back, safe="/?=:"))


@pytest.mark.parametrize("key", ["decision-due:project:99", "no-rule:project:1", "decision-due", "x" * 300])
def test_what_holds_of_nothing_is_not_found(ada_client, due, key):
    assert ada_client.get(f"/signals/{quote(key)}/snooze").status_code == 404


def test_what_others_may_not_see_says_nothing_to_them(cy_client, gil_client, due):
    for client in (cy_client, gil_client):
        assert "Kite waits" not in client.get("/signals").content.decode()
        assert client.get(f"/signals/{due}/snooze").status_code in (403, 404)


def test_the_overview_says_nothing_twice(ada_client, ben_client, due, kite):
    assert "waits for a decision" not in ada_client.get("/projects/KITE/signals").content.decode()
    assert "Decide how it goes on" in ada_client.get("/projects/KITE/").content.decode()
    assert "waits for a decision" in ben_client.get("/projects/KITE/signals").content.decode()


def test_a_task_says_what_is_said_of_it_and_its_card_gets_a_mark(ada_client, doing, ada, kite):
    task = doing()
    Setting.put(ada.workspace, {"stalled_days": 1}, by=ada)
    # However late it is now: the task began years ago or will begin, so put its start where the test is sure of it.
    long_ago = timezone.now() - timedelta(days=4)
    type(task).objects.filter(pk=task.pk).update(started_at=long_ago)
    from assay.activity.models import Event

    Event._base_manager.filter(subject_kind="task", subject_id=str(task.pk)).update(at=long_ago)
    assert "Stalled" in ada_client.get(f"/tasks/{task.key}/signals").content.decode()
    marks = ada_client.get("/signal-marks?project=KITE").content.decode()
    assert f'id="signal-{task.pk}"' in marks
    assert f'id="signal-{task.pk}"' in ada_client.get("/projects/KITE/board").content.decode()


def test_leads_say_when_signals_fire_and_others_read_it(ada_client, ben_client, ada):
    assert "One number" not in ben_client.get("/workspace/signals").content.decode()
    assert ben_client.post("/workspace/signals", {"stalled_days": "4"}).status_code == 403
    assert ada_client.post("/workspace/signals", {"stalled_days": "0"}).status_code == 422
    wanted = {"stalled_days": "4", "blocked_days": "2"}
    assert ada_client.post("/workspace/signals", wanted).status_code == 303
    numbers = Setting.objects.get().thresholds
    assert (numbers.stalled_days, numbers.waiting_days) == (4, None)
    assert "Switched off" in ben_client.get("/workspace/signals").content.decode()


def test_programs_are_told_which_rules_there_are(api, ada, due):
    answer = api(ada).get("/api/v1/signals?rule=nonsense")
    (said,) = answer.json()["error"]["fields"]["rule"]
    assert (answer.status_code, "“nonsense” is no rule" in said, "stalled" in said) == (422, True, True)


def test_programs_list_put_off_and_recall(api, ada, due):
    client = api(ada)
    (signal,) = client.get("/api/v1/signals?project=KITE").json()["signals"]
    assert (signal["key"], signal["who"][0]["name"], signal["urgency"]) == (due, "Ada Lovelace", 1)
    wanted = {"key": due, "until": in_a_week(), "reason": "After the fair."}
    made = client.post("/api/v1/signals/snoozes", wanted, content_type="application/json").json()
    found = client.get("/api/v1/signals").json()
    assert (found["signals"], found["resting"][0]["id"]) == ([], made["id"])
    assert client.delete(f"/api/v1/signals/snoozes/{made['id']}").status_code == 204
    refused = client.post("/api/v1/signals/snoozes", wanted | {"until": "2020-01-01"}, content_type="application/json")
    assert (refused.status_code, refused.json()["error"]["code"]) == (422, "bad-snooze")
    changed = client.patch("/api/v1/workspace/signals", {"model_days": None}, content_type="application/json").json()
    assert (changed["model_days"], changed["stalled_days"]) == (None, 3)
    rules = {one["rule"]: one for one in client.get("/api/v1/signals/rules").json()}
    assert rules["stale-model"]["is_on"] is False
    assert "for 3 working days" in rules["stalled"]["sentence"]


def test_many_projects_take_as_many_queries_as_one(
    kite, ada, doing, django_assert_num_queries, django_assert_max_num_queries
):
    from assay.projects.models import Project
    from assay.projects.workflows import workflow_named
    from assay.signals.queries import signals_of

    doing()
    more = [
        Project.start(key=f"K{number}", name=f"Kite {number}", workflow=workflow_named("six-phases"), by=ada)
        for number in range(3)
    ]
    with django_assert_max_num_queries(15) as asked:
        signals_of([kite], person=ada)
    with django_assert_num_queries(len(asked)):
        signals_of([kite, *more], person=ada)


def test_the_page_takes_few_queries(ada_client, doing, ada, kite, django_assert_max_num_queries):
    doing()
    kite.edit(version=kite.version, by=ada, decision_due_on=timezone.localdate())
    ada_client.get("/signals")
    with django_assert_max_num_queries(15):
        assert "Kite waits for a decision" in ada_client.get("/signals").content.decode()


def test_marks_of_a_board_ask_only_rules_of_tasks(ada_client, doing, due, django_assert_max_num_queries):
    doing()
    ada_client.get("/signal-marks")
    with django_assert_max_num_queries(9):
        assert ada_client.get("/signal-marks").status_code == 200
