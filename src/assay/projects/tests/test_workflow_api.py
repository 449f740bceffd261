"""REST: the way a project works, and templates."""

import pytest

from assay.projects.models import Project, SavedWorkflow

JSON = {"content_type": "application/json"}
KITE = "/api/v1/projects/KITE"


@pytest.fixture
def client(api, ada, kite):
    return api(ada)


def number(client, what, name):
    return next(one["id"] for one in client.get(f"{KITE}/{what}").json() if one["name"] == name)


def test_a_column_lives_its_life(client):
    made = client.post(f"{KITE}/columns", {"name": "Review", "state": "waiting", "limit": 3}, **JSON)
    assert (made.status_code, made.json()["position"]) == (201, 4)
    address = f"{KITE}/columns/{made.json()['id']}"
    changed = client.patch(address, {"name": "In review", "limit": None, "position": 1}, **JSON).json()
    assert (changed["name"], changed["state"], changed["limit"], changed["position"]) == (
        "In review",
        "waiting",
        None,
        1,
    )
    assert client.post(f"{address}/retirement", {}, **JSON).status_code == 204
    assert client.patch(address, {"name": "x"}, **JSON).status_code == 404
    assert client.delete(f"{address}/retirement").json()["position"] == 5


@pytest.mark.parametrize(
    ("sent", "status", "code"),
    [
        ({"name": "Done", "state": "queue"}, 409, "name-taken"),
        ({"name": "New", "state": "later"}, 422, "invalid"),
        ({"name": "", "state": "queue"}, 422, "invalid"),
        ({"name": "New", "state": "queue", "limit": 0}, 422, "invalid"),
    ],
)
def test_a_wrong_column_is_refused(client, sent, status, code):
    answer = client.post(f"{KITE}/columns", sent, **JSON)
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)


def test_what_a_board_needs_and_what_tasks_hold_is_said(client):
    address = f"{KITE}/columns/{number(client, 'columns', 'To do')}"
    assert client.post(f"{address}/retirement", {}, **JSON).json()["error"]["code"] == "column-needed"
    client.post(f"{KITE}/columns", {"name": "Later", "state": "queue"}, **JSON)
    assert client.post(f"{address}/retirement", {}, **JSON).json()["error"]["code"] == "column-held"
    assert client.post(f"{address}/retirement", {"to": "Nowhere"}, **JSON).status_code == 422
    assert client.post(f"{address}/retirement", {"to": "Later"}, **JSON).status_code == 204
    for more in range(4):
        client.post(f"{KITE}/columns", {"name": f"More {more}", "state": "waiting"}, **JSON)
    answer = client.post(f"{KITE}/columns", {"name": "One more", "state": "waiting"}, **JSON)
    assert answer.json()["error"]["code"] == "too-many-columns"


def test_a_phase_lives_its_life(client):
    made = client.post(f"{KITE}/phases", {"name": "Hand-over", "weeks_low": 1, "exit_questions": ["Run book?"]}, **JSON)
    assert (made.status_code, made.json()["weeks_high"], made.json()["exit_questions"]) == (201, None, ["Run book?"])
    address = f"{KITE}/phases/{made.json()['id']}"
    changed = client.patch(address, {"weeks_high": 2, "position": 0, "version": 1}, **JSON).json()
    assert (changed["weeks_low"], changed["weeks_high"], changed["position"]) == ("1.0", "2.0", 0)
    assert client.patch(address, {"name": "x", "version": 1}, **JSON).json()["error"]["code"] == "edited-meanwhile"
    assert client.patch(address, {"weeks_low": None}, **JSON).status_code == 422
    assert client.post(f"{address}/retirement").status_code == 204
    assert client.delete(f"{address}/retirement").json()["name"] == "Hand-over"


def test_a_label_lives_its_life(client):
    made = client.post(f"{KITE}/labels", {"name": "model-gbm", "hue": 3}, **JSON)
    address = f"{KITE}/labels/{made.json()['id']}"
    assert client.patch(address, {"name": "model-boosted"}, **JSON).json()["hue"] == 3
    assert client.patch(address, {"name": "model-tree"}, **JSON).status_code == 409
    assert client.delete(address).status_code == 204
    assert client.delete(address).status_code == 404


def test_a_template_is_saved_named_planted_and_deleted(client, kite):
    saved = client.post(f"{KITE}/template", {"name": "Ours", "tasks": ["kite-1"]}, **JSON).json()
    assert client.post(f"{KITE}/template", {"name": "Ours"}, **JSON).json()["error"]["code"] == "name-taken"
    assert [one["slug"] for one in client.get("/api/v1/workflows").json()][-1] == saved["slug"]
    address = f"/api/v1/workflows/{saved['slug']}"
    assert client.patch(address, {"summary": "Ours alone."}, **JSON).json()["name"] == "Ours"
    assert [task["title"] for task in client.get(address).json()["tasks"]] == ["Write the research plan"]
    made = client.post("/api/v1/projects", {"name": "Second", "workflow": saved["slug"]}, **JSON)
    assert Project.objects.get(key=made.json()["key"]).tasks.count() == 1
    assert client.delete(address).status_code == 204
    assert not SavedWorkflow.objects.exists()
    full = client.post(f"{KITE}/template", {"name": "All"}, **JSON).json()
    tasks = client.get(f"/api/v1/workflows/{full['slug']}").json()["tasks"]
    assert len(tasks) == kite.tasks.count()


def test_first_steps_are_put_away(client, kite):
    assert client.post(f"{KITE}/guide/closure").status_code == 204
    kite.refresh_from_db()
    assert kite.guide_closed_at is not None


def test_who_does_not_lead_reads_and_changes_nothing(api, ben, gil, client, kite):
    template = client.post(f"{KITE}/template", {"name": "Ours"}, **JSON).json()["slug"]
    member = api(ben)
    assert member.get(f"/api/v1/workflows/{template}").status_code == 200
    assert member.get("/api/v1/workflows/none").status_code == 404
    assert member.delete(f"/api/v1/workflows/{template}").status_code == 403
    assert member.post(f"{KITE}/columns", {"name": "x", "state": "queue"}, **JSON).status_code == 403
    assert member.post(f"{KITE}/phases", {"name": "x"}, **JSON).status_code == 403
    assert api(gil).get("/api/v1/workflows").status_code == 403


def test_an_exit_question_is_asked_once_and_in_one_line(client, kite):
    address = f"{KITE}/phases/{kite.phases.all()[0].pk}"
    sent = {"exit_questions": ["Is it\nso?", "Who says it?", "Is it so?"]}
    assert client.patch(address, sent, **JSON).json()["exit_questions"] == ["Is it so?", "Who says it?"]
    again = client.patch(address, {"exit_questions": ["Is it so?", "Who says it?", "Who says it?"]}, **JSON)
    assert again.json()["version"] == 2
