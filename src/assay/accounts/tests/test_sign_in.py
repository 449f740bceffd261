"""Signing in and out."""

import pytest
from django.test import Client

LOGIN = "/accounts/login/"


@pytest.fixture
def right(ada):
    return {"login": ada.user.email, "password": f"{ada.name}, a long password"}


def test_the_page_needs_nobody(anonymous):
    answer = anonymous.get(LOGIN)
    assert answer.status_code == 200
    assert b"Sign in" in answer.content


def test_the_right_password_lets_in_and_changes_the_session(anonymous, right):
    anonymous.get(LOGIN)
    answer = anonymous.post(LOGIN, right)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert anonymous.get("/profile/").status_code == 200


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(anonymous, right):
    wrong = anonymous.post(LOGIN, right | {"password": "not it at all"})
    unknown = anonymous.post(LOGIN, {"login": "nobody@x.example", "password": "not it at all"})
    assert wrong.status_code == unknown.status_code == 422
    assert b"do not fit together" in wrong.content
    assert b"do not fit together" in unknown.content


def test_too_many_tries_are_refused_even_with_the_right_password(anonymous, right):
    for _ in range(5):
        anonymous.post(LOGIN, right | {"password": "not it at all"})
    answer = anonymous.post(LOGIN, right)
    assert answer.status_code == 429
    assert b"Too many tries" in answer.content


@pytest.mark.parametrize(
    "place",
    ["//evil.example", "https://evil.example", "/\\evil.example", "https:///evil.example", "javascript:alert(1)"],
)
def test_signing_in_never_leads_to_another_host(anonymous, right, place):
    answer = anonymous.post(LOGIN, right | {"next": place})
    assert answer.headers["Location"] == "/"


def test_signing_in_leads_back_to_where_one_wanted_to_go(anonymous, right):
    sent = anonymous.get("/people/")
    assert sent.headers["Location"] == "/accounts/login/?next=%2Fpeople%2F"
    assert b'name="next" value="/people/"' in anonymous.get(sent.headers["Location"]).content
    assert anonymous.post(LOGIN, right | {"next": "/people/"}).headers["Location"] == "/people/"


def test_htmx_is_sent_to_the_whole_page(anonymous):
    answer = anonymous.get("/people/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Redirect"][:17]) == (401, "/accounts/login/?")


def test_signing_out_needs_a_button(ada_client):
    assert ada_client.get("/accounts/logout/").status_code == 200
    assert ada_client.get("/profile/").status_code == 200
    ada_client.post("/accounts/logout/")
    assert ada_client.get("/profile/").status_code == 302


def test_nobody_signs_up_by_themselves(anonymous):
    assert anonymous.get("/accounts/signup/").status_code == 404


def test_a_person_who_left_is_out_at_once(ada, ben, ben_client):
    ben.leave(by=ada)
    assert ben_client.get("/people/").status_code == 302


def test_a_password_is_changed_by_who_knows_the_old_one(ada, ada_client, right):
    change = {"oldpassword": right["password"], "password1": "tenure matters", "password2": "tenure matters"}
    assert ada_client.post("/accounts/password/change/", change | {"oldpassword": "guess"}).status_code == 422
    assert ada_client.post("/accounts/password/change/", change).headers["Location"] == "/security/"
    ada.user.refresh_from_db()
    assert ada.user.check_password("tenure matters")


@pytest.mark.parametrize(
    "path",
    ["/accounts/login/", "/accounts/logout/", "/people/new", "/tokens/", "/profile/", "/workspace/", "/projects/new"],
)
def test_forms_of_other_sites_are_refused(ada, path):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(ada.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert strict.post(path, {"name": "x"}).status_code == 403


def test_who_was_signed_out_while_working_comes_back_to_the_page_and_to_no_part_of_it(anonymous, db):
    page = {"HX-Request": "true", "Referer": "http://testserver/projects/KITE/board?mine=1"}
    for sent in (anonymous.get("/notices/", headers=page), anonymous.post("/undo", headers=page)):
        assert sent.headers["HX-Redirect"] == "/accounts/login/?next=%2Fprojects%2FKITE%2Fboard%3Fmine%3D1"
    for came in ("http://evil.example/x", "http://testserver//evil.example", "", "junk"):
        sent = anonymous.post("/undo", headers={"HX-Request": "true", "Referer": came})
        assert sent.headers["HX-Redirect"] == "/accounts/login/?next=%2F"
