"""New tasks and edits by form."""

from decimal import Decimal

import pytest

from assay.activity.models import Event
from assay.projects.models import Label
from assay.tasks.models import Task

pytestmark = pytest.mark.django_db
NEW = "/projects/KITE/tasks/new"
HTMX = {"HX-Request": "true", "HX-Target": "dialog#dialog"}


@pytest.fixture
def facts(kite):
    return {"kind": "task", "title": "Trim the tail", "phase": kite.phases.all()[0].pk, "estimate_days": "2.5"}


def edited(task, **changes):
    return {
        "title": task.title,
        "phase": task.phase_id,
        "estimate_days": "2",
        "description": task.description,
        "version": task.version,
    } | changes


def test_a_task_is_created_without_javascript(kite, ada_client, ben, facts):
    label = Label.objects.create(project=kite, name="own", hue=2)
    sent = facts | {"assignee": ben.pk, "labels": [label.pk], "description": "Why", "discipline": "devops"}
    response = ada_client.post(NEW, sent)
    task = Task.objects.order_by("-pk")[0]
    assert (response.status_code, response.headers["Location"]) == (303, "/projects/KITE/board")
    assert (task.title, task.assignee, task.estimate_days) == ("Trim the tail", ben, Decimal("2.5"))
    assert (list(task.labels.all()), task.discipline) == ([label], "devops")
    assert Event.objects.about(task.subject).filter(kind="task.created").count() == 1


def test_an_experiment_opens_its_page(ada_client, facts):
    response = ada_client.post(NEW, facts | {"kind": "experiment"})
    assert response.headers["Location"] == f"/tasks/{Task.objects.order_by('-pk')[0].key}"


def test_another_one_keeps_what_they_share(ada_client, facts):
    response = ada_client.post(NEW, facts | {"another": "1", "kind": "data"})
    page = ada_client.get(response.headers["Location"]).content.decode()
    assert '<option value="data" selected' in page
    assert "Trim the tail" not in page.split("<main", 1)[1]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"title": ""}, "required"),
        ({"title": "   "}, "required"),
        ({"title": "x" * 201}, "200"),
        ({"description": "x" * 50_001}, "50000"),
        ({"estimate_days": "8"}, "at most 5 working days"),
        ({"estimate_days": "0"}, "more than 0"),
        ({"estimate_days": "-1"}, "more than 0"),
        ({"estimate_days": "NaN"}, "number"),
        ({"estimate_days": "1e400"}, "digit"),
        ({"estimate_days": "0.25"}, "decimal"),
        ({"phase": "0"}, "choice"),
        ({"labels": ["0"]}, "choice"),
        ({"assignee": "0"}, "choice"),
        ({"kind": "cat"}, "choice"),
    ],
)
def test_what_does_not_fit_is_said_and_the_text_kept(ada_client, facts, change, words):
    before = Task.objects.count()
    for headers in ({}, HTMX):
        response = ada_client.post(NEW, {"description": "My long text"} | facts | change, headers=headers)
        page = response.content.decode()
        assert response.status_code == 422
        assert words in page
        assert "My long text" in page or "description" in change
    assert Task.objects.count() == before


@pytest.mark.parametrize("field", ["title", "description"])
def test_a_nul_character_is_refused(ada_client, facts, field):
    assert ada_client.post(NEW, facts | {field: "a\0b"}).status_code in {400, 422}


def test_a_person_of_another_workspace_cannot_be_chosen(ada_client, cy, facts):
    assert ada_client.post(NEW, facts | {"assignee": cy.pk}).status_code == 422


def test_an_edit_is_written_with_before_and_after(ada_client, make):
    task = make("Old title")
    response = ada_client.post(f"/tasks/{task.key}/edit", edited(task, title="New title"))
    task.refresh_from_db()
    event = Event.objects.about(task.subject).order_by("-id")[0]
    assert (response.status_code, task.title, task.version) == (303, "New title", 2)
    assert event.data["changes"] == {"title": ["Old title", "New title"]}


def test_nothing_changed_is_no_edit(ada_client, make):
    task = make()
    ada_client.post(f"/tasks/{task.key}/edit", edited(task))
    task.refresh_from_db()
    assert task.version == 1


def test_the_edit_form_holds_the_facts(kite, ada_client, make):
    label = Label.objects.create(project=kite, name="own", hue=2)
    task = make("Titled", labels=[label], description="Text")
    page = ada_client.get(f"/tasks/{task.key}/edit", headers=HTMX).content.decode()
    assert 'value="Titled"' in page
    assert f'value="{label.pk}" checked' in page


def test_two_editors_see_both_texts_and_the_second_save_holds(ada_client, ben_client, make):
    task = make("Ours", description="First")
    mine = edited(task, description="Mine, long and dear")
    ben_client.post(f"/tasks/{task.key}/edit", edited(task, description="Theirs"))
    for headers in ({}, HTMX):
        response = ada_client.post(f"/tasks/{task.key}/edit", mine, headers=headers)
        page = response.content.decode()
        assert response.status_code == 409
        assert "Theirs" in page
        assert "Mine, long and dear" in page
        assert 'name="version" value="2"' in page
    ada_client.post(f"/tasks/{task.key}/edit", mine | {"version": 2})
    task.refresh_from_db()
    assert task.description == "Mine, long and dear"


@pytest.mark.parametrize("version", ["", "x", "-1", "99999999999999999999"])
def test_a_version_that_is_none_is_refused(ada_client, make, version):
    task = make()
    assert ada_client.post(f"/tasks/{task.key}/edit", edited(task, version=version)).status_code == 422


def test_an_edit_by_htmx_closes_the_dialog(ada_client, make):
    task = make()
    response = ada_client.post(f"/tasks/{task.key}/edit", edited(task, title="Short"), headers=HTMX)
    assert response.status_code == 204
    assert "close-dialog" in response.headers["HX-Trigger"]
