"""The page of a task, and writing on it."""

import pytest

from assay.activity.models import Event
from assay.tasks import pages
from assay.tasks.models import Task

pytestmark = pytest.mark.django_db


@pytest.fixture
def task(make, ben):
    return make("Fold the wings", assignee=ben, kind="experiment", description="Some **bold** plan")


def test_the_page_shows_the_task(ada_client, task):
    page = ada_client.get(f"/tasks/{task.key}").content.decode()
    for part in (task.key, "Fold the wings", "<strong>bold</strong>", "Ben Okafor", "created this", "Experiment"):
        assert part in page


def test_other_spellings_lead_to_the_key(ada_client, task):
    for spelling in (f"KITE-{task.number}", f"kite-exp-{task.number}", f"KITE-DATA-00{task.number}"):
        response = ada_client.get(f"/tasks/{spelling}")
        assert (response.status_code, response.headers["Location"]) == (301, f"/tasks/{task.key}")


@pytest.mark.parametrize("key", ["KITE-999", "KITE", "KITE-0", "-", "KITE-9999999999", "KITE-1-2", "ＫＩＴＥ-1"])
def test_what_is_no_task_is_not_found(ada_client, kite, key):
    assert ada_client.get(f"/tasks/{key}").status_code == 404


def test_harmful_text_is_shown_as_text(ada_client, make):
    task = make("<script>alert(1)</script>", description="<img src=x onerror=alert(2)> [x](javascript:alert(3))")
    task.comment("<script>alert(4)</script>", by=task.created_by)
    page = ada_client.get(f"/tasks/{task.key}").content.decode()
    for harm in ("<script>alert", "<img src=x", 'href="javascript:'):
        assert harm not in page


def test_a_higher_domain_may_have_a_page_of_its_own(ada_client, make, monkeypatch):
    monkeypatch.setattr(pages, "_pages", {})
    pages.register_page("data", template="tasks/task.html", context=lambda task, reader: {"extra": task.key})
    response = ada_client.get(f"/tasks/{make('Own', kind='data').key}")
    assert response.status_code == 200


def test_the_live_part_brings_all_that_changes_by_itself(ada_client, task):
    live = ada_client.get(f"/tasks/{task.key}/live", headers={"HX-Request": "true"}).content.decode()
    assert live.count('hx-swap-oob="outerMorph"') == 5
    for part in ("task-facts", "task-head", "task-actions", "task-text", "task-feed", "task-shelf"):
        assert f'id="{part}"' in live


def test_the_number_of_queries_does_not_grow_with_the_history(ada_client, make, ada, django_assert_max_num_queries):
    task = make()
    for number in range(20):
        task.comment(f"Note {number}", by=ada)
        task.add_check(f"Step {number}", by=ada)
        make(f"Other {number}").link_to(task, as_="blocks", by=ada)
    with django_assert_max_num_queries(15):
        ada_client.get(f"/tasks/{task.key}")


def test_a_guest_may_comment(gil_client, guest, task):
    response = gil_client.post(f"/tasks/{task.key}/comments", {"text": "Looks **good**"})
    assert response.status_code == 303
    page = gil_client.get(f"/tasks/{task.key}").content.decode()
    assert "Looks <strong>good</strong>" in page
    assert f"/tasks/{task.key}/edit" not in page


@pytest.mark.parametrize("text", ["", "   ", "x" * 20_001])
def test_a_comment_that_cannot_be_keeps_what_was_typed(ada_client, task, text):
    for headers in ({}, {"HX-Request": "true"}):
        response = ada_client.post(f"/tasks/{task.key}/comments", {"text": text}, headers=headers)
        assert response.status_code == 422
        assert text.strip() in response.content.decode()
    assert not task.comments.exists()


def test_a_comment_by_htmx_clears_the_field_and_refreshes(ada_client, task):
    response = ada_client.post(f"/tasks/{task.key}/comments", {"text": "Noted"}, headers={"HX-Request": "true"})
    assert "Noted" not in response.content.decode()
    assert "task-changed" in response.headers["HX-Trigger"]


def test_the_history_keeps_the_comment_as_an_event(ada, task):
    task.comment("Noted", by=ada)
    assert Task.objects.filter(pk=task.pk)[0].comments.count() == 1


def test_what_is_being_written_can_be_looked_at(ada_client, gil_client, client, make):
    text = {"text": f"**Bold**, $x^2$ and {make().key}"}
    page = ada_client.post("/preview", text, headers={"HX-Request": "true"}).content.decode()
    assert "<strong>Bold</strong>" in page
    assert "<math" in page
    assert 'class="ref ref--task"' in page
    assert 'class="ref' not in gil_client.post("/preview", text).content.decode()
    assert client.post("/preview", text).status_code == 302
    assert ada_client.post("/preview", {"text": "x" * 100_001}).status_code == 413


def test_without_javascript_the_preview_comes_with_the_form(ada_client, make):
    task = make()
    sent = {"text": "**Bold**", "preview": "1"}
    page = ada_client.post(f"/tasks/{task.key}/comments", sent).content.decode()
    assert "<strong>Bold</strong>" in page
    assert "**Bold**</textarea>" in page
    assert not task.comments.exists()
    for address in (f"/tasks/{task.key}/edit", "/projects/KITE/tasks/new"):
        page = ada_client.post(address, {"description": "**Bold**", "title": "Kept", "preview": "1"}).content.decode()
        assert "<strong>Bold</strong>" in page
        assert 'value="Kept"' in page


def test_the_history_shows_what_an_edit_changed(ada, ada_client, cy_client, make):
    task = make("Old title")
    facts = {"title": "New title", "phase": task.phase_id, "estimate_days": "2", "version": task.version}
    ada_client.post(f"/tasks/{task.key}/edit", facts)
    edited = Event.objects.about(task.subject).order_by("-pk")[0]
    address = f"/tasks/{task.key}/changes/{edited.pk}"
    assert f'href="{address}"' in ada_client.get(f"/tasks/{task.key}").content.decode()
    for headers in ({}, {"HX-Request": "true"}):
        page = ada_client.get(address, headers=headers).content.decode()
        assert "<del>Old</del><ins>New</ins> title" in page
    assert ada_client.get(f"/tasks/{make().key}/changes/{edited.pk}").status_code == 404
    assert cy_client.get(address).status_code == 404


def test_of_a_long_history_the_page_leads_to_the_rest(ada, ada_client, make):
    task = make()
    for number in range(61):
        task.comment(f"Note {number:02}", by=ada)
    page = ada_client.get(f"/tasks/{task.key}").content.decode()
    assert "Note 00" not in page
    assert "?history=all" in page
    whole = ada_client.get(f"/tasks/{task.key}?history=all").content.decode()
    assert "Note 00" in whole
    assert "/live?history=all" in whole
