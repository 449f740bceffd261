"""A letter that somebody sends themselves at once: what it holds, what is told of it, and that it changes no week."""

import email
from datetime import UTC, datetime, timedelta
from email.policy import default

import pytest
from django_q.models import OrmQ

from assay.accounts.models import Person
from assay.digests import jobs
from assay.digests.actions import send_me
from assay.digests.models import Letter, Subscription, TrialLetter
from assay.kit.clock import as_of
from assay.kit.limits import TooOften
from assay.kit.models import WorkerBeat
from assay.kit.tests.post_office import post_office

pytestmark = pytest.mark.django_db
SUNDAY = datetime(2026, 3, 8, 12, tzinfo=UTC)
ADDRESS = "/digest/letters/trial"


@pytest.fixture
def office(settings):
    with post_office() as opened:
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", opened.port, 5
        settings.BASE_URL = "https://assay.example"
        yield opened


def work():
    """Do what is queued of these letters."""
    waiting = [one.task["args"] for one in OrmQ.objects.all()]
    OrmQ.objects.all().delete()
    for name, _ticket, *args in waiting:
        if name == jobs.send_trial.name:
            jobs.send_trial.work(*args)


def parsed(office):
    return [email.message_from_string(one, policy=default) for one in office.letters]


def test_it_tells_of_the_last_seven_days_and_says_that_it_is_no_letter_of_the_week(closing, office, ada_client, ada):
    with as_of(SUNDAY):
        assert ada_client.post(ADDRESS).status_code == 303
        work()
        page = ada_client.get("/digest/letters").content.decode()
    [letter] = parsed(office)
    text = letter.get_body(["plain"]).get_content()
    assert letter["To"] == "ada@northwind.example"
    assert letter["Subject"].startswith("Northwind, 2 to 8 March: 1 thing learned")
    assert "You sent this to yourself" in text
    assert "https://assay.example/digest/letters" in text
    assert letter["List-Unsubscribe"] is None
    assert "The mail server took your letter" in page


def test_the_letter_of_the_week_leaves_all_the_same_and_tells_the_same_days(closing, office, ada):
    Person.objects.update(joined_at=datetime(2026, 1, 1, tzinfo=UTC))
    with as_of(SUNDAY):
        send_me(ada)
        work()
    with as_of(SUNDAY + timedelta(days=1)):
        jobs.post_letters.work()
    [letter] = Letter.objects.filter(subscription__person=ada)
    assert (letter.first.isoformat(), letter.last.isoformat()) == ("2026-03-02", "2026-03-08")


def test_it_is_sent_of_a_quiet_week_as_well(kite, office, ben):
    with as_of(SUNDAY - timedelta(days=200)):
        send_me(ben)
        work()
    assert "A quiet week" in parsed(office)[0]["Subject"]


def test_what_the_server_answers_stands_on_the_page_and_it_is_not_tried_again(closing, office, ada_client):
    office.refusals["RCPT"] = "550 nobody here"
    with as_of(SUNDAY):
        ada_client.post(ADDRESS)
        work()
        assert "550 nobody here" in ada_client.get(ADDRESS, headers={"HX-Request": "true"}).content.decode()
        jobs.post_letters.work()
        work()
    assert office.letters == []


def test_a_server_that_hangs_up_after_the_letter_leaves_it_in_doubt(closing, office, ada_client):
    office.refusals["."] = ""
    with as_of(SUNDAY):
        ada_client.post(ADDRESS)
        work()
        assert "may have arrived, or not" in ada_client.get("/digest/letters").content.decode()


def test_pressed_twice_sends_one(closing, office, ada):
    with as_of(SUNDAY):
        send_me(ada)
        send_me(ada)
        assert OrmQ.objects.count() == 1
        work()
    assert len(office.letters) == 1


def test_a_job_that_is_handed_out_twice_sends_one(closing, office, ada):
    with as_of(SUNDAY):
        trial = send_me(ada)
        jobs.send_trial.work(trial.pk)
        jobs.send_trial.work(trial.pk)
    assert len(office.letters) == 1


def test_nobody_floods_a_mailbox(closing, office, ada, ada_client):
    with as_of(SUNDAY):
        for _ in range(5):
            send_me(ada)
            work()
        with pytest.raises(TooOften):
            send_me(ada)
        refused = ada_client.post(ADDRESS)
        assert (refused.status_code, len(office.letters)) == (429, 5)
        assert "Wait 60 minutes" in refused.content.decode()
    with as_of(SUNDAY + timedelta(minutes=61)):
        send_me(ada)


def test_while_no_worker_runs_the_page_says_so(closing, office, ada_client):
    with as_of(SUNDAY):
        ada_client.post(ADDRESS)
        assert "waits for a worker" in ada_client.get("/digest/letters").content.decode()
        WorkerBeat.beat("here:1", at=SUNDAY)
        assert "is on its way to the mail server" in ada_client.get("/digest/letters").content.decode()
    with as_of(SUNDAY + timedelta(hours=1)):
        assert "Nobody took your letter up" in ada_client.get("/digest/letters").content.decode()
        ada_client.post(ADDRESS)
    assert OrmQ.objects.count() == 2


def test_without_a_mail_server_the_page_says_how_to_set_one_up(ada_client, settings):
    settings.EMAIL_HOST = ""
    page = ada_client.get("/digest/letters").content.decode()
    assert "ASSAY_SMTP_URL" in page
    assert "Send me a letter now" not in page
    refused = ada_client.post(ADDRESS)
    assert (refused.status_code, TrialLetter.objects.count()) == (409, 0)
    assert "No mail server is set up" in refused.content.decode()


def test_a_page_and_a_program_warn_while_links_in_letters_lead_nowhere(office, settings, ada_client):
    assert "opens nowhere else" not in ada_client.get("/digest/letters").content.decode()
    settings.BASE_URL = "http://127.0.0.1:8000"
    for path in ("/digest/letters", "/workspace/letters"):
        assert "opens nowhere else" in ada_client.get(path).content.decode()


def test_programs_send_and_ask(closing, office, api, ada, ben):
    assert api(ben).get("/api/v1/digest/letters/trial").status_code == 404
    with as_of(SUNDAY):
        asked = api(ada).post("/api/v1/digest/letters/trial")
        assert (asked.status_code, asked.json()["state"], asked.json()["is_over"]) == (202, "waiting", False)
        work()
        found = api(ada).get("/api/v1/digest/letters/trial").json()
    assert (found["state"], found["is_over"], found["address"]) == ("sent", True, "ada@northwind.example")


def test_programs_are_told_what_is_missing(api, ada, settings):
    settings.EMAIL_HOST = ""
    refused = api(ada).post("/api/v1/digest/letters/trial")
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "no-mail")


def test_who_left_gets_none(closing, office, ada, ben):
    with as_of(SUNDAY):
        trial = send_me(ben)
        ben.leave(by=ada)
        jobs.send_trial.work(trial.pk)
    assert office.letters == []


def test_who_never_chose_has_chosen_nothing_by_it(closing, office, ben):
    with as_of(SUNDAY):
        send_me(ben)
        work()
    assert not Subscription.objects.exists()
