"""People, tokens, profile and workspace as the roles see them."""

import pytest

from assay.accounts.models import Invitation, Person, Token
from assay.activity.models import Event


def test_everybody_of_the_workspace_sees_its_people_and_no_others(ben_client, gil_client, ada, cy):
    for client in (ben_client, gil_client):
        page = client.get("/people/").content.decode()
        assert ada.name in page
        assert cy.name not in page


def test_a_lead_is_not_offered_the_role_of_owner(lea_client):
    said = {"name": "Max", "email": "max@x.example", "role": "owner"}
    assert lea_client.post("/people/new", said).status_code == 422
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("who", ["ben_client", "gil_client"])
def test_members_and_guests_add_nobody(db, request, who):
    client = request.getfixturevalue(who)
    assert client.get("/people/new").status_code == 403
    assert client.post("/people/new", {"name": "Max", "email": "m@x.example", "role": "guest"}).status_code == 403


def test_an_owner_changes_a_role_on_the_page(ada_client, ben):
    assert ada_client.post(f"/people/{ben.pk}/role", {"role": "lead"}).status_code == 303
    ben.refresh_from_db()
    assert ben.role == "lead"


def test_an_unknown_role_is_refused(ada_client, ben):
    assert ada_client.post(f"/people/{ben.pk}/role", {"role": "emperor"}).status_code == 422


def test_the_last_owner_is_told_what_to_do_first(ada_client, ada):
    answer = ada_client.post(f"/people/{ada.pk}/role", {"role": "guest"})
    assert answer.status_code == 409
    assert b"Make somebody else owner first" in answer.content
    assert ada_client.post(f"/people/{ada.pk}/removal").status_code == 409


@pytest.mark.parametrize("path", ["role", "link", "removal"])
@pytest.mark.parametrize("who", ["lea_client", "ben_client", "gil_client"])
def test_only_an_owner_changes_links_and_removes(request, ada, path, who):
    client = request.getfixturevalue(who)
    assert client.post(f"/people/{ada.pk}/{path}", {"role": "guest"}).status_code == 403


@pytest.mark.parametrize("path", ["", "/role", "/link", "/removal"])
def test_an_outsider_cannot_tell_that_a_person_exists(cy_client, ben, path):
    method = cy_client.post if path else cy_client.get
    foreign, missing = method(f"/people/{ben.pk}{path}", {"role": "guest"}), method(f"/people/999999{path}")
    assert foreign.status_code == missing.status_code == 404
    assert foreign.content == missing.content


def test_a_removed_person_stands_under_without_access(ada_client, ben):
    ada_client.post(f"/people/{ben.pk}/removal")
    assert b"Without access" in ada_client.get("/people/").content
    assert ada_client.get(f"/people/{ben.pk}").status_code == 200


def test_an_owner_makes_a_link_for_who_lost_the_password(ada_client, anonymous, ben):
    page = ada_client.post(f"/people/{ben.pk}/link").content.decode()
    assert anonymous.post(page.split("http://testserver")[1].split('"')[0]).status_code == 303


def test_a_token_is_shown_once_with_the_three_lines(ben, ben_client):
    page = ben_client.post("/tokens/", {"name": "laptop", "scope": "write", "days": "90"}).content.decode()
    token = Token.objects.get()
    secret = page.split('id="secret" readonly value="')[1].split('"')[0]
    assert Token.objects.authenticate(secret) == token
    for line in ("MLFLOW_TRACKING_URI=http", f"MLFLOW_TRACKING_TOKEN={secret}", "MLFLOW_EXPERIMENT_NAME="):
        assert line in page
    assert secret not in ben_client.get("/tokens/").content.decode()
    assert Event.objects.filter(kind="token.created", person=ben).exists()


@pytest.mark.parametrize("wrong", [{"name": ""}, {"scope": "everything"}, {"days": "-1"}, {"name": "x" * 81}])
def test_a_wrong_token_form_makes_none(ben_client, wrong):
    said = {"name": "laptop", "scope": "write", "days": ""} | wrong
    assert ben_client.post("/tokens/", said).status_code == 422
    assert not Token.objects.exists()


def test_revoking_stops_a_token_at_once(ben, ben_client, api):
    client = api(ben)
    assert ben_client.post(f"/tokens/{Token.objects.get().pk}/revocation").status_code == 303
    assert client.get("/api/v1/me").status_code == 401
    assert Event.objects.filter(kind="token.revoked").exists()


def test_even_an_owner_does_not_reach_the_tokens_of_others(ada_client, ben, api):
    api(ben)
    pk = Token.objects.get().pk
    assert ada_client.post(f"/tokens/{pk}/revocation").status_code == 404
    assert Token.objects.get().revoked_at is None


def test_a_profile_changes_only_what_is_ones_own_to_change(ben, ben_client):
    said: dict[str, object] = {
        "name": "Benjamin",
        "discipline": "devops",
        "hue": "4",
        "working_days": ["1", "2"],
        "role": "owner",
        "workspace": "1",
    }
    assert ben_client.post("/profile/", said).status_code == 303
    ben.refresh_from_db()
    assert (ben.name, ben.discipline, ben.hue, ben.role) == ("Benjamin", "devops", 4, "member")
    assert Event.objects.filter(kind="person.edited").exists()


def test_a_password_is_set_without_the_old_one_only_where_there_is_none(ada, ada_client, client):
    said = {"email": "sam@x.example", "password": "a good password"}
    assert ada_client.post("/profile/sign-in", said).status_code == 403
    sam = Person.join(ada.workspace, name="Sam", role="member")
    client.post(f"/welcome/{sam.make_link(by=None)}")
    assert client.post("/profile/sign-in", said | {"password": "short"}).status_code == 422
    assert client.post("/profile/sign-in", said | {"email": ada.user.email}).status_code == 422
    assert client.post("/profile/sign-in", said).status_code == 303
    assert client.get("/profile/").status_code == 200
    client.post("/accounts/logout/")
    assert client.post("/accounts/login/", {"login": "sam@x.example", "password": "a good password"}).status_code == 302


def test_only_an_owner_renames_the_workspace(ada, ada_client, lea_client):
    assert lea_client.get("/workspace/").status_code == 200
    assert lea_client.post("/workspace/", {"name": "Ours"}).status_code == 403
    assert ada_client.post("/workspace/", {"name": ""}).status_code == 422
    assert ada_client.post("/workspace/", {"name": "Southwind", "time_zone": "Europe/Lisbon"}).status_code == 303
    ada.workspace.refresh_from_db()
    assert (ada.workspace.name, ada.workspace.time_zone) == ("Southwind", "Europe/Lisbon")
    assert Event.objects.filter(kind="workspace.renamed").exists()


@pytest.mark.parametrize("path", ["/people/", "/people/new", "/people/1", "/tokens/", "/profile/", "/workspace/", "/"])
def test_strangers_are_sent_to_sign_in(anonymous, path):
    assert anonymous.get(path).headers["Location"].startswith("/accounts/login/?next=")
