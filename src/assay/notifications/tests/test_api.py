"""REST: notices, choices, watching."""

import pytest

from assay.notifications.models import Notice
from assay.notifications.watching import watchers_of
from assay.projects.models import Project

pytestmark = pytest.mark.django_db
ROOT = "/api/v1"


@pytest.fixture
def told(task, ben, work):
    """Ada is told of two comments of ben."""
    for text in ("One", "Two, @ada"):
        task.comment(text, by=ben)
    work()
    return task


def test_my_notices_newest_first(told, ada, api):
    first, second = api(ada).get(f"{ROOT}/notices").json()["items"]
    assert (first["reason"], second["reason"]) == ("mentioned", "commented")
    assert first["title"] == f"{told.key} Fold the wings"
    assert (first["url"], first["event"], first["quote"]) == (f"/tasks/{told.key}", "task.commented", "Two, @ada")
    assert first["read_at"] is None


def test_reading_some_and_then_all(told, ada, api):
    client = api(ada)
    newest = client.get(f"{ROOT}/notices").json()["items"][0]["id"]
    assert client.post(f"{ROOT}/notices/read", {"ids": [newest]}, "application/json").json() == {"marked": 1}
    assert len(client.get(f"{ROOT}/notices?unread=true").json()["items"]) == 1
    assert client.post(f"{ROOT}/notices/read", {}, "application/json").json() == {"marked": 1}


def test_a_foreign_number_marks_nothing_at_all(told, ada, ben, cy, api):
    ids = list(Notice.objects.visible_to(ada).values_list("pk", flat=True))
    answer = api(cy).post(f"{ROOT}/notices/read", {"ids": ids}, "application/json")
    assert answer.status_code == 404
    answer = api(ada).post(f"{ROOT}/notices/read", {"ids": [*ids, 999_999]}, "application/json")
    assert answer.status_code == 404
    assert Notice.objects.visible_to(ada).unread().count() == 2


def test_what_can_be_seen_no_longer_is_left_out(told, ada, ben, api, kite):
    told.comment("@ben", by=ada)
    Project.objects.filter(pk=kite.pk).update(private_at=kite.created_at)
    assert api(ben).get(f"{ROOT}/notices").json()["items"] == []


def test_choices(ada, api):
    client = api(ada)
    assert client.get(f"{ROOT}/notices/choices").json() == {"off": []}
    answer = client.put(f"{ROOT}/notices/choices", {"off": ["verdict", "commented"]}, "application/json")
    assert answer.json() == {"off": ["commented", "verdict"]}
    assert client.put(f"{ROOT}/notices/choices", {"off": ["balloon"]}, "application/json").status_code == 422


def test_watching_a_task_and_a_project(task, ben, kite, api):
    client = api(ben)
    for kind, name, thing in (("task", task.key, task), ("project", "KITE", kite)):
        address = f"{ROOT}/watching/{kind}/{name}"
        assert client.put(address).json()["is_mine"] is True
        assert {"id": ben.pk, "name": "Ben Okafor"} in client.get(address).json()["people"]
        assert client.delete(address).json()["is_mine"] is False
        assert ben not in watchers_of(thing.subject)


def test_an_outsider_finds_nothing_to_watch(task, cy, api):
    for send in (api(cy).get, api(cy).put, api(cy).delete):
        assert send(f"{ROOT}/watching/task/{task.key}").status_code == 404
