"""What roles allow, and that a workspace always keeps an owner."""

import threading

import pytest
from django.db import connection, connections

from assay.accounts.leaving import end_access
from assay.accounts.models import Person
from assay.accounts.models.person import LastOwner, Role, RoleRefused
from assay.activity.models import Event


def kinds():
    return list(Event.objects.order_by("id").values_list("kind", flat=True))


def test_an_owner_changes_a_role_and_history_tells_it(ada, ben):
    ben.change_role(Role.LEAD, by=ada)
    ben.refresh_from_db()
    assert ben.role == Role.LEAD
    event = Event.objects.get(kind="person.role-changed")
    assert event.data == {"name": ben.name, "before": "member", "role": "lead"}


def test_the_same_role_again_is_no_event(ada, ben):
    ben.change_role(Role.MEMBER, by=ada)
    assert "person.role-changed" not in kinds()


@pytest.mark.parametrize("actor", ["lea", "ben", "gil", "cy"])
def test_nobody_but_an_owner_of_the_same_workspace_changes_roles(request, ada, ben, actor):
    with pytest.raises(RoleRefused):
        ben.change_role(Role.OWNER, by=request.getfixturevalue(actor))
    ben.refresh_from_db()
    assert ben.role == Role.MEMBER


def test_the_last_owner_stays_owner(ada):
    with pytest.raises(LastOwner):
        ada.change_role(Role.GUEST, by=ada)
    with pytest.raises(LastOwner):
        ada.leave(by=ada)


def test_a_demoted_owner_who_still_holds_the_old_object_may_do_nothing(ada, lea, ben):
    lea.change_role(Role.OWNER, by=ada)
    stale = Person.objects.get(pk=ada.pk)
    ada.change_role(Role.MEMBER, by=lea)
    with pytest.raises(RoleRefused):
        ben.change_role(Role.OWNER, by=stale)
    with pytest.raises(RoleRefused):
        ben.leave(by=stale)


def test_leaving_ends_tokens_and_links_at_once(ada, ben, api):
    client = api(ben)
    secret = ben.make_link(by=ada)
    assert client.get("/api/v1/me").status_code == 200
    ben.leave(by=ada)
    assert client.get("/api/v1/me").status_code == 401
    assert client.get(f"/welcome/{secret}").status_code == 410
    assert kinds()[-1] == "person.left"
    assert Event.objects.get(kind="person.left").data == {"name": ben.name, "by_choice": False}


def test_a_member_may_leave_but_not_remove(ada, ben, gil):
    with pytest.raises(RoleRefused):
        gil.leave(by=ben)
    ben.leave(by=ben)
    assert ben.left_at is not None


def test_no_link_is_made_for_somebody_who_is_in_two_workspaces(ada, cy):
    both = Person.join(ada.workspace, name="Cy", role=Role.MEMBER, user=cy.user)
    with pytest.raises(RoleRefused):
        both.make_link(by=ada)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("verb", ["demote", "remove", "leave"])
def test_two_owners_who_act_at_once_leave_one(ada, lea, verb):
    lea.change_role(Role.OWNER, by=ada)
    acts = {
        "demote": lambda one, other: one.change_role(Role.MEMBER, by=other),
        "remove": lambda one, other: end_access(one, by=other),
        "leave": lambda one, _other: end_access(one, by=one),
    }
    start = threading.Barrier(2)
    refused: list[Exception] = []

    def act(target, actor):
        try:
            one, other = Person.objects.get(pk=target), Person.objects.get(pk=actor)
            start.wait()
            acts[verb](one, other)
        except (LastOwner, RoleRefused) as error:
            refused.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=act, args=pair) for pair in ((ada.pk, lea.pk), (lea.pk, ada.pk))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1, connection.vendor
    assert Person.objects.present().filter(workspace=ada.workspace, role=Role.OWNER).count() == 1
