"""Mail goes to the server from the worker; a request only queues it."""

import smtplib
import socket
import ssl
from email.message import EmailMessage as WholeMessage

import pytest
from django.core.mail import EmailMessage, get_connection
from django_q.models import OrmQ

from assay.config.mail import MailServer, UnknownMailServer, from_url
from assay.kit import mail_trouble
from assay.kit.jobs import run
from assay.kit.mail import NotTaken, hand_over
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


def whole(to="b@x.example"):
    message = WholeMessage()
    message["From"], message["To"], message["Subject"] = "a@x.example", to, "Hello"
    message.set_content("A line.")
    return message


@pytest.fixture
def office(settings):
    with post_office() as opened:
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", opened.port, 5
        yield opened


@pytest.mark.parametrize(
    ("refused", "told", "is_final"),
    [
        ({"MAIL": "451 try later"}, "451 try later", False),
        ({"MAIL": "550 not you"}, "550 not you", False),
        ({"RCPT": "450 try later"}, "450 try later", False),
        ({"RCPT": "550 nobody here"}, "550 nobody here", True),
        ({".": "552 too long"}, "552 too long", False),
        ({"MAIL": ""}, "cannot be reached: Connection unexpectedly closed", False),
        ({"RCPT": ""}, "cannot be reached: Connection unexpectedly closed", False),
        ({"EHLO": "502 what", "HELO": "502 what"}, "502 what", False),
    ],
)
def test_what_the_server_surely_has_nothing_of_is_not_taken(office, refused, told, is_final):
    office.refusals |= refused
    with pytest.raises(NotTaken, match=told) as found:
        hand_over(whole())
    assert found.value.is_final is is_final


def test_of_what_was_sent_without_an_answer_nobody_knows(office):
    office.refusals["."] = ""
    with pytest.raises(smtplib.SMTPServerDisconnected):
        hand_over(whole())


def test_a_server_that_knows_no_letters_beyond_ascii_never_takes_a_letter_to_them(office):
    with pytest.raises(NotTaken, match="SMTPUTF8") as found:
        hand_over(whole("ad\u00e4@x.example"))
    assert found.value.is_final
    assert office.letters == []


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (ssl.SSLCertVerificationError(1, "self-signed"), "speaks no TLS that can be trusted: self-signed"),
        (socket.gaierror(-2, "Name or service not known"), "No mail server is known by the name in 127.0.0.1:"),
        (TimeoutError("timed out"), "did not answer in time"),
        (smtplib.SMTPException("odd"), "cannot be reached: odd"),
    ],
)
def test_whatever_shuts_the_way_is_told_in_words(office, error, told):
    assert told in mail_trouble.of_the_way(error)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"EMAIL_USE_TLS": True}, "does not turn to TLS. Write smtps://"),
        ({"EMAIL_HOST_USER": "me", "EMAIL_HOST_PASSWORD": "x"}, "takes no name and password this way"),
        ({"EMAIL_PORT": 1}, "cannot be reached: Connection refused"),
        ({"EMAIL_HOST": "a..b"}, "letters that mail servers do not take"),
    ],
)
def test_a_server_that_is_set_wrongly_is_told_with_what_to_do(office, settings, said, told):
    for name, value in said.items():
        setattr(settings, name, value)
    with pytest.raises(NotTaken, match=told) as found:
        hand_over(whole())
    assert not found.value.is_final


def test_a_wrong_password_is_told_as_one(office, settings):
    office.refusals |= {"EHLO": "250-post office\r\n250 AUTH PLAIN", "AUTH": "535 no"}
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "me", "x"
    with pytest.raises(NotTaken, match="does not take the name and password of ASSAY_SMTP_URL: 535 no"):
        hand_over(whole())
