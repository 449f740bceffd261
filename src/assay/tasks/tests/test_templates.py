"""Templates per kind: what comes with Assay, what a team writes, and what they do to a half-written form."""

from decimal import Decimal

import pytest

from assay.activity.models import Event
from assay.tasks.keys import TaskKind
from assay.tasks.kind_templates.built_in import built_in
from assay.tasks.models import KindTemplate, Task
from assay.tasks.models.kind_template import TemplateFacts, TemplateTaken
from assay.tasks.models.task.creating import TooLong

pytestmark = pytest.mark.django_db
NEW = "/projects/KITE/tasks/new"
PAGES = "/workspace/templates"
OURS = TemplateFacts(
    kind="data",
    name="Label audit",
    description="## Sample\n\nHow many, and by whom.",
    checks=("Draw the sample", "Count the errors"),
    discipline="data-engineering",
    labels=("stage-data", "no such label"),
    estimate_days=Decimal("1.5"),
)


@pytest.fixture
def ours(ada):
    return KindTemplate.add(OURS, by=ada)


@pytest.fixture
def sent():
    return {
        "kind": "data",
        "name": "Label audit",
        "description": OURS.description,
        "checks": "- [ ] Draw the sample\n\nCount the errors\n",
        "discipline": "data-engineering",
        "labels": "stage-data\nno such label",
        "estimate_days": "1.5",
    }


@pytest.mark.parametrize("template", built_in(), ids=lambda one: one.kind)
def test_what_comes_with_assay_is_whole(template, kite):
    assert template.description.count("## ") >= 3
    assert 4 <= len(template.checks) <= 8
    assert template.estimate_days <= 5
    assert set(template.labels) <= set(kite.labels.values_list("name", flat=True))


def test_each_kind_but_the_plain_task_has_one():
    assert {one.kind for one in built_in()} == set(TaskKind) - {TaskKind.TASK}


def test_one_click_fills_the_form_and_nothing_typed_is_lost(ada_client, kite):
    label = kite.labels.get(name="model-tree")
    typed = {"kind": "data", "title": "Look at the labels", "description": "They look odd.", "checks": "Ask Eve"}
    page = ada_client.post(NEW, typed | {"labels": [label.pk], "estimate_days": "2", "template": "data"})
    html = page.content.decode()
    assert page.status_code == 200
    assert 'value="Look at the labels"' in html
    assert "They look odd.\n\n## Data" in html
    assert "Ask Eve\nCount rows" in html
    assert 'value="2"' in html
    assert f'value="{label.pk}" checked' in html
    assert f'value="{kite.labels.get(name="stage-data").pk}" checked' in html
    assert not Task.objects.filter(title="Look at the labels").exists()


def test_a_template_that_was_used_already_adds_nothing_twice(ada_client, kite):
    data = next(one for one in built_in() if one.kind == "data")
    typed = {"kind": "data", "title": "x", "description": data.description, "checks": "\n".join(data.checks)}
    html = ada_client.post(NEW, typed | {"template": "data"}).content.decode()
    assert html.count("## What we suspect") == 1


def test_an_address_may_name_a_template(ada_client, ours, kite):
    html = ada_client.get(f"{NEW}?template={ours.slug}").content.decode()
    assert "## Sample" in html
    assert '<option value="data" selected>' in html


def test_the_check_list_of_the_form_becomes_the_tasks(ada_client, kite):
    facts = {"kind": "task", "title": "Look", "phase": kite.phases.all()[0].pk, "checks": "- [ ] One\nTwo\n\n"}
    ada_client.post(NEW, facts)
    task = Task.objects.get(title="Look")
    assert [item.text for item in task.checks.in_order()] == ["One", "Two"]
    assert ada_client.post(NEW, facts | {"checks": "x" * 301}).status_code == 422


def test_a_lead_writes_edits_and_deletes_a_template(lea_client, sent, ada):
    assert lea_client.post(f"{PAGES}/new", sent).status_code == 303
    made = KindTemplate.objects.get()
    assert made.template.checks == OURS.checks
    assert made.template.labels == OURS.labels
    assert lea_client.post(f"{PAGES}/{made.pk}", sent | {"name": "Audit"}).status_code == 303
    assert "Audit" in lea_client.get(PAGES).content.decode()
    assert lea_client.post(f"{PAGES}/{made.pk}/removal").status_code == 303
    kinds = Event.objects.filter(kind__startswith="template.").order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["template.added", "template.edited", "template.removed"]


def test_a_built_in_one_is_copied_and_changed(ada_client):
    html = ada_client.get(f"{PAGES}/new?from=monitoring").content.decode()
    assert "## What is watched" in html
    assert "The alert was seen to fire once" in html


def test_nothing_changed_is_no_edit(ours, ada):
    ours.edit(OURS, by=ada)
    assert not Event.objects.filter(kind="template.edited").exists()


def test_a_name_is_there_once_for_each_kind(ours, ada, ada_client, sent):
    with pytest.raises(TemplateTaken):
        KindTemplate.add(OURS, by=ada)
    answer = ada_client.post(f"{PAGES}/new", sent)
    assert (answer.status_code, "of this name" in answer.content.decode()) == (422, True)


@pytest.mark.parametrize("wrong", [{"estimate_days": "6"}, {"kind": "cat"}, {"name": ""}, {"checks": "x" * 301}])
def test_what_does_not_fit_is_refused(ada_client, sent, wrong):
    assert ada_client.post(f"{PAGES}/new", sent | wrong).status_code == 422
    assert not KindTemplate.objects.exists()


def test_the_model_keeps_the_limit_of_five_days(ada):
    with pytest.raises(TooLong):
        KindTemplate.add(TemplateFacts("data", "Long", estimate_days=Decimal(6)), by=ada)


def test_members_read_guests_do_not_and_strangers_find_nothing(ours, ben_client, gil_client, cy_client, sent):
    assert ben_client.get(PAGES).status_code == 200
    assert ben_client.get(f"{PAGES}/{ours.pk}").status_code == 403
    assert ben_client.post(f"{PAGES}/new", sent).status_code == 403
    assert gil_client.get(PAGES).status_code == 403
    assert cy_client.get(f"{PAGES}/{ours.pk}").status_code == 404
    assert cy_client.post(f"{PAGES}/{ours.pk}/removal").status_code == 404
    assert "Label audit" not in cy_client.get(PAGES).content.decode()


def test_the_api_lists_writes_changes_and_deletes(api, ada, ben, cy, ours):
    client, path = api(ada), "/api/v1/templates"

    def call(method, where, data=None, client=client):
        return getattr(client, method)(where, data, content_type="application/json")

    found = call("get", path).json()
    assert [one["slug"] for one in found] == [ours.slug, *(one.slug for one in built_in())]
    made = call("post", path, {"kind": "pipeline", "name": "Nightly", "checks": ["Run it twice"]})
    assert (made.status_code, made.json()["checks"]) == (201, ["Run it twice"])
    assert call("post", path, {"kind": "pipeline", "name": "Nightly"}).json()["error"]["code"] == "name-taken"
    number = made.json()["slug"].removeprefix("own-")
    changed = call("patch", f"{path}/{number}", {"name": "Weekly", "estimate_days": 2})
    assert (changed.json()["name"], changed.json()["checks"]) == ("Weekly", ["Run it twice"])
    assert call("patch", f"{path}/{number}", {"estimate_days": 9}).status_code == 422
    assert call("delete", f"{path}/{number}", client=api(ben)).status_code == 403
    assert call("delete", f"{path}/{number}", client=api(cy)).status_code == 404
    assert call("delete", f"{path}/{number}").status_code == 204
