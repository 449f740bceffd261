"""Invitations: made by those who may, looked at as often as one likes, used once."""

import threading
from datetime import timedelta

import pytest
from django.db import connections

from assay.accounts.accepting import AlreadyHere, OtherAddress, accept, accept_as_newcomer
from assay.accounts.models import Invitation, Person, User
from assay.accounts.models.invitation import OPEN_FOR, InvitationClosed
from assay.accounts.models.person import RoleRefused
from assay.accounts.models.user import AddressInUse
from assay.activity.models import Event
from assay.kit.clock import now

MAX = {"name": "Max Ito", "email": "Max@x.example", "password": "tenure matters"}


def invited(by, **facts):
    return Invitation.make(**({"name": "Max", "role": "member", "by": by} | facts))


def link_in(page):
    return "/join/" + page.content.decode().split("/join/")[1].split('"')[0]


def test_a_newcomer_joins_by_the_link_with_a_password_of_their_own(ada_client, anonymous):
    said = {"name": "Max Ito", "email": "", "role": "lead", "discipline": "devops"}
    link = link_in(ada_client.post("/people/new", said))
    assert b"Ada Lovelace invites you as Lead" in anonymous.get(link).content
    assert anonymous.post(link, MAX).headers["Location"] == "/"
    person = Person.objects.get(name="Max Ito")
    assert (person.role, person.discipline, str(person.user)) == ("lead", "devops", "max@x.example")
    assert anonymous.get("/people/").status_code == 200
    assert link not in ada_client.get("/people/").content.decode()
    told = Event.objects.get(kind="person.joined", person=person)
    assert told.data["invited_by"] == "Ada Lovelace"


def test_looking_uses_nothing_up_and_is_kept_by_nobody(ada, anonymous):
    _invitation, secret = invited(ada)
    for _ in range(3):
        page = anonymous.get(f"/join/{secret}")
        assert page.status_code == 200
    assert "no-store" in page.headers["Cache-Control"]
    assert Invitation.objects.get().used_at is None


def test_a_link_works_once(ada, client, anonymous):
    _invitation, secret = invited(ada)
    assert client.post(f"/join/{secret}", MAX).status_code == 303
    again = anonymous.post(f"/join/{secret}", MAX | {"email": "eve@x.example"})
    assert again.status_code == 410
    assert not User.objects.filter(email="eve@x.example").exists()


@pytest.mark.django_db(transaction=True)
def test_two_uses_at_once_let_one_in(ada):
    _invitation, secret = invited(ada)
    start, closed = threading.Barrier(2), []

    def use(email):
        try:
            invitation = Invitation.objects.open_by(secret)
            start.wait()
            assert invitation
            accept_as_newcomer(invitation, name="Max", email=email, password="tenure matters")
        except InvitationClosed as error:
            closed.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=use, args=(f"{name}@x.example",)) for name in ("max", "eve")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(closed) == 1
    assert Person.objects.filter(workspace=ada.workspace).count() == 2
    assert User.objects.filter(email__endswith="@x.example").count() == 1


@pytest.mark.parametrize("state", ["expired", "revoked", "renewed", "invented"])
def test_what_opens_nothing_looks_the_same(ada, anonymous, state):
    late = now() - OPEN_FOR - timedelta(seconds=1) if state == "expired" else None
    invitation, secret = invited(ada, at=late)
    if state == "revoked":
        invitation.revoke(by=ada)
    if state == "renewed":
        invitation.renew(by=ada)
    if state == "invented":
        secret = "join_nothing"
    answer = anonymous.post(f"/join/{secret}", MAX)
    assert answer.status_code == 410
    assert b"opens nothing any more" in answer.content


def test_renewing_revives_an_invitation_whose_time_is_over(ada, ada_client, anonymous):
    invitation, _old = invited(ada, at=now() - OPEN_FOR - timedelta(days=1))
    link = link_in(ada_client.post(f"/people/invitations/{invitation.pk}/renewal"))
    assert anonymous.post(link, MAX).status_code == 303
    assert ada_client.post(f"/people/invitations/{invitation.pk}/renewal").status_code == 409


def test_a_revoked_invitation_leaves_the_list(ada, ada_client):
    invitation, _secret = invited(ada, name="Maximilian")
    assert "Maximilian" in ada_client.get("/people/").content.decode()
    assert ada_client.post(f"/people/invitations/{invitation.pk}/revocation").status_code == 303
    ada_client.get("/people/")  # shows the toast
    assert "Maximilian" not in ada_client.get("/people/").content.decode()
    kinds = list(Event.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds[-2:] == ["invitation.made", "invitation.revoked"]


def test_an_address_binds_the_link(ada, anonymous):
    invitation, secret = invited(ada, email="Max@X.example")
    page = anonymous.get(f"/join/{secret}")
    assert b"x.example" not in page.content
    assert anonymous.post(f"/join/{secret}", MAX | {"email": "eve@x.example"}).status_code == 422
    assert not User.objects.filter(email="eve@x.example").exists()
    assert anonymous.post(f"/join/{secret}", MAX).status_code == 303
    invitation.refresh_from_db()
    assert invitation.person == Person.objects.get(user__email="max@x.example")


def test_who_is_signed_in_elsewhere_joins_with_the_same_sign_in(ada, cy, cy_client):
    _invitation, secret = invited(ada, role="guest", name="Cy")
    assert cy.user.email in cy_client.get(f"/join/{secret}").content.decode()
    assert cy_client.post(f"/join/{secret}").headers["Location"] == "/"
    assert [one.workspace.name for one in cy.user.people.order_by("pk")] == ["Kestrel", "Northwind"]
    page = cy_client.get("/people/").content.decode()
    assert ada.name in page
    assert "Change to Kestrel" in page


def test_somebody_changes_between_their_workspaces(ada, cy, cy_client):
    accept(invited(ada, name="Cy")[0], user=cy.user)
    assert ada.name not in cy_client.get("/people/").content.decode()
    assert cy_client.post("/workspace/choice", {"workspace": ada.workspace_id}).status_code == 303
    assert ada.name in cy_client.get("/people/").content.decode()


@pytest.mark.parametrize("asked", ["", "0", "x", "99999999999999999999"])
def test_a_workspace_that_is_not_ones_own_cannot_be_chosen(ada, cy_client, asked):
    assert cy_client.post("/workspace/choice", {"workspace": asked or ada.workspace_id}).status_code == 404


def test_a_link_bound_to_another_address_says_so_to_who_is_signed_in(ada, cy, cy_client):
    invitation, secret = invited(ada, email="max@x.example")
    assert b"for another address" in cy_client.get(f"/join/{secret}").content
    assert cy_client.post(f"/join/{secret}").status_code == 403
    with pytest.raises(OtherAddress):
        accept(invitation, user=cy.user)


def test_an_address_that_signs_in_already_is_told_to_sign_in_first(ada, cy, anonymous):
    invitation, secret = invited(ada)
    answer = anonymous.post(f"/join/{secret}", MAX | {"email": cy.user.email})
    assert answer.status_code == 422
    assert b"Sign in first" in answer.content
    with pytest.raises(AddressInUse):
        accept_as_newcomer(invitation, name="Cy", email=cy.user.email, password="tenure matters")
    assert Invitation.objects.get().used_at is None


def test_who_is_in_already_leaves_the_link_unused(ada, ben, ben_client):
    invitation, secret = invited(ada)
    with pytest.raises(AlreadyHere):
        accept(invitation, user=ben.user)
    assert ben_client.post(f"/join/{secret}").status_code == 303
    assert Invitation.objects.get().used_at is None


def test_who_left_comes_back_as_the_same_person(ada, ben, client):
    ben.leave(by=ben)
    _invitation, secret = invited(ada, role="guest", name="Benno")
    client.post(
        "/accounts/login/",
        {"login": ben.user.email, "password": f"{ben.name}, a long password", "next": f"/join/{secret}"},
    )
    assert client.post(f"/join/{secret}").status_code == 303
    before, back = ben, Person.objects.get(user=ben.user)
    assert (back.pk, back.role, back.left_at, back.name) == (before.pk, "guest", None, "Ben Okafor")
    assert client.get("/people/").status_code == 200


def test_an_owner_lets_somebody_back_in_who_has_no_password(ada, ada_client, ben, anonymous):
    ben.leave(by=ada)
    page = ada_client.post(f"/people/{ben.pk}/return", {"role": "member"}).content.decode()
    assert anonymous.post(page.split("http://testserver")[1].split('"')[0]).status_code == 303
    ben.refresh_from_db()
    assert ben.left_at is None


def test_a_lead_invites_up_to_lead(lea):
    with pytest.raises(RoleRefused):
        invited(lea, role="owner")
    assert invited(lea, role="lead")


@pytest.mark.parametrize("who", ["ben", "gil"])
def test_members_and_guests_invite_nobody(request, ada, who):
    with pytest.raises(RoleRefused):
        invited(request.getfixturevalue(who), role="guest")
    invitation, _secret = invited(ada)
    client = request.getfixturevalue(f"{who}_client")
    for path in ("renewal", "revocation"):
        assert client.post(f"/people/invitations/{invitation.pk}/{path}").status_code == 403
    assert b"Open invitations" not in client.get("/people/").content


def test_a_lead_touches_no_invitation_of_an_owner(ada, lea_client):
    invitation, _secret = invited(ada, role="owner")
    assert lea_client.post(f"/people/invitations/{invitation.pk}/renewal").status_code == 403
    assert lea_client.post(f"/people/invitations/{invitation.pk}/revocation").status_code == 403


@pytest.mark.parametrize("end", ["demoted", "removed"])
def test_an_invitation_opens_nothing_once_its_maker_may_not_invite(ada, lea, anonymous, end):
    _invitation, secret = invited(lea)
    lea.change_role("member", by=ada) if end == "demoted" else lea.leave(by=ada)
    assert anonymous.post(f"/join/{secret}", MAX).status_code == 410


def test_invitations_of_another_workspace_do_not_exist(ada, cy_client):
    invitation, _secret = invited(ada)
    for path in ("renewal", "revocation"):
        foreign = cy_client.post(f"/people/invitations/{invitation.pk}/{path}")
        missing = cy_client.post(f"/people/invitations/999999/{path}")
        assert (foreign.status_code, foreign.content) == (404, missing.content)
