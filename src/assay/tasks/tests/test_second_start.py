"""A second start: what the workspace says it meets, who may answer how, and handing over."""

import contextlib
import json

import pytest

from assay.accounts.models.person.roles import RoleRefused
from assay.activity.models import Event
from assay.projects.models import Project
from assay.projects.workflows import workflow_named
from assay.tasks.models import Task
from assay.tasks.models.task.choosing import Choice, Instead
from assay.tasks.models.task.creating import NotOfThisProject
from assay.tasks.models.task.limits import resting_column
from assay.tasks.models.task.starting import AlreadyInProgress
from assay.tasks.queries.busy import work_of
from assay.tasks.taking import may_take
from assay.tasks.undoing import undo

pytestmark = pytest.mark.django_db
DIALOG = {"HX-Request": "true", "HX-Target": "dialog#dialog"}
CLEARING = (Instead.PAUSE, Instead.FINISH, Instead.HAND)


def rule(person, name):
    person.workspace.set_second_start(name, by=person)


def test_a_workspace_asks_until_it_says_otherwise(northwind, lea, ben):
    assert northwind.second_start == "ask"
    northwind.set_second_start("block", by=lea)
    northwind.set_second_start("block", by=lea)
    assert [event.data["rule"] for event in Event.objects.filter(kind="workspace.second-start-set")] == ["block"]
    with pytest.raises(RoleRefused):
        northwind.set_second_start("warn", by=ben)


def test_warning_lets_it_through_and_says_so(ada, ada_client, ben, busy, make, column):
    rule(ada, "warn")
    task = make("Second", assignee=ben)
    sent = {"column": column("active").pk, "lane": ben.pk}
    response = ada_client.post(f"/tasks/{task.key}/column", sent, headers={"HX-Request": "true"})
    said = json.loads(response.headers["HX-Trigger"])["toast"]
    assert "Ben Okafor now has 2 tasks in progress" in said["text"]
    task.refresh_from_db()
    assert (task.override_reason, task.overridden_at is None) == ("", False)
    assert Event.objects.about(task.subject).filter(kind="task.overridden").count() == 1
    assert "Started beside another task" in ada_client.get("/projects/KITE/board").content.decode()
    assert "Started beside another task" in ada_client.get(f"/tasks/{task.key}").content.decode()


def test_blocking_leaves_only_to_clear_the_first_away(ada, busy, make, column, ben):
    rule(ada, "block")
    second = make("Second", assignee=ben)
    for choice in (None, Choice(Instead.KEEP, "A fire")):
        with pytest.raises(AlreadyInProgress) as asked:
            second.move_to(column("active"), by=ada, choice=choice)
        assert asked.value.ways == CLEARING
    second.move_to(column("active"), by=ada, choice=Choice(Instead.PAUSE))
    assert list(Task.objects.in_progress_of(ben)) == [second]


def test_only_who_leads_keeps_two_going_for_somebody_else(ada, lea, ben, make, column):
    first = make("First", assignee=lea)
    first.move_to(column("active"), by=lea)
    second = make("Second", assignee=lea)
    with pytest.raises(AlreadyInProgress) as asked:
        second.move_to(column("active"), by=ben, choice=Choice(Instead.KEEP, "I say so"))
    assert asked.value.ways == CLEARING
    second.move_to(column("active"), by=ada, choice=Choice(Instead.KEEP, "The audit"))
    assert second.override_reason == "The audit"


def test_the_first_task_goes_on_with_who_is_free(ada, ben, busy, make, column):
    second = make("Second", assignee=ben)
    second.move_to(column("active"), by=ben, choice=Choice(Instead.HAND, to=ada))
    busy.refresh_from_db()
    assert (busy.assignee, busy.column.state) == (ada, "active")
    assert list(Task.objects.in_progress_of(ben)) == [second]
    kinds = Event.objects.about(busy.subject).order_by("pk").values_list("kind", flat=True)
    assert list(kinds)[-1] == "task.assigned"


def test_with_who_works_already_it_waits(ada, ben, busy, make, column):
    make("Hers", assignee=ada).move_to(column("active"), by=ada)
    make("Second", assignee=ben).move_to(column("active"), by=ben, choice=Choice(Instead.HAND, to=ada))
    busy.refresh_from_db()
    assert (busy.assignee, busy.column.state) == (ada, "waiting")


def test_nobody_gets_what_they_may_not_take_and_nothing_is_half_done(gil, ben, busy, make, column):
    second = make("Second", assignee=ben)
    for to in (gil, ben, None):
        with pytest.raises(NotOfThisProject):
            second.move_to(column("active"), by=ben, choice=Choice(Instead.HAND, to=to))
    busy.refresh_from_db()
    second.refresh_from_db()
    assert (busy.column.state, busy.assignee, second.column.state) == ("active", ben, "queue")


def test_the_question_offers_the_free_ones_first(ada, lea, ben_client, ben, busy, make, column):
    make("Hers", assignee=ada).move_to(column("active"), by=ada)
    task = make("Second", assignee=ben)
    page = ben_client.get(f"/tasks/{task.key}/move?column={column('active').pk}").content.decode()
    assert page.index("Lea Lind (free)") < page.index("Ada Lovelace (1 in progress)")
    assert "Ben Okafor (" not in page


def test_the_new_one_is_given_away_instead(ada, ben_client, ben, busy, make, column):
    task = make("Second", assignee=ben)
    sent = {"column": column("active").pk, "lane": ben.pk, "instead": "give"}
    unsaid = ben_client.post(f"/tasks/{task.key}/column", sent, headers=DIALOG)
    assert unsaid.status_code == 422
    assert "Say who takes it over." in unsaid.content.decode()
    assert ">Who takes it over</a>" in unsaid.content.decode()
    assert ben_client.post(f"/tasks/{task.key}/column", sent | {"to": ada.pk}, headers=DIALOG).status_code == 204
    task.refresh_from_db()
    assert (task.assignee, task.column.state) == (ada, "active")


def test_who_is_given_a_second_one_is_asked_about_in_turn(ada, ben_client, ben, busy, make, column):
    make("Hers", assignee=ada).move_to(column("active"), by=ada)
    task = make("Second", assignee=ben)
    sent = {"column": column("active").pk, "lane": ben.pk, "instead": "give", "to": ada.pk}
    asked = ben_client.post(f"/tasks/{task.key}/column", sent, headers=DIALOG)
    page = asked.content.decode()
    assert asked.status_code == 409
    assert "Ada Lovelace already works on another task" in page
    assert f'name="lane" value="{ada.pk}"' in page


def test_the_api_lists_the_answers_and_takes_them(ada, api, ben, busy, make, column):
    task = make("Second", assignee=ben)
    call = api(ben)
    refused = call.post(f"/api/v1/tasks/{task.key}/column", {"column": "In progress"}, content_type="application/json")
    assert refused.status_code == 409
    assert refused.json()["error"]["fields"]["ways"] == ["pause", "finish", "hand", "keep", "give"]
    sent = {"column": "In progress", "instead": "hand", "to": ada.pk}
    assert call.post(f"/api/v1/tasks/{task.key}/column", sent, content_type="application/json").status_code == 200
    assert Task.objects.in_progress_of(ada).get() == busy


@pytest.mark.parametrize(("name", "passes"), [("ask", False), ("block", False), ("warn", True)])
def test_undo_and_assigning_follow_the_rule(ada, ben, busy, make, column, name, passes):
    rule(ada, name)
    finished, hers = make("Finished"), make("Hers", assignee=ada)
    finished.move_to(column("active"), by=ada)
    finished.move_to(column("done"), by=ada)
    finish = Event.objects.about(finished.subject).filter(kind="task.moved").order_by("-pk")[:1]
    finished.assign(ben, by=ada)
    hers.move_to(column("active"), by=ada)
    for door in (lambda: undo(finished, list(finish), by=ada), lambda: hers.assign(ben, by=ada)):
        with contextlib.nullcontext() if passes else pytest.raises(AlreadyInProgress):
            door()
    assert Task.objects.in_progress_of(ben).count() == (3 if passes else 1)


@pytest.mark.parametrize("name", ["ask", "warn", "block"])
def test_what_comes_back_never_starts_by_itself(ada, ben, busy, make, column, name):
    rule(ada, name)
    busy.archive(by=ben)
    make("Next", assignee=ben).move_to(column("active"), by=ben)
    busy.unarchive(by=ben)
    assert busy.column.state == "waiting"


def test_a_reason_goes_with_the_person_it_was_about(ada, ben, busy, make, column):
    second = make("Second", assignee=ben)
    second.move_to(column("active"), by=ben, choice=Choice(Instead.KEEP, "A fire"))
    second.assign(ada, by=ben)
    second.refresh_from_db()
    assert (second.override_reason, second.overridden_at) == ("", None)


def test_owners_and_leads_decide_on_a_page_that_all_may_read(lea_client, ben_client, northwind):
    assert lea_client.post("/workspace/work", {"second_start": "nonsense"}).status_code == 422
    assert lea_client.post("/workspace/work", {"second_start": "block"}).status_code == 303
    northwind.refresh_from_db()
    assert northwind.second_start == "block"
    page = ben_client.get("/workspace/work").content.decode()
    assert "It is refused." in page
    assert 'type="radio"' not in page


def test_the_rule_reaches_over_projects(ada, ben, busy, make):
    rule(ada, "block")
    other = Project.start(key="KELP", name="Kelp", workflow=workflow_named("six-phases"), by=ada)
    second = make("Elsewhere", project=other, assignee=ben)
    with pytest.raises(AlreadyInProgress):
        second.move_to(other.columns.filter(state="active")[0], by=ben)


def test_a_lane_with_too_much_offers_to_make_room(ada, ada_client, ben, gil_client, cy_client, busy, make, column):
    second = make("Second", assignee=ben)
    second.move_to(column("active"), by=ben, choice=Choice(Instead.KEEP, "A fire"))
    address = f"/people/{ben.pk}/in-progress"
    assert f'href="{address}"' in ada_client.get("/projects/KITE/board").content.decode()
    page = ada_client.get(address).content.decode()
    assert all(text in page for text in (busy.key, second.key, "Finish", "Pause", "Hand over", "Ada Lovelace (free)"))
    ada_client.post(f"/tasks/{second.key}/assignee", {"lane": ada.pk})
    assert list(Task.objects.in_progress_of(ben)) == [busy]
    assert busy.key not in gil_client.get(address).content.decode()
    assert cy_client.get(address).status_code == 404


def test_making_room_among_many_tasks_asks_the_database_a_fixed_number_of_times(
    ada_client, ben, make, column, django_assert_max_num_queries
):
    for number in range(5):
        choice = Choice(Instead.KEEP, "A fire") if number else None
        make(f"Task {number}", assignee=ben).move_to(column("active"), by=ben, choice=choice)
    with django_assert_max_num_queries(15):
        page = ada_client.get(f"/people/{ben.pk}/in-progress").content.decode()
    assert page.count(">Finish</button>") == 5


def test_making_room_in_many_projects_asks_no_more_often(ada, ada_client, ben, make, django_assert_max_num_queries):
    for key in ("ONE", "TWO", "THREE"):
        project = Project.start(key=key, name=key, workflow=workflow_named("six-phases"), by=ada)
        choice = None if key == "ONE" else Choice(Instead.KEEP, "A fire")
        task = make(key, project=project, assignee=ben)
        task.move_to(project.columns.get(state="active"), by=ben, choice=choice)
    with django_assert_max_num_queries(15):
        page = ada_client.get(f"/people/{ben.pk}/in-progress").content.decode()
    assert page.count(">Finish</button>") == 3


@pytest.mark.parametrize("limit", [None, 1, 2])
@pytest.mark.parametrize("is_private", [False, True])
def test_many_tasks_are_offered_what_each_is_by_itself(kite, ada, ben, busy, make, column, limit, is_private):
    kite.edit(version=kite.version, by=ada, is_private=is_private)
    waiting = column("waiting")
    make("Beside it").move_to(waiting, by=ada)
    waiting.limit = limit
    waiting.save(update_fields=["limit"])
    (work,) = work_of(ben, reader=ada)
    assert work.rest == resting_column(busy)
    assert work.done == column("done")
    assert {pk for pk, _name in work.receivers} == {one.pk for one in may_take(kite).exclude(pk=ben.pk)}
