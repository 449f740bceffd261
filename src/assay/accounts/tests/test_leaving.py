"""Leaving and being removed: what becomes of the tasks, and that all access ends at once."""

from decimal import Decimal

import pytest

from assay.accounts.leaving import NoSuccessor, Tasks, end_access
from assay.accounts.models import Door, Invitation
from assay.accounts.models.person import LastOwner, RoleRefused
from assay.activity.models import Event
from assay.tasks.models import Task


@pytest.fixture
def work(kite, ada, ben):
    """A task of ben's that waits in the queue and one in progress."""
    queued = Task.create(kite, title="Queued", by=ada, assignee=ben)
    doing = Task.create(kite, title="Doing", by=ada, assignee=ben, estimate_days=Decimal(2))
    doing.move_to(kite.columns.get(name="In progress"), by=ben)
    return [queued, doing]


def owners(work):
    return [Task.objects.get(pk=task.pk).assignee for task in work]


def test_tasks_stay_unless_asked(ada, ben, work):
    end_access(ben, by=ada)
    assert owners(work) == [ben, ben]


def test_tasks_become_nobodys_and_what_was_in_progress_waits(ada, ben, work):
    end_access(ben, by=ben, tasks=Tasks.NOBODY)
    assert owners(work) == [None, None]
    assert Task.objects.get(title="Doing").column.state == "waiting"


def test_somebody_else_gets_them_without_a_second_task_in_progress(ada, ben, lea, kite, work):
    own = Task.create(kite, title="Own", by=lea, assignee=lea)
    own.move_to(kite.columns.get(name="In progress"), by=lea)
    end_access(ben, by=ada, tasks=Tasks.HAND, to=lea)
    assert owners(work) == [lea, lea]
    assert list(Task.objects.in_progress_of(lea)) == [own]
    assert Event.objects.filter(kind="task.assigned", person=ada).count() == 2


def test_what_the_next_one_may_not_see_becomes_nobodys(ada, ben, lea, kite, work):
    max_ = type(ben).join(ada.workspace, name="Max", role="member")
    kite.edit(name="Kite", goal="", lead=ada, is_private=True, version=kite.version, by=ada)
    end_access(ben, by=ada, tasks=Tasks.HAND, to=max_)
    assert owners(work) == [None, None]


@pytest.mark.parametrize("who", ["gil", "cy", "ben"])
def test_guests_strangers_and_oneself_take_nothing_over(request, ada, ben, work, who):
    with pytest.raises(NoSuccessor):
        end_access(ben, by=ada, tasks=Tasks.HAND, to=request.getfixturevalue(who))
    ben.refresh_from_db()
    assert (ben.left_at, owners(work)) == (None, [ben, ben])


def test_the_last_owner_stays_and_no_task_moves(ada, lea, kite):
    task = Task.create(kite, title="Own", by=ada, assignee=ada)
    with pytest.raises(LastOwner):
        end_access(ada, by=ada, tasks=Tasks.HAND, to=lea)
    assert owners([task]) == [ada]


@pytest.mark.parametrize("who", ["lea", "gil", "cy"])
def test_nobody_but_owners_removes_others(request, ben, who):
    with pytest.raises(RoleRefused):
        end_access(ben, by=request.getfixturevalue(who))


def test_sessions_tokens_links_and_invitations_end_at_once(ada, lea, lea_client, api):
    program = api(lea)
    lea.make_link(by=ada)
    Invitation.make(name="Max", role="member", by=lea)
    assert lea_client.get("/people/").status_code == program.get("/api/v1/me").status_code == 200
    end_access(lea, by=ada)
    assert lea_client.get("/people/").status_code == 302
    assert lea_client.get("/people/", headers={"HX-Request": "true"}).status_code == 401
    assert program.get("/api/v1/me").status_code == 401
    assert not Invitation.objects.waiting().exists()
    assert Door.objects.filter(person=lea).latest("pk").expires_at <= lea.left_at


def test_the_page_asks_and_does_it(ada, ben, ben_client, lea, work):
    page = ben_client.get(f"/people/{ben.pk}/removal").content.decode()
    assert "2 tasks are open" in page
    assert "Leave Northwind" in page
    assert ben_client.post(f"/people/{ben.pk}/removal", {"tasks": "hand"}).status_code == 422
    said = {"tasks": "hand", "to": str(lea.pk)}
    assert ben_client.post(f"/people/{ben.pk}/removal", said).status_code == 303
    assert owners(work) == [lea, lea]
    assert ben_client.get("/people/").status_code == 302
    assert Event.objects.get(kind="person.left").data == {"name": ben.name, "by_choice": True}


def test_a_person_gone_already_cannot_be_removed_again(ada, ada_client, ben):
    end_access(ben, by=ada)
    assert ada_client.post(f"/people/{ben.pk}/removal").status_code == 409
    assert Event.objects.filter(kind="person.left").count() == 1


def test_who_is_in_another_workspace_too_is_told_where_they_are_now(ada, cy, cy_client):
    both = type(cy).join(ada.workspace, name="Cy", role="member", user=cy.user)
    cy_client.post("/workspace/choice", {"workspace": ada.workspace_id})
    end_access(both, by=ada)
    page = cy_client.get("/people/", follow=True).content.decode()
    assert "Your access to Northwind has ended. You are in Kestrel now." in page
