"""A lost password: by mail where there is a server, by a link of an owner or a lead."""

import re

import pytest
from django_q.models import OrmQ

from assay.accounts.models import Door, Person
from assay.accounts.security.new_password import mail_password_link, make_password_link
from assay.accounts.security.tests.codes import code_of, first_of
from assay.activity.models import Event
from assay.kit.jobs import run
from assay.kit.tests.post_office import post_office

RESET = "/accounts/password/reset"
NEW = {"password": "tenure matters most"}


@pytest.fixture
def office(settings):
    with post_office() as office:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", office.port
        yield office


def alike(answer, email: str) -> str:
    """The page without what differs from request to request."""
    return re.sub(r'nonce="[^"]*"', "", answer.content.decode().replace(email, "X"))


def work() -> None:
    for package in OrmQ.objects.all():
        run(*package.task["args"])
        package.delete()


def test_without_a_mail_server_the_page_says_who_helps(anonymous):
    page = anonymous.get(RESET)
    assert b"This server sends no mail" in page.content
    assert b"owner or a lead" in page.content
    assert anonymous.post(RESET, {"email": "ada@northwind.example"}).status_code == 200
    assert not OrmQ.objects.exists()


def test_known_and_unknown_addresses_get_the_same_answer(anonymous, ada, office):
    known = anonymous.post(RESET, {"email": ada.user.email})
    unknown = anonymous.post(RESET, {"email": "eve@northwind.example"})
    assert known.status_code == unknown.status_code == 200
    assert alike(known, ada.user.email) == alike(unknown, "eve@northwind.example")
    assert OrmQ.objects.count() == 2


def test_nothing_is_sent_inside_the_request(anonymous, ada, office):
    anonymous.post(RESET, {"email": ada.user.email})
    assert office.letters == []
    assert not Door.objects.exists()


def test_the_mailed_link_sets_a_new_password_and_signs_out_everywhere_else(
    ben, ben_client, anonymous, office, settings
):
    settings.BASE_URL = "https://assay.example"
    anonymous.post(RESET, {"email": ben.user.email.upper()})
    work()
    [letter] = office.letters
    plain = letter.replace("=\r\n", "").replace("=3D", "=")
    path = first_of(r"https://assay\.example(/welcome/\S+)", plain)
    assert b"Set a new password" in anonymous.get(path).content
    assert anonymous.post(path, NEW).headers["Location"] == "/"
    ben.user.refresh_from_db()
    assert ben.user.check_password(NEW["password"])
    assert ben_client.get("/people/").status_code == 302
    assert anonymous.get("/people/").status_code == 200
    assert Event.objects.filter(kind="password.reset", person=ben).exists()


def test_an_unknown_address_gets_no_mail(db, office):
    mail_password_link.work("nobody@x.example")
    assert office.letters == []


def test_asking_again_and_again_is_refused(anonymous, ada, office):
    for _ in range(3):
        assert anonymous.post(RESET, {"email": ada.user.email}).status_code == 200
    refused = anonymous.post(RESET, {"email": ada.user.email})
    assert (refused.status_code, OrmQ.objects.count()) == (429, 3)
    assert int(refused.headers["Retry-After"]) > 3000


def test_a_link_works_once_and_needs_a_good_password(ada, ben, client, anonymous):
    path = f"/welcome/{make_password_link(ben, by=ada)}"
    assert client.post(path, {"password": "short"}).status_code == 422
    assert client.post(path, {}).status_code == 422
    assert client.post(path, NEW).status_code == 303
    assert anonymous.post(path, NEW).status_code == 410


def test_the_second_factor_is_asked_for_after_a_new_password(ada, ben, ben_app, client):
    path = f"/welcome/{make_password_link(ben, by=ada)}"
    assert client.post(path, NEW).headers["Location"] == "/accounts/second-factor"
    assert client.post("/accounts/second-factor", {"code": code_of(ben_app)}).headers["Location"] == "/"


@pytest.mark.parametrize(
    ("who", "whom", "status"),
    [
        ("ada", "lea", 200),
        ("ada", "ben", 200),
        ("lea", "ben", 200),
        ("lea", "gil", 200),
        ("lea", "ada", 403),
        ("ben", "gil", 403),
        ("gil", "ben", 403),
        ("cy", "ben", 404),
    ],
)
def test_who_may_make_a_password_link_for_whom(db, request, client_of, who, whom, status):
    client = client_of(request.getfixturevalue(who))
    person = request.getfixturevalue(whom)
    answer = client.post(f"/people/{person.pk}/password-link")
    assert answer.status_code == status
    assert Door.objects.filter(person=person).exists() == (status == 200)


def test_a_lead_makes_none_for_another_lead(ada, lea, lea_client):
    other = Person.join(
        ada.workspace, name="Lou", role="lead", user=type(lea.user).objects.create_user("lou@x.example")
    )
    assert lea_client.post(f"/people/{other.pk}/password-link").status_code == 403


def test_none_for_who_is_in_another_workspace_too(ada, ada_client, ben, kestrel):
    Person.join(kestrel, name="Ben", role="member", user=ben.user)
    assert ada_client.post(f"/people/{ben.pk}/password-link").status_code == 403


def test_an_invitation_link_is_not_ended_by_somebody_asking_for_a_password(ada, ben, client, office):
    entrance = f"/welcome/{ben.make_link(by=ada)}"
    mail_password_link.work(ben.user.email)
    assert client.get(entrance).status_code == 200
