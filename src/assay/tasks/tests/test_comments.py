"""Comments after they were written: rewritten, removed and put back, by those who wrote them."""

import pytest
from django.core.exceptions import PermissionDenied

from assay.activity.models import Event
from assay.kit.conflicts import EditedMeanwhile
from assay.search.models import Document
from assay.tasks.undoing import undo

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
JSON = "application/json"


@pytest.fixture
def task(make):
    return make("Fold the wings")


@pytest.fixture
def comment(task, ben):
    return task.comment("Looks *fine*", by=ben)


def last(task):
    return Event.objects.about(task.subject).order_by("-pk")[0]


def address(comment):
    return f"/tasks/{comment.task.key}/comments/{comment.pk}"


def page_of(client, task):
    return client.get(f"/tasks/{task.key}").content.decode()


def test_a_rewritten_comment_says_what_it_says_now(ben_client, ada_client, task, comment):
    response = ben_client.post(address(comment), {"text": "Looks **odd**", "version": ""})
    assert (response.status_code, response.headers["Location"]) == (303, f"/tasks/{task.key}#comment-{comment.pk}")
    page = page_of(ada_client, task)
    assert "Looks <strong>odd</strong>" in page
    assert "<em>fine</em>" not in page
    assert "rewritten" in page
    assert last(task).data["before"] == "Looks *fine*"


def test_a_removed_comment_is_gone_from_page_search_and_activity(ben_client, ada_client, api, ada, task, comment):
    ben_client.post(f"{address(comment)}/removal", headers=HTMX)
    for page in (page_of(ada_client, task), ada_client.get("/projects/KITE/activity").content.decode()):
        assert "<em>fine</em>" not in page
        assert "This comment was removed." in page
    assert not Document.objects.filter(parts__icontains="fine").exists()
    assert api(ada).get(f"/api/v1/tasks/{task.key}/comments").json()["items"] == []


def test_a_comment_put_back_says_what_it_said_last(ada_client, ben, task, comment):
    comment.rewrite("Looks odd", by=ben)
    comment.remove(by=ben)
    comment.put_back(by=ben)
    for page in (page_of(ada_client, task), ada_client.get("/projects/KITE/activity").content.decode()):
        assert "Looks odd" in page
        assert "rewritten" in page


def test_both_are_undone_by_the_author_alone(ada, ben, task, comment):
    comment.rewrite("Looks odd", by=ben)
    rewritten = last(task)
    with pytest.raises(PermissionDenied):
        undo(task, [rewritten], by=ada)
    undo(task, [rewritten], by=ben)
    comment.remove(by=ben)
    undo(task, [last(task)], by=ben)
    comment.refresh_from_db()
    assert (comment.text, comment.removed_at) == ("Looks *fine*", None)


def test_only_the_author_is_offered_it(ada_client, ben_client, api, ada, task, comment):
    comment.rewrite("Looks odd", by=comment.person)
    assert f'href="{address(comment)}"' in page_of(ben_client, task)
    page = page_of(ada_client, task)
    assert f'href="{address(comment)}"' not in page
    assert f'value="{last(task).pk}"' not in page
    for where, body in ((address(comment), {"text": "Mine"}), (f"{address(comment)}/removal", {})):
        assert ada_client.post(where, body).status_code == 403
    where = f"/api/v1{address(comment)}"
    assert api(ada).patch(where, {"text": "Mine"}, content_type=JSON).status_code == 403
    assert api(ada).delete(where).status_code == 403


def test_a_guest_may_rewrite_and_remove_their_own(gil_client, guest, task):
    comment = task.comment("A guess", by=guest)
    assert gil_client.post(address(comment), {"text": "Another guess", "version": ""}).status_code == 303
    assert gil_client.post(f"{address(comment)}/removal").status_code == 303


def test_two_windows_of_one_person_lose_neither_text(ben, ben_client, comment):
    comment.rewrite("From the other window", by=ben)
    for headers in ({}, HTMX):
        response = ben_client.post(address(comment), {"text": "From this one", "version": ""}, headers=headers)
        page = response.content.decode()
        assert response.status_code == 409
        assert "<del>From the other window</del>" in page
        assert "From this one</textarea>" in page
    with pytest.raises(EditedMeanwhile):
        comment.rewrite("Third", by=ben, version="")


@pytest.mark.parametrize("text", ["", "  ", "x" * 20_001])
def test_a_comment_keeps_its_words_when_the_new_ones_do_not_fit(ben_client, comment, text):
    assert ben_client.post(address(comment), {"text": text, "version": ""}).status_code == 422
    comment.refresh_from_db()
    assert comment.text == "Looks *fine*"


def test_an_outsider_cannot_tell_that_the_comment_exists(cy_client, comment):
    for where in (address(comment), f"{address(comment)}/removal"):
        assert cy_client.post(where, {"text": "x"}).status_code == 404


def test_a_removed_comment_is_found_by_no_address(ben, ben_client, comment):
    comment.remove(by=ben)
    comment.remove(by=ben)
    assert ben_client.get(address(comment)).status_code == 404


def test_by_the_api_one_rewrites_and_removes_ones_own(api, ben, comment):
    where, program = f"/api/v1{address(comment)}", api(ben)
    assert program.patch(where, {"text": "By program"}, content_type=JSON).json()["text"] == "By program"
    assert program.delete(where).status_code == 204
    assert program.delete(where).status_code == 404
