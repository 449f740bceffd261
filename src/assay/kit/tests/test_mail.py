"""Mail goes to the server from the worker; a request only queues it."""

import pytest
from django.core.mail import EmailMessage, get_connection
from django_q.models import OrmQ

from assay.config.mail import MailServer, UnknownMailServer, from_url
from assay.kit.jobs import run
from assay.kit.tests.post_office import post_office

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("", MailServer()),
        ("smtp://mail.example", MailServer("mail.example", 25)),
        ("smtp+tls://me:p%40ss@mail.example", MailServer("mail.example", 587, "me", "p@ss", turns_to_tls=True)),
        ("smtps://mail.example:4650", MailServer("mail.example", 4650, is_tls=True)),
    ],
)
def test_one_address_says_it_all(url, server):
    assert from_url(url) == server


@pytest.mark.parametrize("url", ["mail.example:25", "http://mail.example", "smtp://"])
def test_an_address_that_names_no_mail_server_says_how_it_should_look(url):
    with pytest.raises(UnknownMailServer, match=r"smtp\+tls://"):
        from_url(url)


@pytest.fixture
def connection():
    return get_connection("assay.kit.mail.QueuedMail")


def test_sending_queues_and_the_worker_delivers(settings, connection):
    with post_office() as office:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", office.port
        EmailMessage("Hello\nthere", "A line.", "a@x.example", ["b@x.example"], connection=connection).send()
        assert office.letters == []
        run(*OrmQ.objects.get().task["args"])
        [letter] = office.letters
    assert "Subject: Hello there" in letter
    assert "To: b@x.example" in letter
    assert "A line." in letter


def test_without_a_server_nothing_is_kept(settings, connection):
    settings.EMAIL_HOST = ""
    assert EmailMessage("Hello", "A line.", "a@x.example", ["b@x.example"], connection=connection).send() == 0
    assert not OrmQ.objects.exists()
