"""Webhooks, as MLflow clients ask for them, and what models tell."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from assay.kit.tests.listener import Listener, listener
from assay.mlflow.tests.test_registry_models import INVALID, MISSING, make
from assay.mlflow.tests.tracker import Tracker
from assay.webhooks.jobs import send
from assay.webhooks.models import Webhook

CREATED = {"entity": "MODEL_VERSION", "action": "CREATED"}


@pytest.fixture
def receiver(settings: Any) -> Iterator[Listener]:
    with listener() as made:
        settings.ASSAY_PRIVATE_HOSTS = [f"127.0.0.1:{made.port}"]
        yield made


def ask_for(tracker: Tracker, receiver: Listener, *events: str, **more: Any) -> Any:
    """Ask for a webhook of events like `model_version.created`."""
    named = [dict(zip(("entity", "action"), event.upper().split("."), strict=True)) for event in events]
    facts = {"name": "ci", "url": f"http://127.0.0.1:{receiver.port}/", "events": named or [CREATED]}
    return tracker.ask("webhooks", **facts | more)["webhook"]


def test_a_webhook_is_made_shown_changed_and_deleted(tracker: Tracker, receiver: Listener) -> None:
    made = ask_for(tracker, receiver, description="builds", secret="s3cret")
    assert made["events"] == [CREATED]
    assert (made["status"], made["description"]) == ("ACTIVE", "builds")
    assert "secret" not in made
    at = f"webhooks/{made['webhook_id']}"
    assert tracker.get(at)["webhook"] == made
    assert tracker.get("webhooks")["webhooks"] == [made]
    changed = tracker.ask(at, method="PATCH", status="DISABLED", name="cd")["webhook"]
    assert (changed["name"], changed["status"], changed["url"]) == ("cd", "DISABLED", made["url"])
    assert Webhook.objects.get().secret == "s3cret"
    assert tracker.ask(at, method="DELETE") == {}
    assert tracker.not_got(at) == MISSING
    assert tracker.get("webhooks") == {"webhooks": []}


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "a b"},
        {"url": "http://example.com/"},
        {"url": "https://10.0.0.1/"},
        {"url": "nonsense"},
        {"events": []},
        {"events": [{"entity": "MODEL_VERSION", "action": "DELETED"}]},
        {"events": [{"entity": "RUN", "action": "FINISHED"}]},
        {"status": "MAYBE"},
    ],
)
def test_what_cannot_be_is_refused(tracker: Tracker, receiver: Listener, wrong: dict[str, Any]) -> None:
    right = {"name": "ci", "url": f"http://127.0.0.1:{receiver.port}/", "events": [CREATED]}
    assert tracker.refused("webhooks", **right | wrong) == INVALID
    assert not Webhook.objects.exists()


def test_pages_of_webhooks(tracker: Tracker, receiver: Listener) -> None:
    for number in range(3):
        ask_for(tracker, receiver, name=f"ci{number}")
    first = tracker.get("webhooks", max_results=2)
    rest = tracker.get("webhooks", max_results=2, page_token=first["next_page_token"])
    assert [one["name"] for one in first["webhooks"] + rest["webhooks"]] == ["ci2", "ci1", "ci0"]
    assert tracker.not_got("webhooks", max_results=1001) == INVALID


def test_events_of_assay_stay_when_a_client_changes_the_others(tracker: Tracker, receiver: Listener) -> None:
    made = ask_for(tracker, receiver)
    Webhook.objects.update(events=["model_version.created", "run.finished"])
    alias = {"entity": "MODEL_VERSION_ALIAS", "action": "CREATED"}
    changed = tracker.ask(f"webhooks/{made['webhook_id']}", method="PATCH", events=[alias])["webhook"]
    assert changed["events"] == [alias]
    assert Webhook.objects.get().events == ["model_version_alias.created", "run.finished"]


def test_a_test_tells_what_came_of_it(tracker: Tracker, receiver: Listener) -> None:
    at = f"webhooks/{ask_for(tracker, receiver)['webhook_id']}/test"
    receiver.answers = [(200, {}, b"thanks"), (500, {}, b"oh")]
    assert tracker.ask(at)["result"] == {"success": True, "response_status": 200, "response_body": "thanks"}
    again = tracker.ask(at, event={"entity": "REGISTERED_MODEL", "action": "CREATED"})
    assert again["result"] == {"success": False, "response_status": 500, "response_body": "oh"}
    first, second = (json.loads(request[3]) for request in receiver.requests)
    assert (first["entity"], first["data"]["version"]) == ("model_version", "1")
    assert (second["entity"], second["data"]["name"]) == ("registered_model", "example_model")


def test_a_test_of_nobody_says_why(tracker: Tracker, receiver: Listener, settings: Any) -> None:
    made = ask_for(tracker, receiver)
    settings.ASSAY_PRIVATE_HOSTS = []
    result = tracker.ask(f"webhooks/{made['webhook_id']}/test")["result"]
    assert result["success"] is False
    assert "may not be reached" in result["error_message"]
    assert receiver.connections == 0


def test_models_tell_what_an_mlflow_server_tells(tracker: Tracker, receiver: Listener) -> None:
    tag, alias = "model_version_tag", "model_version_alias"
    events = ("registered_model.created", "model_version.created", f"{tag}.set", f"{tag}.deleted", f"{alias}.created")
    ask_for(tracker, receiver, *events, f"{alias}.deleted")
    make(tracker, versions=1, description="Who leaves", tags=[{"key": "a", "value": "1"}])
    one = {"name": "churn", "version": "1"}
    tracker.ask("model-versions/set-tag", **one, key="k", value="v")
    tracker.ask("model-versions/delete-tag", method="DELETE", **one, key="k")
    tracker.ask("registered-models/alias", **one, alias="champion")
    tracker.ask("registered-models/alias", method="DELETE", name="churn", alias="champion")
    send.work(Webhook.objects.get().pk)
    said = {f"{body['entity']}.{body['action']}": body["data"] for body in map(_body, receiver.requests)}
    version = said.pop("model_version.created")
    assert version == {**one, "source": version["source"], "run_id": version["run_id"], "tags": {}, "description": None}
    assert version["source"].startswith("models:/m-")
    assert said == {
        "registered_model.created": {"name": "churn", "tags": {"a": "1"}, "description": "Who leaves"},
        "model_version_tag.set": {**one, "key": "k", "value": "v"},
        "model_version_tag.deleted": {**one, "key": "k"},
        "model_version_alias.created": {**one, "alias": "champion"},
        "model_version_alias.deleted": {"name": "churn", "alias": "champion"},
    }


def test_only_who_leads_may_ask(track: Any, ben: Any, cy: Any, tracker: Tracker, receiver: Listener) -> None:
    made = ask_for(tracker, receiver)
    at = f"webhooks/{made['webhook_id']}"
    assert track(ben).not_got("webhooks") == (403, "PERMISSION_DENIED")
    assert track(ben).not_got(at) == (403, "PERMISSION_DENIED")
    assert track(cy).not_got(at) == MISSING
    assert track(cy).get("webhooks") == {"webhooks": []}


def _body(request: tuple[str, str, dict[str, str], bytes]) -> Any:
    return json.loads(request[3])
