"""Single sign-on against allauth's own identity provider, and what an attacker might send instead of it."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from tests.identity import Identity, identity
from tests.serving import free_port

from assay.accounts.models import Invitation, Person, User
from assay.activity.models import Event

HOME = "http://testserver"
ANSWER = "/accounts/single-sign-on/answer"
NIA, EVE = "nia@company.example", "eve@company.example"


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Identity]:
    """The provider, one for all tests of this file."""
    with identity(tmp_path_factory.mktemp("identity"), for_address=HOME) as running:
        yield running


@pytest.fixture
def idp(company: Identity, settings: Any) -> Identity:
    """The provider, set as Assay's."""
    settings.SINGLE_SIGN_ON, settings.BASE_URL = company.settings, HOME
    return company


@pytest.fixture
def nia(ada: Any) -> Person:
    """Somebody here whose address the provider knows as well; they sign in by password."""
    user = User.objects.create_user(NIA, "Nia, a long password")
    return Person.join(ada.workspace, name="Nia", role="member", user=user, by=ada)


def invite(ada: Any, *, email: str = NIA, role: str = "member") -> tuple[Invitation, str]:
    return Invitation.make(name="Nia Company", email=email, role=role, by=ada)


def is_in(client: Client) -> bool:
    return client.get("/people/").status_code == 200


def test_the_sign_in_page_offers_it_only_where_it_is_set(idp: Identity, anonymous: Client, settings: Any) -> None:
    assert b"Continue with Company ID" in anonymous.get("/accounts/login/").content
    settings.SINGLE_SIGN_ON = None
    assert b"Company ID" not in anonymous.get("/accounts/login/").content
    assert anonymous.post("/accounts/single-sign-on").status_code == 404
    assert anonymous.get(ANSWER).status_code == 404


def test_who_was_invited_by_address_comes_in_and_comes_back(idp: Identity, ada: Any, anonymous: Client) -> None:
    invite(ada, role="lead")
    assert idp.sign_in(anonymous, "nia").headers["Location"] == "/"
    assert is_in(anonymous)
    person = Person.objects.get(user__email=NIA)
    assert (person.name, person.role, person.user and person.user.has_usable_password()) == (
        "Nia Company",
        "lead",
        False,
    )
    assert Event.objects.filter(kind="single-sign-on.linked", person=person).exists()
    again = Client()
    assert idp.sign_in(again, "nia").headers["Location"] == "/"
    assert is_in(again)
    assert Person.objects.filter(user__email=NIA).count() == 1


def test_who_holds_an_invitation_link_comes_in(idp: Identity, ada: Any, anonymous: Client) -> None:
    invitation, secret = invite(ada, email="")
    assert b"Join with Company ID" in anonymous.get(f"/join/{secret}").content
    assert idp.sign_in(anonymous, "nia", invitation=secret).headers["Location"] == "/"
    assert is_in(anonymous)
    invitation.refresh_from_db()
    assert invitation.used_at


def test_the_link_of_somebody_elses_invitation_lets_nobody_in(idp: Identity, ada: Any, anonymous: Client) -> None:
    _invitation, secret = invite(ada, email="olu@company.example")
    assert idp.sign_in(anonymous, "nia", invitation=secret).status_code == 403
    assert not User.objects.filter(email=NIA).exists()


def test_not_everybody_at_the_provider_comes_in(idp: Identity, ada: Any, anonymous: Client) -> None:
    refused = idp.sign_in(anonymous, "nia")
    assert refused.status_code == 403
    assert b"Nobody has invited nia@company.example" in refused.content
    assert not is_in(anonymous)
    assert not User.objects.filter(email=NIA).exists()


@pytest.mark.parametrize(
    ("domains", "status"), [(("company.example",), 302), (("pany.example",), 403), (("example",), 403)]
)
def test_a_domain_that_is_let_in_joins_as_member(
    idp: Identity, ada: Any, anonymous: Client, settings: Any, domains: tuple[str, ...], status: int
) -> None:
    settings.SINGLE_SIGN_ON = type(idp.settings)(**{**vars(idp.settings), "domains": domains})
    assert idp.sign_in(anonymous, "nia").status_code == status
    roles = list(Person.objects.filter(user__email=NIA).values_list("role", flat=True))
    assert roles == (["member"] if status == 302 else [])


def test_an_address_that_is_not_verified_opens_nothing(
    idp: Identity, ada: Any, anonymous: Client, settings: Any
) -> None:
    settings.SINGLE_SIGN_ON = type(idp.settings)(**{**vars(idp.settings), "domains": ("company.example",)})
    invite(ada, email=EVE)
    assert idp.sign_in(anonymous, "eve").status_code == 403
    assert not is_in(anonymous)


def test_an_account_is_never_linked_by_its_address_alone(idp: Identity, nia: Person, anonymous: Client) -> None:
    refused = idp.sign_in(anonymous, "nia")
    assert refused.status_code == 403
    assert b"signs in here by password" in refused.content
    assert not SocialAccount.objects.exists()


def test_who_signed_in_by_password_links_and_unlinks(idp: Identity, nia: Person, anonymous: Client) -> None:
    anonymous.post("/accounts/login/", {"login": NIA, "password": "Nia, a long password"})
    asked = anonymous.post("/accounts/single-sign-on", {"process": "connect"})
    assert asked.headers["Location"].startswith("/security/confirmation")
    anonymous.post("/security/confirmation", {"password": "Nia, a long password", "next": "/security/"})
    # Another address than the one here: who is signed in has proven both.
    assert idp.sign_in(anonymous, "eve", process="connect").headers["Location"] == "/security/"
    assert b"eve@company.example" in anonymous.get("/security/").content
    other = Client()
    assert idp.sign_in(other, "eve").headers["Location"] == "/"
    assert other.session["_auth_user_id"] == str(nia.user_id)
    assert anonymous.post("/security/single-sign-on/removal").status_code == 303
    assert idp.sign_in(Client(), "eve").status_code == 403


def test_the_only_way_in_cannot_be_unlinked(idp: Identity, ada: Any, anonymous: Client) -> None:
    invite(ada)
    idp.sign_in(anonymous, "nia")
    anonymous.post("/security/single-sign-on/removal")
    assert SocialAccount.objects.count() == 1


def test_who_was_removed_does_not_come_back_by_it(idp: Identity, ada: Any, anonymous: Client) -> None:
    invite(ada)
    idp.sign_in(anonymous, "nia")
    Person.objects.get(user__email=NIA).leave(by=ada)
    assert not is_in(anonymous)
    again = Client()
    idp.sign_in(again, "nia")
    assert not is_in(again)


def test_an_answer_for_another_browser_is_refused(idp: Identity, ada: Any, anonymous: Client) -> None:
    invite(ada)
    address = idp.way_back(Client(), "nia")
    assert anonymous.get(address).status_code == 401
    assert not is_in(anonymous)


def test_an_answer_counts_once(idp: Identity, ada: Any, anonymous: Client) -> None:
    invite(ada)
    address = idp.way_back(anonymous, "nia")
    assert anonymous.get(address).status_code == 302
    anonymous.post("/accounts/logout/")
    assert anonymous.get(address).status_code == 401
    assert not is_in(anonymous)


@pytest.mark.parametrize(
    "query", ["", "?code=x", "?code=x&state=guessed", "?state=guessed&error=server_error", "?state[]=1"]
)
def test_an_answer_nobody_asked_for_is_refused(idp: Identity, anonymous: Client, query: str) -> None:
    assert anonymous.get(f"{ANSWER}{query}").status_code == 401


def test_an_answer_to_another_question_is_refused(idp: Identity, ada: Any, anonymous: Client) -> None:
    invite(ada)
    address = idp.way_back(anonymous, "nia")
    session = anonymous.session
    [state] = re.findall(r"state=(\w+)", address)
    session["socialaccount_states"][state][0]["nonce"] = "another"
    session.save()
    assert anonymous.get(address).status_code == 401
    assert not is_in(anonymous)


def test_a_provider_of_another_name_is_refused(idp: Identity, ada: Any, anonymous: Client, settings: Any) -> None:
    elsewhere = idp.address.replace("127.0.0.1", "localhost")
    settings.SINGLE_SIGN_ON = type(idp.settings)(**{**vars(idp.settings), "url": f"{elsewhere}/.well-known/x"})
    assert anonymous.post("/accounts/single-sign-on").status_code in (401, 503)


def test_a_provider_that_is_away_is_named_and_the_password_still_works(
    idp: Identity, ada: Any, anonymous: Client, settings: Any
) -> None:
    away = f"http://127.0.0.1:{free_port()}"
    settings.SINGLE_SIGN_ON = type(idp.settings)(**{**vars(idp.settings), "url": away})
    answer = anonymous.post("/accounts/single-sign-on")
    assert answer.status_code == 503
    assert b"Company ID does not answer" in answer.content
    anonymous.post("/accounts/login/", {"login": ada.user.email, "password": f"{ada.name}, a long password"})
    assert is_in(anonymous)


def test_where_one_wanted_to_go_is_kept_and_is_never_another_host(idp: Identity, ada: Any, anonymous: Client) -> None:
    invite(ada)
    assert idp.sign_in(anonymous, "nia", next="/people/").headers["Location"] == "/people/"
    assert idp.sign_in(Client(), "nia", next="//evil.example").headers["Location"] == "/"


def test_other_sites_cannot_begin_it(idp: Identity) -> None:
    assert Client(enforce_csrf_checks=True).post("/accounts/single-sign-on").status_code == 403
    assert Client().get("/accounts/single-sign-on").status_code == 405


def test_secrets_of_the_exchange_do_not_reach_the_log(
    idp: Identity, anonymous: Client, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    anonymous.get(f"{ANSWER}?code=k7Qh3vXz9LmN2pR8sT4w&state=guessed")
    assert idp.settings.secret not in caplog.text
