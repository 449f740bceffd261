"""Archive and trash: out of the way, never lost by accident."""

from datetime import timedelta

import pytest

from assay.activity.models import Event
from assay.kit.clock import now
from assay.tasks.jobs import erase_old
from assay.tasks.models import Attachment, Comment, Task
from assay.tasks.models.task.holding import PutAway
from assay.tasks.overview import counts_of

pytestmark = pytest.mark.django_db
JSON = "application/json"
HTMX = {"HX-Request": "true"}


def on_board(client, query=""):
    return client.get(f"/projects/KITE/board{query}").content.decode()


@pytest.mark.parametrize("shelf", ["archive", "trash"])
def test_what_is_put_away_leaves_board_lists_and_counts(ada_client, api, ada, kite, make, shelf):
    task, before = make("Zebra"), counts_of([kite.pk])[kite.pk].open
    response = ada_client.post(f"/tasks/{task.key}/shelf", {"to": shelf})
    assert response.status_code == 303
    assert "Zebra" not in on_board(ada_client)
    assert task.key not in [one["key"] for one in api(ada).get("/api/v1/tasks?project=KITE").json()["items"]]
    assert counts_of([kite.pk])[kite.pk].open == before - 1


def test_the_archive_is_found_by_a_filter_and_gives_back(ada_client, ada, make):
    task = make("Zebra")
    task.archive(by=ada)
    assert "Zebra" in on_board(ada_client, "?archived=1")
    page = ada_client.get(f"/tasks/{task.key}").content.decode()
    assert "Put back on the board" in page
    assert f"/tasks/{task.key}/edit" not in page
    ada_client.post(f"/tasks/{task.key}/shelf", {"to": "board"})
    assert "Zebra" in on_board(ada_client)


def test_a_key_in_the_trash_still_leads_to_its_page(ada_client, cy_client, ada, make):
    task = make("Zebra")
    task.trash(by=ada)
    page = ada_client.get(f"/tasks/{task.key}").content.decode()
    assert "In the trash" in page
    assert "Restore" in page
    assert cy_client.get(f"/tasks/{task.key}").status_code == 404


def test_the_trash_says_how_long_and_restores(ada_client, ada, make):
    task = make("Zebra")
    task.trash(by=ada, at=now() - timedelta(days=10, hours=1))
    page = ada_client.get("/projects/KITE/trash").content.decode()
    assert "Zebra" in page
    assert "20 days left" in page
    response = ada_client.post(f"/tasks/{task.key}/shelf", {"to": "board", "from_trash": "1"})
    assert response.headers["Location"] == "/projects/KITE/trash"
    assert "Zebra" in on_board(ada_client)


def test_trash_and_archive_do_not_forget_each_other(ada, make):
    task = make()
    task.archive(by=ada)
    task.trash(by=ada)
    task.restore(by=ada)
    assert task.archived_at is not None


def test_what_was_put_away_does_not_count_as_in_progress(ben, busy, make, column):
    busy.archive(by=ben)
    make(assignee=ben).move_to(column("active"), by=ben)
    assert Task.objects.in_progress_of(ben).count() == 1


def test_what_comes_back_beside_another_one_waits(ben, busy, make, column):
    busy.trash(by=ben)
    make(assignee=ben).move_to(column("active"), by=ben)
    busy.restore(by=ben)
    assert busy.column.state == "waiting"
    assert Task.objects.in_progress_of(ben).count() == 1


def test_what_comes_back_alone_goes_on(ben, busy):
    busy.archive(by=ben)
    busy.unarchive(by=ben)
    assert busy.column.state == "active"


@pytest.mark.parametrize("shelf", ["archive", "trash"])
def test_nothing_changes_while_it_is_put_away(ada, ada_client, make, column, shelf):
    task = make()
    getattr(task, shelf)(by=ada)
    with pytest.raises(PutAway, match=task.key):
        task.move_to(column("active"), by=ada)
    for address, data in (("checklist", {"text": "x"}), ("column", {"column": column("active").pk})):
        response = ada_client.post(f"/tasks/{task.key}/{address}", data, headers=HTMX)
        assert response.status_code == 409
        assert task.key in response.headers["HX-Trigger"]
    assert ada_client.get(f"/tasks/{task.key}/edit").status_code == 409


@pytest.mark.parametrize("to", ["", "moon"])
def test_a_shelf_that_is_none_is_said(ada_client, make, to):
    assert ada_client.post(f"/tasks/{make().key}/shelf", {"to": to}).status_code == 422


def test_a_guest_puts_nothing_away(gil_client, guest, make):
    task = make()
    assert gil_client.post(f"/tasks/{task.key}/shelf", {"to": "trash"}).status_code == 403


def test_after_thirty_days_the_trash_is_erased_with_all_that_hangs_on_it(ada, make):
    task, other = make(), make()
    task.comment("Secret", by=ada)
    task.add_check("Step", by=ada)
    task.link_to(other, as_="blocks", by=ada)
    Attachment.objects.create(
        task=task, name="a", content_type="x", sha256="0" * 64, size=1, created_at=now(), created_by=ada
    )
    key, subject = task.key, task.subject
    task.trash(by=ada)
    assert erase_old(at=now() + timedelta(days=29)) == 0
    assert erase_old(at=now() + timedelta(days=31)) == 1
    assert not Comment.objects.exists()
    assert not Event.objects.about(subject).exists()
    assert not other.links_here.exists()
    last = Event.objects.about(task.project.subject).order_by("-pk")[0]
    assert (last.kind, last.data) == ("task.erased", {"key": key})


def test_a_task_that_came_back_is_not_erased(ada, make):
    task = make()
    task.trash(by=ada)
    task.restore(by=ada)
    assert erase_old(at=now() + timedelta(days=99)) == 0


def test_the_api_puts_away_and_lists_what_is_there(api, ada, make):
    task, program = make("Zebra"), api(ada)
    for shelf in ("archive", "trash"):
        answer = program.put(f"/api/v1/tasks/{task.key}/shelf", {"to": shelf}, content_type=JSON)
        assert answer.status_code == 200
        assert [one["key"] for one in program.get(f"/api/v1/tasks?shelf={shelf}").json()["items"]] == [task.key]
    refused = program.patch(f"/api/v1/tasks/{task.key}", {"title": "No"}, content_type=JSON)
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "put-away")


@pytest.mark.parametrize("kind", ["data", "productization", "pipeline", "deployment", "retraining", "monitoring"])
def test_a_task_becomes_another_kind_and_keeps_its_number(ada_client, make, kind):
    task = make()
    response = ada_client.post(f"/tasks/{task.key}/kind", {"kind": kind})
    task.refresh_from_db()
    assert task.kind == kind
    assert response.headers["Location"] == f"/tasks/{task.key}"


def test_a_copy_has_the_same_words_and_open_steps(ada_client, ada, make):
    task = make("Fold", description="Neatly")
    task.add_checks(["One", "Two"], by=ada)[0].tick(by=ada)
    response = ada_client.post(f"/tasks/{task.key}/copies")
    copy = Task.objects.order_by("-pk")[0]
    assert response.headers["Location"] == f"/tasks/{copy.key}"
    assert (copy.title, copy.description, copy.assignee) == ("Fold (copy)", "Neatly", None)
    assert [(one.text, one.is_done) for one in copy.checks.in_order()] == [("One", False), ("Two", False)]
