"""Following a project by mail from behind a link."""

import email
from datetime import UTC, datetime, timedelta
from email.policy import default

import pytest
from django_q.models import OrmQ

from assay.activity.models import Event
from assay.digests import jobs
from assay.digests.models import Subscription
from assay.digests.tests.a_week import close
from assay.kit.clock import as_of
from assay.kit.tests.post_office import post_office
from assay.sharing.actions import renew
from assay.sharing.doors import form_token
from assay.sharing.models import ShareLink, Wish
from assay.sharing.tests.plain_reading import JARGON, words_of
from assay.sharing.things import VIEW, Name

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 3, 9, 8, tzinfo=UTC)


@pytest.fixture
def office(settings):
    with post_office() as opened:
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", opened.port, 5
        yield opened


@pytest.fixture
def opened(lu, kite, ada):
    """A link of lu to the state of kite, made in the spring, and its secret."""
    with as_of(MONDAY - timedelta(days=5)):
        return ShareLink.make(lu, Wish([Name(VIEW, str(kite.pk))]), by=ada)


def press(client, opened, wanted):
    link, secret = opened
    return client.post(f"/s/{secret}/following", {"form": form_token(link), "wanted": wanted})


def post(at):
    with as_of(at):
        jobs.post_letters.work()
        for one in list(OrmQ.objects.all()):
            name, _ticket, *args = one.task["args"]
            if name == jobs.send_letter.name:
                jobs.send_letter.work(*args)
        OrmQ.objects.all().delete()


def letters_to_lu(office):
    parsed = [email.message_from_string(one, policy=default) for one in office.letters]
    return [one for one in parsed if one["To"] == "lu@care.example"]


def test_who_follows_gets_plain_words_and_the_way_to_their_page(anonymous, opened, office, kite, ada):
    with as_of(MONDAY - timedelta(days=4)):
        assert "Follow by mail" in anonymous.get(f"/s/{opened[1]}").content.decode()
        assert press(anonymous, opened, "yes").status_code == 303
        assert "Following by mail" in anonymous.get(f"/s/{opened[1]}").content.decode()
    close(kite, ada, learnings="Long tails fly. Run 7 was the best.", at=MONDAY - timedelta(days=3))
    post(MONDAY)
    [letter] = letters_to_lu(office)
    text = letter.get_body(["plain"]).get_content()
    assert "Long tails fly." in text
    assert "Run 7" not in text
    assert f"/s/{opened[1]}" in text
    assert [one.outsider for one in Event.objects.filter(kind="digest.followed")] == ["Lu Ortega"]


def test_the_team_reads_who_follows(anonymous, opened, office, ada_client):
    assert "By mail to" not in ada_client.get("/projects/KITE/digest").content.decode()
    with as_of(MONDAY):
        press(anonymous, opened, "yes")
    assert "By mail to Lu Ortega" in ada_client.get("/projects/KITE/digest").content.decode()


def test_the_secret_is_kept_sealed(anonymous, opened, office):
    with as_of(MONDAY):
        press(anonymous, opened, "yes")
    assert opened[1] not in Subscription.objects.get().way


def test_who_follows_no_longer_gets_nothing(anonymous, opened, office, kite, ada):
    with as_of(MONDAY - timedelta(days=4)):
        press(anonymous, opened, "yes")
        press(anonymous, opened, "no")
    close(kite, ada, learnings="Long tails fly.", at=MONDAY - timedelta(days=3))
    post(MONDAY)
    assert letters_to_lu(office) == []


def test_an_ended_link_ends_the_letters(anonymous, opened, office, kite, ada):
    with as_of(MONDAY - timedelta(days=4)):
        press(anonymous, opened, "yes")
        opened[0].revoke(by=ada)
    close(kite, ada, learnings="Long tails fly.", at=MONDAY - timedelta(days=3))
    post(MONDAY)
    assert letters_to_lu(office) == []


def test_a_renewed_link_carries_the_letters_on(anonymous, opened, office, kite, ada):
    with as_of(MONDAY - timedelta(days=4)):
        press(anonymous, opened, "yes")
        secret = renew(opened[0], days=90, by_mail=False, by=ada)
    close(kite, ada, learnings="Long tails fly.", at=MONDAY - timedelta(days=3))
    post(MONDAY)
    [letter] = letters_to_lu(office)
    assert f"/s/{secret}" in letter.get_body(["plain"]).get_content()


def test_without_a_mail_server_nothing_is_promised(anonymous, opened, settings):
    settings.EMAIL_HOST = ""
    with as_of(MONDAY):
        assert "Follow by mail" not in anonymous.get(f"/s/{opened[1]}").content.decode()
        assert press(anonymous, opened, "yes").status_code == 403


def test_a_form_without_the_token_of_the_link_changes_nothing(anonymous, opened, office):
    with as_of(MONDAY):
        anonymous.post(f"/s/{opened[1]}/following", {"wanted": "yes"})
    assert not Subscription.objects.exists()


def test_getting_no_more_letters_is_asked_once_and_can_be_taken_back(anonymous, opened, office):
    address = f"/s/{opened[1]}/following"
    with as_of(MONDAY):
        press(anonymous, opened, "yes")
        assert f'href="{address}"' in anonymous.get(f"/s/{opened[1]}").content.decode()
        asked = anonymous.get(address).content.decode()
        assert "Get no more letters?" in asked
        assert JARGON.findall(words_of(asked)) == []
        assert Subscription.objects.wanted().count() == 1
        ended = press(anonymous, opened, "no")
        page = anonymous.get(ended.headers["Location"]).content.decode()
        assert "No more letters come" in page
        assert "Follow again" in page
        assert JARGON.findall(words_of(page)) == []
        press(anonymous, opened, "yes")
    assert Subscription.objects.wanted().count() == 1
