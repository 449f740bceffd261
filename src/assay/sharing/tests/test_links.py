"""Links: what they open, until when, and that nobody reads the secret twice."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from assay.accounts.models import Person
from assay.activity.models import Event
from assay.documents.models import Document
from assay.documents.uploads import read
from assay.kit import blobs
from assay.kit.clock import now
from assay.kit.tests.books import book, code
from assay.projects.models import Project, Stakeholder
from assay.projects.workflows import workflow_named
from assay.sharing.models import ShareLink, Wish
from assay.sharing.models.visiting import ONE_VISIT
from assay.sharing.things import CannotShare, Name

Share = Callable[..., tuple[ShareLink, str]]


def test_a_link_opens_the_document_without_an_account(share: Share, charter: Document, anonymous: Client) -> None:
    _link, address = share(charter)
    page = anonymous.get(address)
    assert page.status_code == 200
    assert b"<em>kites</em>" in page.content


def test_answers_are_kept_nowhere_listed_nowhere_and_tell_nobody(
    share: Share, charter: Document, anonymous: Client
) -> None:
    _link, address = share(charter)
    for path in (address, f"{address}/document/0", "/s/share_nothing"):
        headers = anonymous.get(path).headers
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["X-Robots-Tag"].startswith("noindex")
        assert headers["Cache-Control"] == "no-store"
    assert b"Disallow: /" in anonymous.get("/robots.txt").content


def test_only_a_digest_of_the_secret_is_kept(share: Share, charter: Document) -> None:
    link, address = share(charter)
    secret = address.removeprefix("/s/")
    assert len(secret) > 40
    rows = [str(row) for row in ShareLink.objects.filter(pk=link.pk).values()] + [
        str(row) for row in Event.objects.values_list("data", flat=True)
    ]
    assert not [row for row in rows if secret in row]


def test_an_unknown_link_is_not_found_and_guessing_on_has_to_wait(
    share: Share, charter: Document, anonymous: Client
) -> None:
    _link, address = share(charter)
    answers = [anonymous.get(f"/s/share_{number}").status_code for number in range(100)]
    assert answers[:30] == [404] * 30
    assert set(answers[30:]) == {429}
    assert anonymous.get(address).status_code == 200  # a good link is never kept waiting


def test_a_thing_that_the_link_does_not_name_is_not_found(
    share: Share, charter: Document, kite: Project, ada: Person, anonymous: Client
) -> None:
    _link, address = share(charter)
    other = Document.begin(kite, title="Other", text="zqcanary", by=ada)
    for thing in (f"document/{other.pk}", f"document/{other.pk}/files/1", f"project/{kite.pk}", "task/1", "document/x"):
        assert anonymous.get(f"{address}/{thing}").status_code == 404


@pytest.mark.parametrize("end", ["revoked", "expired", "taken off"])
def test_an_ended_link_says_so_kindly(
    end: str, share: Share, charter: Document, lu: Stakeholder, ada: Person, anonymous: Client
) -> None:
    link, address = share(charter)
    if end == "revoked":
        link.revoke(by=ada, reason="Sent to the wrong Lu")
    elif end == "expired":
        ShareLink.objects.filter(pk=link.pk).update(expires_at=now() - timedelta(seconds=1))
    else:
        lu.remove(by=ada)
    page = anonymous.get(address)
    assert page.status_code == 410
    assert b"This link has ended" in page.content
    assert b"Charter" not in page.content
    assert b"wrong Lu" not in page.content


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_a_link_only_reads(method: str, share: Share, charter: Document, anonymous: Client) -> None:
    _link, address = share(charter)
    assert getattr(anonymous, method)(address).status_code == 405


def test_a_renewed_link_replaces_the_one_before(
    share: Share, charter: Document, ada: Person, anonymous: Client
) -> None:
    link, before = share(charter)
    same, address = share(charter, days=7)
    assert same == link
    assert anonymous.get(before).status_code == 404
    assert anonymous.get(address).status_code == 200


def test_visits_are_counted_without_saying_who(share: Share, charter: Document, anonymous: Client) -> None:
    link, address = share(charter)
    anonymous.get(address)
    anonymous.get(address)
    link.refresh_from_db()
    assert (link.visits, link.first_visit_at is not None) == (1, True)
    ShareLink.objects.filter(pk=link.pk).update(last_visit_at=now() - ONE_VISIT)
    anonymous.get(address)
    link.refresh_from_db()
    assert link.visits == 2
    opened = Event.objects.filter(kind="share-link.opened").get()
    assert (opened.person, opened.outsider) == (None, "Lu Ortega")


def test_a_colleague_sees_the_same_page_uncounted(share: Share, charter: Document, ada_client: Client) -> None:
    link, address = share(charter)
    page = ada_client.get(address)
    assert b"This is what Lu Ortega sees" in page.content
    link.refresh_from_db()
    assert link.visits == 0


def test_a_document_in_the_trash_says_so(share: Share, charter: Document, ada: Person, anonymous: Client) -> None:
    _link, address = share(charter)
    charter.trash(by=ada)
    page = anonymous.get(address)
    assert page.status_code == 410
    assert b"put away" in page.content
    assert b"Charter" not in page.content


def test_things_stay_open_when_their_sharer_has_left(
    kite: Project, charter: Document, lu: Stakeholder, lea: Person, anonymous: Client
) -> None:
    _link, secret = ShareLink.make(lu, Wish([Name("document", str(charter.pk))]), by=lea)
    lea.leave(by=lea)
    assert anonymous.get(f"/s/{secret}").status_code == 200


def test_nothing_of_another_project_or_kind_can_be_shared(lu: Stakeholder, kite: Project, ada: Person) -> None:
    other = Project.start(key="OTHER", name="Other", workflow=workflow_named("six-phases"), by=ada)
    document = Document.begin(other, title="Other", by=ada)
    for name in (Name("document", str(document.pk)), Name("person", str(ada.pk)), Name("project", str(other.pk))):
        with pytest.raises(CannotShare):
            ShareLink.make(lu, Wish([name]), by=ada)
    assert not ShareLink.objects.exists()


def test_pictures_come_through_the_link_and_links_into_the_workspace_become_words(
    share: Share, kite: Project, ada: Person, anonymous: Client
) -> None:
    document = Document.begin(kite, title="Report", by=ada)
    picture = document.attach(blobs.keep([b"png"]), name="plot.png", by=ada)
    own = f"/documents/{document.pk}/files/{picture.pk}"
    text = f"![plot]({own}) [the board](/projects/KITE/board) KITE-1 ![else](/documents/9/files/9) [far](https://x.example)"
    document.write("Report", text, version=document.version, by=ada)
    _link, address = share(document)
    page = anonymous.get(address).content.decode()
    assert f'src="{address}/document/{document.pk}/files/{picture.pk}"' in page
    assert "/projects/KITE" not in page
    assert 'href="https://x.example"' in page
    assert anonymous.get(f"{address}/document/{document.pk}/files/{picture.pk}").getvalue() == b"png"
    assert anonymous.get(own).status_code == 302


def test_a_notebook_is_shown_in_a_frame_where_nothing_runs(
    share: Share, kite: Project, ada: Person, anonymous: Client, work: Callable[[], None]
) -> None:
    notebook = Document.take_in(kite, read("report.ipynb", [book(code("print(1)"))]).stored(), by=ada)
    _link, address = share(notebook)
    assert b"It is being prepared" in anonymous.get(address).content
    work()
    page = anonymous.get(address).content.decode()
    frame = re.search(r'<iframe [^>]*src="([^"]+)"[^>]* sandbox>', page)
    assert frame
    assert f'href="{frame[1]}" target="_blank" rel="noopener">Open it on its own, to print all of it</a>' in page
    drawn = anonymous.get(frame[1])
    assert drawn.headers["Content-Security-Policy"].startswith("sandbox")
    assert b"print" in drawn.getvalue()
    other = Document.take_in(kite, read("other.ipynb", [book(code("2"))]).stored(), by=ada)
    assert anonymous.get(f"{address}/document/{other.pk}/notebook").status_code == 404


def test_a_link_that_leads_nowhere_says_so_in_plain_words(anonymous):
    answer = anonymous.get("/s/share_mistyped")
    body = answer.content.decode()
    assert answer.status_code == 404
    assert "Ask whoever sent it to you" in body
    assert "/accounts/" not in body
