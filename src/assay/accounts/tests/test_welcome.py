"""One-time links: looking uses nothing up, entering works once."""

from datetime import timedelta

import pytest

from assay.accounts import first
from assay.accounts.models import Door, Person, User, Workspace
from assay.accounts.models.door import OPEN_FOR
from assay.activity.models import Event
from assay.kit.clock import now

NEWCOMER = {
    "name": "Ana Ferreira",
    "email": "Ana@Northwind.example",
    "password": "tenure matters",
    "workspace": "Northwind ML",
}


@pytest.fixture
def first_link(db):
    made = first.make_first_owner("My workspace")
    assert made
    return f"/welcome/{made[1]}"


def test_first_owner_is_made_once(first_link):
    assert first.make_first_owner("Another") is None
    assert Workspace.objects.count() == 1


def test_looking_at_the_link_uses_nothing_up(client, first_link):
    for _ in range(3):
        assert b"Welcome to Assay" in client.get(first_link).content
    assert Door.objects.get().used_at is None


def test_first_owner_says_who_they_are_and_is_in(client, first_link):
    answer = client.post(first_link, NEWCOMER)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    person = Person.objects.get()
    assert (person.name, str(person.user), person.workspace.name) == (
        "Ana Ferreira",
        "ana@northwind.example",
        "Northwind ML",
    )
    assert client.get("/").status_code == 200
    assert Event.objects.filter(kind="person.entered", person=person).exists()


def test_first_owner_can_sign_in_with_the_password_later(client, first_link):
    client.post(first_link, NEWCOMER)
    client.post("/accounts/logout/")
    said = {"login": "ana@northwind.example", "password": NEWCOMER["password"]}
    assert client.post("/accounts/login/", said).headers["Location"] == "/"


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", ""), ("email", "no address"), ("password", "short"), ("password", "1234567890"), ("name", "a\0b")],
)
def test_a_wrong_field_keeps_the_link_and_says_so(client, first_link, field, value):
    answer = client.post(first_link, NEWCOMER | {field: value})
    assert answer.status_code in (400, 422)
    assert Door.objects.get().used_at is None


def test_an_address_in_use_keeps_the_link(client, first_link):
    User.objects.create_user("ana@northwind.example")
    answer = client.post(first_link, NEWCOMER)
    assert answer.status_code == 422
    assert b"already signs in" in answer.content
    assert Door.objects.get().used_at is None
    assert Person.objects.get().name == ""


def test_a_link_works_once(client, first_link, anonymous):
    client.post(first_link, NEWCOMER)
    again = anonymous.post(first_link, NEWCOMER | {"name": "Eve"})
    assert again.status_code == 410
    assert b"./run assay owner-link" in again.content
    assert "_auth_user_id" not in anonymous.session


def test_used_expired_and_invented_links_look_the_same(client, first_link):
    client.post(first_link, NEWCOMER)
    used = client.get(first_link)
    invented = client.get("/welcome/enter_nothing")
    assert used.status_code == invented.status_code == 410


def test_a_link_ends_after_a_day(client, ben):
    secret = Door.make_for(ben, at=now() - OPEN_FOR - timedelta(seconds=1))
    assert client.post(f"/welcome/{secret}").status_code == 410


def test_a_newer_link_replaces_the_older(client, ada, ben):
    old, new = ben.make_link(by=ada), ben.make_link(by=ada)
    assert client.post(f"/welcome/{old}").status_code == 410
    assert client.post(f"/welcome/{new}").status_code == 303


def test_a_person_with_a_name_needs_only_the_button(client, ada):
    sam = Person.join(ada.workspace, name="Sam", role="member")
    secret = first.owner_link(sam)
    assert client.post(f"/welcome/{secret}").status_code == 303
    assert client.get("/people/").status_code == 200
    user = User.objects.get(people=sam)
    assert not user.has_usable_password()
    assert not user.has_address


def test_an_invited_person_may_set_a_password_on_the_way_in(client, ada):
    max_ = Person.join(ada.workspace, name="Max", role="member", user=User.objects.create_user("max@x.example"))
    secret = max_.make_link(by=ada)
    client.post(f"/welcome/{secret}", {"password": "a good password"})
    user = User.objects.get(people=max_)
    assert user.check_password("a good password")


def test_a_link_never_changes_a_password_that_is_set(client, ada, ben):
    secret = ben.make_link(by=ada)
    client.post(f"/welcome/{secret}", {"password": "another password"})
    ben.user.refresh_from_db()
    assert not ben.user.check_password("another password")


def test_entering_begins_a_session_of_its_own(cy_client, ada, ben):
    before = cy_client.session.session_key
    cy_client.post(f"/welcome/{ben.make_link(by=ada)}")
    assert cy_client.session.session_key != before
    assert cy_client.session["_auth_user_id"] == str(ben.user_id)


def test_the_page_of_a_link_is_kept_by_nobody(client, first_link):
    assert "no-store" in client.get(first_link).headers["Cache-Control"]


def test_the_longest_serving_owner_is_the_owner_of_the_workspace(ada, lea):
    lea.change_role("owner", by=ada)
    assert first.owner_of_workspace() == ada
