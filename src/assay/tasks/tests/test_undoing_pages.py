"""Where undo is offered: in the history, in the toast, in the API."""

import pytest

from assay.activity.models import Event

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
JSON = "application/json"


def last(task):
    return Event.objects.about(task.subject).order_by("-pk")[0]


def test_the_history_offers_undo_where_it_can_be_had(ada_client, ada, make, edit):
    task = make("Old")
    edit(task, ada, title="New")
    stale = last(task)
    edit(task, ada, title="Newer")
    page = ada_client.get(f"/tasks/{task.key}").content.decode()
    assert f'name="event" value="{last(task).pk}"' in page
    assert f'name="event" value="{stale.pk}"' not in page
    response = ada_client.post(f"/tasks/{task.key}/undo", {"event": last(task).pk})
    assert response.headers["Location"] == f"/tasks/{task.key}#history"
    task.refresh_from_db()
    assert task.title == "New"


def test_a_guest_is_offered_none_and_may_none(gil_client, guest, ada, make, edit):
    task = make("Old")
    edit(task, ada, title="New")
    assert 'name="event"' not in gil_client.get(f"/tasks/{task.key}").content.decode()
    assert gil_client.post(f"/tasks/{task.key}/undo", {"event": last(task).pk}).status_code == 403


def test_a_conflict_is_a_toast_with_409(ada_client, ada, ben, make, edit):
    task = make("Old")
    edit(task, ada, title="New")
    event = last(task)
    edit(task, ben, title="Newer")
    response = ada_client.post(f"/tasks/{task.key}/undo", {"event": event.pk}, headers=HTMX)
    assert response.status_code == 409
    assert "Ben Okafor" in response.headers["HX-Trigger"]


@pytest.mark.parametrize("event", ["", "x", "999999", "99999999999999999999"])
def test_an_event_of_nothing_is_not_found(ada_client, make, event):
    assert ada_client.post(f"/tasks/{make().key}/undo", {"event": event}).status_code == 404


def test_an_event_of_another_task_is_not_found(ada_client, ada, make, edit):
    other = make()
    edit(other, ada, title="New")
    assert ada_client.post(f"/tasks/{make().key}/undo", {"event": last(other).pk}).status_code == 404


def test_the_toast_takes_back_column_and_person_together(ada_client, ben, make, column):
    task = make()
    sent = {"column": column("waiting").pk, "lane": ben.pk}
    told = ada_client.post(f"/tasks/{task.key}/column", sent, headers=HTMX).headers["HX-Trigger"]
    address = told.partition('"undo": "')[2].partition('"')[0]
    assert address.count("event=") == 2
    assert ada_client.post(address, headers=HTMX).status_code == 204
    task.refresh_from_db()
    assert (task.column.state, task.assignee) == ("queue", None)


def test_the_api_takes_back_events_and_the_last_action(api, ada, make):
    task, program = make("Old"), api(ada)
    program.patch(f"/api/v1/tasks/{task.key}", {"title": "New"}, content_type=JSON)
    event = last(task)
    answer = program.post(f"/api/v1/tasks/{task.key}/undo", {"events": [event.pk]}, content_type=JSON)
    assert answer.json()["title"] == "Old"
    again = program.post(f"/api/v1/tasks/{task.key}/undo", {"events": [event.pk]}, content_type=JSON)
    assert (again.status_code, again.json()["error"]["code"]) == (409, "overtaken")
    program.patch(f"/api/v1/tasks/{task.key}", {"title": "Third"}, content_type=JSON)
    assert program.post("/api/v1/undo").json()["title"] == "Old"
