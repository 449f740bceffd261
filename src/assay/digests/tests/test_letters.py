"""Letters: when they are due, what they hold, and that none goes out twice."""

import email
from datetime import UTC, date, datetime, timedelta
from email.policy import default

import pytest
from django_q.models import OrmQ

from assay.activity.models import Event
from assay.digests import jobs
from assay.digests.due import next_day
from assay.digests.models import Letter, Subscription
from assay.digests.models.letter import State
from assay.digests.tests.a_week import close
from assay.kit.clock import as_of
from assay.kit.tests.post_office import post_office

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 3, 9, 8, tzinfo=UTC)


@pytest.fixture
def office(settings):
    with post_office() as opened:
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", opened.port, 5
        settings.BASE_URL = "https://assay.example"
        yield opened


@pytest.fixture
def reader(ada, closing):
    """Ada, who has been here for long, with something to tell her."""
    type(ada).objects.update(joined_at=datetime(2026, 1, 1, tzinfo=UTC))
    return ada


def post(at=MONDAY):
    """Let the clock strike, and do what it queued."""
    with as_of(at):
        jobs.post_letters.work()
        waiting = list(OrmQ.objects.all())
        OrmQ.objects.all().delete()
        for one in waiting:
            name, _ticket, *args = one.task["args"]
            if name == jobs.send_letter.name:
                jobs.send_letter.work(*args)


def parsed(office):
    return [email.message_from_string(one, policy=default) for one in office.letters]


def test_on_monday_morning_a_letter_tells_of_the_week_before(reader, office):
    post(MONDAY - timedelta(hours=2))
    assert office.letters == []
    post()
    [letter] = parsed(office)
    assert letter["To"] == "ada@northwind.example"
    assert letter["Subject"].startswith("Northwind, 2 to 8 March: 1 thing learned")
    text, html = (letter.get_body([kind]).get_content() for kind in ("plain", "html"))
    assert "- Tail length tells more than weight." in text
    assert '<a href="https://assay.example/tasks/KITE-' in html


def test_a_letter_says_how_to_end_it_by_one_click(reader, office, anonymous):
    post()
    [letter] = parsed(office)
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = letter["List-Unsubscribe"].strip("<>")
    assert address.startswith("https://assay.example/no-more-letters/")
    assert f"List-Unsubscribe: <{address}>" in office.letters[0].splitlines()  # neither folded nor encoded
    assert address in letter.get_body(["plain"]).get_content()
    path = address.removeprefix("https://assay.example")
    assert anonymous.get(path).status_code == 200
    assert Subscription.objects.get(person=reader).day == 1
    assert anonymous.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Subscription.objects.get(person=reader).day is None
    assert anonymous.post(path).status_code == 200
    post(MONDAY + timedelta(days=7))
    assert len(office.letters) == 1


def test_each_reader_gets_one_letter_a_week_however_often_the_clock_strikes(reader, office):
    for minutes in range(0, 60, 5):
        post(MONDAY + timedelta(minutes=minutes))
    assert len(office.letters) == 1
    assert Letter.objects.get().state is State.SENT


def test_two_beats_at_once_queue_and_send_one_letter(reader, office):
    with as_of(MONDAY):
        jobs.post_letters.work()
        jobs.post_letters.work()
        [letter] = Letter.objects.all()
        for _ in range(3):
            jobs.send_letter.work(letter.pk)
    assert len(office.letters) == 1


def test_a_letter_that_was_begun_when_the_worker_died_is_in_doubt_and_not_sent_again(reader, office, ada):
    with as_of(MONDAY):
        jobs.post_letters.work()
        [letter] = Letter.objects.all()
        assert letter.begin()
    post(MONDAY + timedelta(minutes=5))
    assert letter_state() is State.WAITING
    post(MONDAY + timedelta(minutes=20))
    post(MONDAY + timedelta(minutes=60))
    assert office.letters == []
    assert letter_state() is State.IN_DOUBT
    assert told_owners() == [ada.pk]


def test_a_letter_whose_job_was_lost_before_it_began_goes_out_later(reader, office):
    with as_of(MONDAY):
        jobs.post_letters.work()
    OrmQ.objects.all().delete()
    post(MONDAY + timedelta(minutes=5))
    assert office.letters == []
    post(MONDAY + timedelta(minutes=20))
    assert len(office.letters) == 1


def test_what_the_server_refuses_for_now_is_tried_again_and_owners_are_told_once(reader, office, ada):
    office.refusals["MAIL"] = "451 try later"
    post()
    assert (letter_state(), Letter.objects.get().problem) == (State.WAITING, "451 try later")
    assert told_owners() == [ada.pk]
    post(MONDAY + timedelta(minutes=5))
    assert Letter.objects.get().tries == 1
    post(MONDAY + timedelta(minutes=25))
    assert (Letter.objects.get().tries, told_owners()) == (2, [ada.pk])
    office.refusals.clear()
    post(MONDAY + timedelta(hours=2))
    assert (len(office.letters), letter_state()) == (1, State.SENT)


def test_a_server_that_is_away_gets_the_letter_when_it_is_back(reader, office, settings):
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    post()
    assert letter_state() is State.WAITING
    settings.EMAIL_PORT = port
    post(MONDAY + timedelta(hours=1))
    assert letter_state() is State.SENT


def test_an_address_where_nobody_lives_is_given_up_at_once(reader, office):
    office.refusals["RCPT"] = "550 nobody here"
    post()
    assert (letter_state(), Letter.objects.get().problem) == (State.GIVEN_UP, "550 nobody here")


def test_after_two_days_a_letter_is_given_up(reader, office):
    office.refusals["MAIL"] = "451 try later"
    for hours in (0, 10, 20, 30, 40, 49, 60):
        post(MONDAY + timedelta(hours=hours))
    assert letter_state() is State.GIVEN_UP
    assert Event.objects.filter(kind="letter.not-delivered").count() == 2


def test_a_server_that_hangs_up_after_the_letter_may_have_it(reader, office):
    office.refusals["."] = ""
    post()
    assert letter_state() is State.IN_DOUBT
    post(MONDAY + timedelta(hours=2))
    assert len(office.letters) == 1


def test_a_week_without_anything_to_tell_brings_no_letter(reader, office):
    post(MONDAY + timedelta(days=14))
    assert (office.letters, letter_state()) == ([], State.QUIET)


def test_who_chose_another_day_hears_of_the_days_since_the_last_letter(reader, office, kite, ada):
    post()
    with as_of(MONDAY + timedelta(hours=2)):
        Subscription.choose(reader, day=5, covers="all")
    close(kite, ada, learnings="Colour matters.", at=MONDAY + timedelta(hours=5))
    post(MONDAY + timedelta(days=4))
    assert len(office.letters) == 1  # this week's has gone
    post(MONDAY + timedelta(days=11))
    letter = Letter.objects.latest("pk")
    assert (letter.first, letter.last) == (date(2026, 3, 9), date(2026, 3, 19))
    assert "Colour matters." in parsed(office)[1].get_body(["plain"]).get_content()


def test_seven_in_the_morning_is_where_the_reader_is(reader, office, northwind):
    northwind.time_zone = "America/Los_Angeles"
    northwind.save()
    post(MONDAY)
    assert office.letters == []
    post(MONDAY + timedelta(hours=7))
    assert len(office.letters) == 1


def test_who_came_after_the_morning_waits_for_the_next(ada, closing, office):
    type(ada).objects.update(joined_at=MONDAY)
    post(MONDAY + timedelta(hours=1))
    assert not Letter.objects.exists()


def test_the_next_letter_is_told_by_what_sends_it(ada, office):
    early, late = MONDAY - timedelta(hours=2), MONDAY + timedelta(hours=2)
    for chosen_at, weekday, leaves in (
        (early, 1, date(2026, 3, 9)),
        (late, 1, date(2026, 3, 16)),
        (late, 5, date(2026, 3, 13)),
        (late, None, None),
    ):
        with as_of(chosen_at):
            Subscription.choose(ada, day=None, covers="all")
            held = Subscription.choose(ada, day=weekday, covers="all")
        assert next_day(held, chosen_at) == leaves
    with as_of(early):
        held = Subscription.choose(ada, day=1, covers="all")
    assert next_day(held, late) == date(2026, 3, 9)  # due, and not written yet
    Letter.write(held, "2026-W11", first=date(2026, 3, 2), last=date(2026, 3, 8))
    Letter.objects.update(made_at=late)
    assert next_day(held, late) == date(2026, 3, 16)


@pytest.mark.parametrize("who", ["left", "guest", "nameless"])
def test_who_is_gone_a_guest_or_without_an_address_gets_none(reader, office, ben, gil, kite, who):
    type(ben).objects.update(joined_at=datetime(2026, 1, 1, tzinfo=UTC))
    for project_member in (ben, gil):
        kite.add_member(project_member, by=reader)
    if who == "left":
        ben.leave(by=reader)
    if who == "nameless":
        type(ben).objects.filter(pk=ben.pk).update(user=None)
    post()
    got = {one["To"] for one in parsed(office)}
    assert "gil@northwind.example" not in got
    assert ("ben@northwind.example" in got) == (who == "guest")


def test_without_a_mail_server_nothing_is_written(reader, settings):
    settings.EMAIL_HOST = ""
    post()
    assert not Letter.objects.exists()


def test_a_name_that_tries_to_write_headers_is_words(reader, office, northwind):
    northwind.name = "North\r\nBcc: all@x.example"
    northwind.save()
    post()
    [letter] = parsed(office)
    assert letter["Bcc"] is None
    assert "North Bcc: all@x.example" in letter["Subject"]


def test_a_domain_beyond_ascii_is_written_as_mail_servers_know_it(reader, office):
    type(reader.user).objects.filter(pk=reader.user_id).update(email="ada@b\u00fccher.example")
    post()
    [letter] = parsed(office)
    assert (letter["To"], letter_state()) == ("ada@xn--bcher-kva.example", State.SENT)


def test_a_private_project_is_in_no_letter_of_who_may_not_see_it(reader, office, ben, kite):
    kite.add_member(ben, by=reader)
    type(ben).objects.update(joined_at=datetime(2026, 1, 1, tzinfo=UTC))
    post()
    assert len(office.letters) == 2
    kite.remove_member(ben, by=reader)
    type(kite).objects.update(private_at=MONDAY)
    close(kite, reader, learnings="More.", at=MONDAY)
    post(MONDAY + timedelta(days=7))
    assert {one["To"] for one in parsed(office)[2:]} == {"ada@northwind.example"}


def letter_state():
    return Letter.objects.get().state


def told_owners():
    return [one for event in Event.objects.filter(kind="letter.not-delivered") for one in event.data["owners"]]


def test_charts_are_pictures_inside_the_letter(reader, office, kite):
    tasks = list(kite.tasks.all())
    for number, task in enumerate(tasks):
        moment = MONDAY - timedelta(days=60 - 2 * number)
        facts = {"created_at": moment, "started_at": moment}
        done = {"finished_at": moment + timedelta(hours=5)} if number < len(tasks) - 2 else {}
        type(task).objects.filter(pk=task.pk).update(**facts, **done)
    post()
    [letter] = parsed(office)
    pictures = [part for part in letter.walk() if part.get_content_type() == "image/png"]
    html = letter.get_body(["html"]).get_content()
    assert pictures
    for one in pictures:
        assert one.get_content().startswith(b"\x89PNG")
        assert f'src="cid:{one["Content-ID"].strip("<>")}"' in html


def test_a_letter_that_cannot_be_written_is_tried_again_and_told(reader, office, ada, settings):
    settings.DEFAULT_FROM_EMAIL = "Assay\n<broken"
    post()
    post(MONDAY + timedelta(minutes=30))
    assert (letter_state(), Letter.objects.get().tries, told_owners()) == (State.WAITING, 2, [ada.pk])
    settings.DEFAULT_FROM_EMAIL = "Assay <assay@localhost>"
    post(MONDAY + timedelta(hours=3))
    assert letter_state() is State.SENT


def test_a_status_of_several_lines_is_one_line_of_a_letter(reader, office, kite, ada):
    with as_of(MONDAY - timedelta(days=3)):
        kite.edit(status="The wind came\n\n- two kites fly.\n* one does not", version=kite.version, by=ada)
    post()
    [letter] = parsed(office)
    text, html = (letter.get_body([kind]).get_content() for kind in ("plain", "html"))
    assert "- The wind came. two kites fly. one does not (where it stands)" in text
    assert "The wind came. two kites fly. one does not" in html
