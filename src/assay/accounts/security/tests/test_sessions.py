"""Where one is signed in: seen by oneself, ended by oneself, swept when over."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from assay.accounts.security.browsers import browser_name
from assay.accounts.security.sessions import sweep_sessions
from assay.accounts.security.tests.codes import password_of
from assay.activity.models import Event
from assay.kit.clock import now

PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1"


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (PHONE, "Safari on iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows"),
        ("", "An unknown browser"),
        ("<script>", "An unknown browser"),
    ],
)
def test_a_browser_has_the_name_its_owner_knows(agent, name):
    assert browser_name(agent) == name


def test_the_page_shows_ones_own_browsers(ben, ada, sign_in):
    here, _answer = sign_in(ben)
    sign_in(ben, agent=PHONE)
    sign_in(ada, agent="curl/8.0")
    page = here.get("/sessions/").content.decode()
    assert "Firefox on Linux" in page
    assert "Safari on iPhone" in page
    assert "curl" not in page
    assert page.index("Firefox on Linux") < page.index("this browser") < page.index("Safari on iPhone")


def test_one_browser_is_signed_out_at_once(ben, sign_in):
    here, phone = sign_in(ben)[0], sign_in(ben, agent=PHONE)[0]
    one = UserSession.objects.get(user=ben.user, user_agent=PHONE)
    assert here.post(f"/sessions/{one.pk}/removal").status_code == 303
    assert phone.get("/people/").status_code == 302
    assert here.get("/people/").status_code == 200
    assert Event.objects.filter(kind="sessions.ended", person=ben).exists()


def test_all_others_are_signed_out_at_once(ben, sign_in):
    here, *others = [sign_in(ben)[0] for _ in range(3)]
    assert here.post("/sessions/others/removal").status_code == 303
    assert [client.get("/people/").status_code for client in others] == [302, 302]
    assert here.get("/people/").status_code == 200


def test_nobody_ends_or_sees_the_session_of_somebody_else(ada, ben, sign_in):
    theirs, mine = sign_in(ben)[0], sign_in(ada)[0]
    one = UserSession.objects.get(user=ben.user)
    missing = mine.post("/sessions/990099/removal")
    foreign = mine.post(f"/sessions/{one.pk}/removal")
    assert foreign.status_code == missing.status_code == 404
    assert foreign.content == missing.content
    assert theirs.get("/people/").status_code == 200


def test_another_password_ends_the_others_and_keeps_this_one_listed(ben, sign_in):
    here, other = sign_in(ben)[0], sign_in(ben)[0]
    new = {"oldpassword": password_of(ben), "password1": "tenure matters", "password2": "tenure matters"}
    assert here.post("/accounts/password/change/", new).status_code == 302
    assert other.get("/people/").status_code == 302
    assert here.get("/sessions/").content.count(b"this browser") == 1


@pytest.mark.parametrize(
    "place", ["/", "/people/", "/security/", "/sessions/", "/security/app", "/accounts/password/change/"]
)
def test_who_was_removed_is_refused_everywhere_at_once(ada, ben, sign_in, api, place):
    client, _answer = sign_in(ben)
    program = api(ben)
    ben.leave(by=ada)
    assert client.get(place).headers["Location"] == "/accounts/inactive/"
    assert program.get("/api/v1/me").status_code == 401


def test_who_was_removed_is_told_so_when_signing_in(ada, ben, sign_in):
    ben.leave(by=ada)
    client, answer = sign_in(ben)
    page = client.get(answer.headers["Location"], follow=True)
    assert page.redirect_chain == [("/accounts/inactive/", 302)]
    assert b"You have no access here now" in page.content


def test_what_is_over_is_swept(ben, sign_in):
    sign_in(ben)
    Session.objects.update(expire_date=now() - timedelta(days=1))
    sweep_sessions.work()
    assert not Session.objects.exists()
    assert not UserSession.objects.exists()
