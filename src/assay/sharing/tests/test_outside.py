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
    strict = Client(enforce_csrf_checks=True)
    good = {"form": token_of(anonymous, address), "text": "Hi"}
    assert strict.post(to, good, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert strict.post(to, good, headers={"Origin": "null"}).status_code == 303
    share(charter)  # the link is renewed, so forms of the one before are void
    assert anonymous.post(to, good).status_code == 404


def test_an_empty_comment_keeps_the_page_and_says_what_is_missing(
    share: Share, charter: Document, anonymous: Client
) -> None:
    _link, address = share(charter)
    sent = {"form": token_of(anonymous, address), "text": " "}
    answer = anonymous.post(f"{address}/document/{charter.pk}/comments", sent)
    assert answer.status_code == 422
    assert b"Write something first" in answer.content


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
