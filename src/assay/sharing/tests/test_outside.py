"""What is said and done behind a link by somebody without an account."""

import re
from collections.abc import Callable

from django.test import Client

from assay.accounts.models import Person
from assay.activity.models import Event
from assay.documents.models import Document
from assay.projects.models import Project, Stakeholder
from assay.sharing.models import ShareLink

Share = Callable[..., tuple[ShareLink, str]]


def token_of(client: Client, address: str) -> str:
    found = re.search(r'name="form" value="([^"]+)"', client.get(address).content.decode())
    assert found
    return found[1]


def test_a_comment_stands_on_the_document_and_in_the_feed(
    share: Share, charter: Document, anonymous: Client, ada_client: Client
) -> None:
    _link, address = share(charter)
    sent = {"form": token_of(anonymous, address), "text": "Please say **why**."}
    answer = anonymous.post(f"{address}/document/{charter.pk}/comments", sent)
    assert answer.status_code == 303
    assert b"<strong>why</strong>" in anonymous.get(address).content
    page = ada_client.get(f"/documents/{charter.pk}").content
    assert b"Lu Ortega" in page
    assert b"<strong>why</strong>" in page
    event = Event.objects.get(kind="document.commented")
    assert (event.person, event.outsider) == (None, "Lu Ortega")


def test_a_form_needs_the_token_of_its_link_and_comes_from_its_own_page(
    share: Share, charter: Document, anonymous: Client, kite: Project
) -> None:
    _link, address = share(charter)
    to = f"{address}/document/{charter.pk}/comments"
    assert anonymous.post(to, {"text": "Hi"}).status_code == 403
    assert not charter.comments.exists()
    strict = Client(enforce_csrf_checks=True)
    good = {"form": token_of(anonymous, address), "text": "Hi"}
    assert strict.post(to, good, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert strict.post(to, good, headers={"Origin": "null"}).status_code == 303
    share(charter)  # the link is renewed, so forms of the one before are void
    assert anonymous.post(to, good).status_code == 404


def test_a_comment_that_comes_too_late_stands_in_its_field_to_send_again(
    share: Share, charter: Document, anonymous: Client
) -> None:
    _link, address = share(charter)
    to, said = f"{address}/document/{charter.pk}/comments", "Why & <b>how</b>?"
    late = anonymous.post(to, {"form": "void", "text": said})
    page = late.content.decode()
    assert late.status_code == 403
    assert "your words are kept" in page
    assert "Why &amp; &lt;b&gt;how&lt;/b&gt;?</textarea>" in page
    fresh = re.search(r'name="form" value="([^"]+)"', page)
    assert fresh
    assert anonymous.post(to, {"form": fresh[1], "text": said}).status_code == 303


def test_words_that_another_site_sends_are_not_shown(share: Share, charter: Document, anonymous: Client) -> None:
    _link, address = share(charter)
    to, sent = f"{address}/document/{charter.pk}/comments", {"text": "zqcanary from elsewhere"}
    answer = anonymous.post(to, sent, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert b"zqcanary" not in answer.content


def test_words_that_have_no_field_any_more_are_shown_with_the_way_to_the_link(
    share: Share, charter: Document, anonymous: Client
) -> None:
    _link, address = share(charter, can_comment=False)
    late = anonymous.post(f"{address}/document/{charter.pk}/comments", {"text": "Why so late?"})
    assert late.status_code == 403
    page = late.content.decode()
    assert "Why so late?</textarea>" in page
    assert f'href="{address}"' in page
    assert 'href="/"' not in page


def test_an_empty_comment_keeps_the_page_and_says_what_is_missing(
    share: Share, charter: Document, anonymous: Client
) -> None:
    _link, address = share(charter)
    sent = {"form": token_of(anonymous, address), "text": " "}
    answer = anonymous.post(f"{address}/document/{charter.pk}/comments", sent)
    assert answer.status_code == 422
    assert b"Write something first" in answer.content


def test_a_comment_that_is_too_long_is_kept_whole_and_says_the_limit(
    share: Share, charter: Document, anonymous: Client
) -> None:
    _link, address = share(charter)
    assert b"maxlength" not in anonymous.get(address).content
    sent = {"form": token_of(anonymous, address), "text": "w" * 10_001}
    answer = anonymous.post(f"{address}/document/{charter.pk}/comments", sent)
    assert answer.status_code == 422
    assert b"at most 10000 characters" in answer.content
    assert b"w" * 10_001 in answer.content


def test_who_may_only_read_finds_no_field_and_no_door(share: Share, charter: Document, anonymous: Client) -> None:
    from assay.sharing.doors import form_token

    link, address = share(charter, can_comment=False)
    assert b"<textarea" not in anonymous.get(address).content
    sent = {"form": form_token(link), "text": "Hi"}
    assert anonymous.post(f"{address}/document/{charter.pk}/comments", sent).status_code == 403
    assert not charter.comments.exists()


def test_a_colleague_cannot_speak_in_the_name_of_a_stakeholder(
    share: Share, charter: Document, ada_client: Client
) -> None:
    from assay.sharing.doors import form_token

    link, address = share(charter)
    sent = {"form": form_token(link), "text": "I agree with everything"}
    assert ada_client.post(f"{address}/document/{charter.pk}/comments", sent).status_code == 403


def test_only_the_conversation_with_the_reader_is_shown(
    share: Share, charter: Document, kite: Project, lu: Stakeholder, ada: Person, anonymous: Client
) -> None:
    other = Stakeholder.add(kite, name="Zqcanary", by=ada)
    charter.comment("zqcanary among us", by=ada)
    _link, address = share(charter)
    assert b"canary" not in anonymous.get(address).content
    charter.comment("Why so late?", by=lu)
    charter.comment("zqcanary of another", by=other)
    charter.comment("The data came late.", by=ada)
    page = anonymous.get(address).content
    assert b"The data came late." in page
    assert b"canary" not in page
