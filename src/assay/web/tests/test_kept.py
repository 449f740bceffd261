import json

from django.test import Client, RequestFactory

from assay.web import views
from assay.web.kept import MOST_FIELDS, MOST_KEPT, texts_of

ask = RequestFactory()


def test_a_form_that_is_too_old_shows_what_was_written_and_the_way_back() -> None:
    here = "http://testserver/tasks/ML-1"
    response = Client(enforce_csrf_checks=True).post(
        "/theme", {"text": "Two <b>words</b>", "password": "my pass phrase"}, headers={"Referer": here}
    )
    page = response.content.decode()
    assert response.status_code == 403
    assert "This page was open for too long" in page
    assert "Two &lt;b&gt;words&lt;/b&gt;</textarea>" in page
    assert f'href="{here}"' in page
    assert "my pass phrase" not in page


def test_the_way_back_leads_to_our_own_host_only() -> None:
    request = ask.post("/x", {"text": "two words"}, headers={"Referer": "https://elsewhere.example/x"})
    assert b"elsewhere" not in views.csrf_failure(request).content


def test_another_site_gets_no_words_back() -> None:
    request = ask.post("/x", {"text": "two words"}, headers={"Sec-Fetch-Site": "cross-site"})
    response = views.csrf_failure(request)
    assert response.status_code == 403
    assert b"two words" not in response.content


def test_htmx_keeps_the_field_and_says_what_to_do() -> None:
    response = views.csrf_failure(ask.post("/x", {"text": "two words"}, headers={"HX-Request": "true"}))
    assert response.headers["HX-Reswap"] == "none"
    told = json.loads(response.headers["HX-Trigger"])["toast"]["text"]
    assert told.startswith("This page was open for too long. Nothing was saved. Copy what you wrote")


def test_secrets_and_single_words_are_left_out() -> None:
    names = ["password1", "csrfmiddlewaretoken", "api_key", "recovery-code", "client_secret", "credential", "otp"]
    sent = dict.fromkeys(names, "two words") | {"next": "/tasks/ML-1", "seen": "ab12" * 16, "sign-long_note": "so far"}
    assert [(one.label, one.text) for one in texts_of(ask.post("/x", sent))] == [("Long note", "so far")]


def test_long_texts_are_cut_and_not_all_of_many_are_shown() -> None:
    sent = {f"text-{number}": "two words" for number in range(MOST_FIELDS + 5)} | {"text-0": "x" * (MOST_KEPT + 1)}
    found = texts_of(ask.post("/x", sent))
    assert len(found) == MOST_FIELDS
    assert (len(found[0].text), found[0].is_cut, found[1].is_cut) == (MOST_KEPT, True, False)
