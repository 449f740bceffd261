"""Approving by a link: by a code where mail is set up, by one's name where it is not; and asking for changes."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from assay.accounts.models import Person
from assay.activity.models import Event
from assay.deliverables.models import Deliverable, Signature, State
from assay.documents.models import Document
from assay.kit import blobs
from assay.kit.clock import now
from assay.kit.tests.post_office import PostOffice
from assay.projects.models import Project, Stakeholder
from assay.sharing.models import Confirmation, ShareLink
from assay.sharing.models.confirmation import HOLDS_FOR
from assay.sharing.things import CannotShare

Share = Callable[..., tuple[ShareLink, str]]


@pytest.fixture
def report(kite: Project, charter: Document, ada: Person) -> Deliverable:
    """A deliverable of kite with the charter attached."""
    found = kite.deliverables.select_related("project").order_by("pk")[0]
    found.attach_document(charter, by=ada)
    return found


@pytest.fixture
def page(share: Share, report: Deliverable, anonymous: Client) -> "Page":
    link, address = share(report)
    return Page(anonymous, link, address, f"{address}/deliverable/{report.pk}")


class Page:
    """The page of the deliverable in a browser without an account."""

    def __init__(self, client: Client, link: ShareLink, address: str, here: str) -> None:
        self.client, self.link, self.address, self.here = client, link, address, here

    @property
    def html(self) -> str:
        return self.client.get(self.here).content.decode()

    def send(self, to: str, **fields: str) -> Any:
        hidden = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', self.html))
        return self.client.post(f"{self.here}/{to}", hidden | fields)


def test_sharing_a_deliverable_marks_it_shared_and_names_who_approves(
    page: Page, report: Deliverable, lu: Stakeholder
) -> None:
    report.refresh_from_db()
    assert report.state == State.SHARED
    assert [one.stakeholder for one in report.signers.all()] == [lu]
    assert "Because <em>kites</em> fly" in page.html
    assert "Waits for you" in page.html


def test_what_the_team_makes_anew_says_that_it_will_be_asked_again(
    page: Page, report: Deliverable, ada: Person, ada_client: Client
) -> None:
    report.detach(report.attachments.get(), by=ada)
    report.attach_url("https://x.example/second", by=ada)
    assert "The team is changing it; you will be asked again." in page.html
    assert "sign-name" not in page.html
    team = f"/deliverables/{report.key}"
    assert "Lu Ortega read an earlier state" in ada_client.get(team).content.decode()
    report.share(by=ada)
    assert "The team is changing it" not in page.html
    assert "sign-name" in page.html
    assert "read an earlier state" not in ada_client.get(team).content.decode()


def test_nothing_attached_is_nothing_to_share(kite: Project, share: Share) -> None:
    empty = kite.deliverables.order_by("pk")[1]
    with pytest.raises(CannotShare):
        share(empty)
    assert not ShareLink.objects.exists()


def test_without_mail_a_name_stands_for_the_signature(page: Page, report: Deliverable, lu: Stakeholder) -> None:
    assert page.send("signature", **{"sign-name": "Somebody else"}).status_code == 422
    assert page.send("signature", **{"sign-name": "lu  ORTEGA", "sign-note": "Good"}).status_code == 303
    signature = Signature.objects.get()
    assert (signature.stakeholder, signature.confirmed_at, signature.note) == (lu, None, "Good")
    assert "not confirmed by mail" in page.html
    assert "Approved by you" in page.html
    report.refresh_from_db()
    assert report.state == State.SIGNED
    event = Event.objects.get(kind="deliverable.signed")
    assert (event.person, event.outsider) == (None, "Lu Ortega")


def test_a_decision_that_comes_too_late_is_kept_and_decides_nothing(page: Page, report: Deliverable) -> None:
    asked = page.send("changes", **{"form": "void", "changes-text": "Say why first"})
    assert asked.status_code == 403
    assert "Say why first</textarea>" in asked.content.decode()
    approved = page.send("signature", **{"form": "void", "sign-name": "Lu Ortega", "sign-note": "Good work"})
    assert approved.status_code == 403
    assert "your words are kept" in approved.content.decode()
    assert 'value="Good work"' in approved.content.decode()
    old = {"form": "void", "sign-seen": "of yesterday", "sign-note": "Good work"}
    changed = page.send("signature", **old)
    assert changed.status_code == 409
    assert "It was changed since" in changed.content.decode()
    assert f'value="{report.digest}"' in changed.content.decode()
    assert not Signature.objects.exists()
    assert not report.comments.exists()


def test_words_about_what_is_decided_already_are_shown_to_copy(page: Page) -> None:
    page.send("signature", **{"sign-name": "Lu Ortega"})
    late = page.client.post(f"{page.here}/changes", {"form": "void", "changes-text": "Say why first"})
    assert late.status_code == 403
    assert "Say why first</textarea>" in late.content.decode()
    assert f'href="{page.address}"' in late.content.decode()


def test_with_mail_a_code_confirms_it(
    office: PostOffice, work: Callable[[], None], page: Page, report: Deliverable
) -> None:
    asked = page.send("signature", **{"sign-note": "Good"})
    to = asked.headers["Location"]
    assert "on its way" in page.client.get(to).content.decode()
    work()
    assert "is in your mail" in page.client.get(to).content.decode()
    code = code_in(office)
    form = token_in(page.client.get(to).content.decode())
    assert page.client.post(to, {"form": form, "code": wrong(code)}).status_code == 422
    assert not Signature.objects.exists()
    assert page.client.post(to, {"form": form, "code": f"{code[:3]} {code[3:]}"}).status_code == 303
    assert Signature.objects.get().confirmed_at is not None
    assert "confirmed by a code" in page.html
    assert page.client.post(to, {"form": form, "code": code}).status_code == 303  # used already: nothing more
    assert Signature.objects.count() == 1
    assert code not in str(list(Confirmation.objects.values()))


def test_five_wrong_codes_end_it(office: PostOffice, work: Callable[[], None], page: Page) -> None:
    to = page.send("signature").headers["Location"]
    work()
    code, form = code_in(office), token_in(page.client.get(to).content.decode())
    for _try in range(5):
        assert page.client.post(to, {"form": form, "code": wrong(code)}).status_code == 422
    assert page.client.post(to, {"form": form, "code": code}).status_code == 422
    assert "opens nothing any more" in page.client.get(to).content.decode()
    assert not Signature.objects.exists()


def test_an_old_code_opens_nothing(office: PostOffice, work: Callable[[], None], page: Page) -> None:
    to = page.send("signature").headers["Location"]
    work()
    code, form = code_in(office), token_in(page.client.get(to).content.decode())
    Confirmation.objects.update(sent_at=now() - HOLDS_FOR)
    assert page.client.post(to, {"form": form, "code": code}).status_code == 422


def test_codes_are_not_sent_without_end(office: PostOffice, page: Page) -> None:
    answers = [page.send("signature").status_code for _number in range(7)]
    assert answers == [303] * 5 + [429] * 2


def test_a_code_of_another_link_is_not_found(office: PostOffice, page: Page, share: Share) -> None:
    to = page.send("signature").headers["Location"]
    _other, elsewhere = share()
    assert page.client.get(elsewhere + to.removeprefix(page.address)).status_code == 404


def test_what_changed_while_somebody_read_is_not_approved(page: Page, report: Deliverable, ada: Person) -> None:
    hidden = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page.html))
    report.attach_url("https://x.example/more", by=ada)
    answer = page.client.post(f"{page.here}/signature", hidden | {"sign-name": "Lu Ortega"})
    assert answer.status_code == 409
    assert "while you read" in answer.content.decode()
    assert not Signature.objects.exists()


def test_what_was_written_to_it_stays_in_the_form(
    page: Page, report: Deliverable, charter: Document, ada: Person
) -> None:
    before = report.digest
    charter.write(charter.title, "Otherwise", version=1, by=ada)
    report.share(by=ada)
    answer = page.send("signature", **{"sign-seen": before, "sign-name": "Lu Ortega", "sign-note": "Good work"})
    assert answer.status_code == 409
    assert 'value="Good work"' in answer.content.decode()
    again = re.search(r'name="sign-seen" value="([^"]*)"', answer.content.decode())
    assert again
    assert again[1] == Deliverable.objects.get(pk=report.pk).digest != before


def test_changes_of_what_was_signed_meanwhile_become_a_comment_to_send(page: Page) -> None:
    page.send("signature", **{"sign-name": "Lu Ortega"})
    answer = page.send("changes", **{"form": token_in(page.html), "changes-text": "Say why first"})
    assert answer.status_code == 409
    assert "It is signed off" in answer.content.decode()
    assert "Say why first</textarea>" in answer.content.decode()


def test_changes_are_asked_for(page: Page, report: Deliverable) -> None:
    assert page.send("changes", **{"changes-text": " "}).status_code == 422
    assert page.send("changes", **{"changes-text": "Say by when."}).status_code == 303
    report.refresh_from_db()
    assert report.state == State.FEEDBACK
    assert "Say by when." in page.html
    assert "You asked for changes" in page.html


def test_a_link_for_reading_offers_no_decision(share: Share, report: Deliverable, anonymous: Client) -> None:
    link, address = share(report, can_sign=False)
    reading = Page(anonymous, link, address, f"{address}/deliverable/{report.pk}")
    assert "signature" not in reading.html
    assert reading.send("signature", **{"sign-name": "Lu Ortega", "sign-seen": report.digest}).status_code == 403
    assert reading.send("changes", **{"changes-text": "No"}).status_code == 403
    assert not report.signers.exists()


def test_files_addresses_and_commits_are_plain_facts(page: Page, report: Deliverable, ada: Person) -> None:
    file = report.attach_file(blobs.keep([b"a,b"]), name="table.csv", by=ada)
    report.attach_url("https://x.example/paper", title="The paper", by=ada)
    report.attach_commit("https://git.example/repo", "a" * 40, title="Serve it", by=ada)
    report.attach("task", str(report.project.tasks.order_by("pk")[0].pk), by=ada)
    html = page.html
    assert "The paper" in html
    assert "Serve it" in html
    assert "Not begun yet." in html
    assert "KITE" not in html
    answer = page.client.get(f"{page.here}/files/{file.pk}")
    assert answer.getvalue() == b"a,b"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_pictures_of_attached_documents_come_through_the_link(
    page: Page, report: Deliverable, charter: Document, ada: Person
) -> None:
    picture = charter.attach(blobs.keep([b"png"]), name="plot.png", by=ada)
    charter.write("Charter", f"![p](/documents/{charter.pk}/files/{picture.pk})", version=charter.version, by=ada)
    source = re.search(r'src="(/s/[^"]+/files/\d+)"', page.html)
    assert source
    assert page.client.get(source[1]).getvalue() == b"png"
    report.detach(report.attachments.get(kind="document"), by=ada)
    assert page.client.get(source[1]).status_code == 404


def code_in(office: PostOffice) -> str:
    found = re.search(r"^Subject: (\d{6}) ", office.letters[-1], re.MULTILINE)
    assert found
    return found[1]


def token_in(html: str) -> str:
    found = re.search(r'name="form" value="([^"]+)"', html)
    assert found
    return found[1]


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"
