"""Guessing at the doors ends with 429, in whichever process; whoever is right is never counted."""

import pytest
from django.test import Client

from assay.accounts.security.tests.codes import password_of
from assay.kit.models import Tally

LOGIN = "/accounts/login/"


def test_signing_in_with_the_right_password_counts_nothing(ben, sign_in):
    for _ in range(8):
        assert sign_in(ben)[1].status_code == 302
    assert not Tally.objects.exists()


def test_wrong_passwords_are_counted_in_the_database_for_all_processes(ada, anonymous):
    said = {"login": ada.user.email, "password": "not it at all"}
    for _ in range(5):
        assert Client().post(LOGIN, said).status_code == 422
    refused = anonymous.post(LOGIN, said | {"password": password_of(ada)})
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 300


def test_what_is_refused_is_counted_no_further(ada, anonymous):
    said = {"login": ada.user.email, "password": "not it at all"}
    for _ in range(9):
        anonymous.post(LOGIN, said)
    assert sorted(Tally.objects.values_list("count", flat=True)) == [5, 5]


def test_one_place_cannot_try_many_addresses(anonymous, ada):
    for number in range(20):
        anonymous.post(LOGIN, {"login": f"{number}@x.example", "password": "not it at all"})
    assert anonymous.post(LOGIN, {"login": "new@x.example", "password": "not it"}).status_code == 429


@pytest.mark.parametrize("path", ["/welcome/enter_{}", "/join/join_{}"])
def test_guessing_links_ends(anonymous, path):
    statuses = [anonymous.get(path.format(number)).status_code for number in range(22)]
    assert statuses == [410] * 20 + [429] * 2


def test_a_good_link_opens_for_whoever_guessed_before(anonymous, ada, ben):
    for number in range(22):
        anonymous.get(f"/welcome/enter_{number}")
    assert anonymous.get(f"/welcome/{ben.make_link(by=ada)}").status_code == 200


def test_guessing_tokens_ends_and_good_ones_go_on(ada_token):
    def ask(place, secret):
        return Client().get(place, headers={"Authorization": f"Bearer {secret}"})

    for number in range(60):
        assert ask("/api/v1/me", f"assay_{number}").status_code == 401
    for place in ("/api/v1/me", "/api/2.0/mlflow/experiments/get?experiment_id=1"):
        refused = ask(place, "assay_one_more")
        assert refused.status_code == 429
        assert int(refused.headers["Retry-After"]) > 0
    assert ask("/api/v1/me", ada_token).status_code == 200


def test_a_request_without_a_token_is_no_guess(anonymous):
    for _ in range(3):
        assert anonymous.get("/api/v1/me").status_code == 401
    assert not Tally.objects.exists()
