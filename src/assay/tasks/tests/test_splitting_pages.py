"""Splitting by form, with and without JavaScript, and by REST."""

from decimal import Decimal

import pytest

from assay.tasks.models import Task

pytestmark = pytest.mark.django_db
NEW = "/projects/KITE/tasks/new"
HTMX = {"HX-Request": "true", "HX-Target": "dialog#dialog"}


@pytest.fixture(autouse=True)
def _empty(kite):
    Task.objects.all().delete()


@pytest.fixture
def facts(kite):
    return {"kind": "task", "title": "Trim the tail", "phase": kite.phases.all()[0].pk, "estimate_days": "9"}


@pytest.fixture
def as_ben(api, ben):
    client = api(ben)
    return lambda method, path, data=None: getattr(client, method)(path, data, content_type="application/json")


def rows(*days, **more):
    return {"part_title": [f"Part {number}" for number in range(1, len(days) + 1)], "part_days": list(days)} | more


def inside(*days, **more):
    """Rows inside the form of a task, whose own title is the first part's."""
    sent = rows(*days, **more)
    return sent | {"part_title": sent["part_title"][1:]}


def titles():
    return list(Task.objects.order_by("number").values_list("title", "estimate_days"))


def test_a_long_idea_is_refused_with_the_parts_it_could_have(ada_client, facts):
    answer = ada_client.post(NEW, facts)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'name="part_title" id="part-2-title" value="Trim the tail, part 2"' in page
    assert 'id="part-1-days" value="5"' in page
    assert 'id="part-2-days" value="4"' in page
    assert '<output class="num" data-sum-shown>9</output>' in page


def test_the_parts_are_made_from_the_form_as_it_stands(ada_client, facts, ben):
    answer = ada_client.post(NEW, facts | inside("5", "4") | {"split": "1", "assignee": ben.pk})
    assert answer.status_code == 303
    assert titles() == [("Trim the tail", 5), ("Part 2", 4)]
    assert set(Task.objects.values_list("assignee", flat=True)) == {ben.pk}


def test_rows_are_added_and_removed_without_losing_what_was_typed(ada_client, facts):
    more = ada_client.post(NEW, facts | inside("5", "3,5") | {"part_more": "1"})
    assert more.status_code == 200
    assert 'id="part-2-days" value="3,5"' in more.content.decode()
    assert 'id="part-3-days" value=""' in more.content.decode()
    fewer = ada_client.post(NEW, facts | inside("5", "3.5", "1") | {"part_gone": "1"})
    assert 'value="Part 3"' in fewer.content.decode()
    assert "Part 2" not in fewer.content.decode()
    assert not Task.objects.exists()


def test_who_thinks_better_of_it_makes_one_task(ada_client, facts):
    ada_client.post(NEW, facts | inside("5", "4") | {"estimate_days": "3"})
    assert titles() == [("Trim the tail", 3)]


@pytest.mark.parametrize(
    ("days", "said"),
    [("6", "5 days at most"), ("x", "Write a number"), ("-1", "more than 0"), ("1e9", "Write a number")],
)
def test_a_row_says_what_is_wrong_with_it_and_nothing_is_made(ada_client, facts, days, said):
    answer = ada_client.post(NEW, facts | inside("5", days) | {"split": "1"})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Task.objects.exists()


def test_an_edit_may_split_too(ada_client, make):
    task = make("Tune", estimate_days=Decimal(3))
    edit = {"title": "Tune it", "phase": task.phase_id, "estimate_days": "8", "version": "1"}
    refused = ada_client.post(f"/tasks/{task.key}/edit", edit)
    assert 'name="split"' in refused.content.decode()
    assert ada_client.post(f"/tasks/{task.key}/edit", edit | inside("5", "3") | {"split": "1"}).status_code == 303
    assert titles() == [("Tune it", 5), ("Part 2", 3)]


def test_a_task_is_split_at_any_time_from_its_page(ada_client, make):
    task = make("Tune", estimate_days=Decimal(3))
    page = ada_client.get(f"/tasks/{task.key}")
    assert f'href="/tasks/{task.key}/split"' in page.content.decode()
    form = ada_client.get(f"/tasks/{task.key}/split").content.decode()
    assert form.count('value="1.5"') == 2
    assert 'value="4"' in ada_client.get(f"/tasks/{task.key}/split?days=9").content.decode()
    answer = ada_client.post(f"/tasks/{task.key}/split", rows("2", "1"), headers=HTMX)
    assert (answer.status_code, "close-dialog" in answer.headers["HX-Trigger"]) == (204, True)
    assert titles() == [("Part 1", 2), ("Part 2", 1)]


def test_each_part_names_the_others(ada_client, make, ada):
    task = make("Tune", estimate_days=Decimal(3))
    ada_client.post(f"/tasks/{task.key}/split", rows("2", "1", "1.5"))
    first, second, third = Task.objects.order_by("number")
    page = ada_client.get(f"/tasks/{second.key}").content.decode()
    assert "0 of 3 done, 0 of 4.5 d" in page
    assert f'href="/tasks/{first.key}">{first.key}</a> Part 1' in page
    assert f'href="/tasks/{third.key}">{third.key}</a> Part 3' in page


@pytest.mark.parametrize("sent", [{}, {"part_title": ["One"], "part_days": ["1"]}, {"part_days": ["1", "2"]}])
def test_less_than_two_parts_are_no_split(ada_client, make, sent):
    task = make("Tune")
    answer = ada_client.post(f"/tasks/{task.key}/split", sent)
    assert answer.status_code == 422
    assert titles() == [("Tune", 2)]


def test_the_api_refuses_with_a_proposal_and_splits(kite, as_ben):
    refused = as_ben("post", "/api/v1/tasks", {"project": "KITE", "title": "Trim", "estimate_days": 9}).json()["error"]
    assert (refused["code"], refused["fields"]["parts"]) == ("too-long", ["5", "4"])
    key = as_ben("post", "/api/v1/tasks", {"project": "KITE", "title": "Trim", "estimate_days": 5}).json()["key"]
    edit = as_ben("patch", f"/api/v1/tasks/{key}", {"estimate_days": 9})
    assert (edit.status_code, edit.json()["error"]["code"]) == (422, "too-long")
    parts = [{"title": "Trim", "estimate_days": 5}, {"title": "Test", "estimate_days": 4}]
    made = as_ben("post", f"/api/v1/tasks/{key}/parts", {"parts": parts})
    assert made.status_code == 201
    assert [(part["title"], part["state"], part["estimate_days"]) for part in made.json()] == [
        ("Trim", "queue", 5),
        ("Test", "queue", 4),
    ]
    second = made.json()[1]["key"]
    assert as_ben("get", f"/api/v1/tasks/{second}").json()["part_of"] == key
    assert as_ben("get", f"/api/v1/tasks/{second}/parts").json() == made.json()
    again = as_ben("post", f"/api/v1/tasks/{key}/parts", {"parts": [parts[0], {"title": "x", "estimate_days": 6}]})
    assert again.status_code == 422


def test_strangers_find_nothing_and_guests_may_not(cy_client, gil_client, guest, make):
    task = make("Tune")
    assert cy_client.get(f"/tasks/{task.key}/split").status_code == 404
    assert cy_client.post(f"/tasks/{task.key}/split", rows("1", "1")).status_code == 404
    assert gil_client.post(f"/tasks/{task.key}/split", rows("1", "1")).status_code == 403
    assert Task.objects.count() == 1
