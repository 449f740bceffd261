"""Making links: by page, who may, what the list says, and the letter."""

import quopri
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django_q.models import OrmQ

from assay.accounts.models import Person
from assay.activity.models import Event
from assay.deliverables.models import Deliverable
from assay.deliverables.models.signing import MOST_SIGNERS
from assay.documents.models import Document
from assay.kit.clock import now
from assay.kit.tests.post_office import PostOffice
from assay.projects.models import Project, Stakeholder
from assay.sharing.models import ShareLink
from assay.web.logs import without_secrets

GIVEN = {"can_comment": "on", "can_sign": "on", "days": "30"}


def test_sharing_with_somebody_new_shows_the_link_once(ada_client: Client, kite: Project, anonymous: Client) -> None:
    page = ada_client.post("/projects/KITE/sharing/new", GIVEN | {"name": "Mo", "email": "mo@care.example"})
    found = re.search(r'value="http://testserver(/s/share_[\w-]+)"', page.content.decode())
    assert found
    assert anonymous.get(found[1]).status_code == 200
    assert Stakeholder.objects.get(project=kite).name == "Mo"
    listed = ada_client.get("/projects/KITE/sharing/")
    assert b"Mo" in listed.content
    assert found[1].encode() not in listed.content
    assert [one.kind for one in Event.objects.order_by("-pk")[:1]] == ["share-link.opened"]


def test_whom_the_project_knows_is_chosen(ada_client: Client, lu: Stakeholder, charter: Document) -> None:
    address = f"/projects/KITE/sharing/new?kind=document&thing={charter.pk}"
    assert b"Lu Ortega" in ada_client.get(address).content
    assert ada_client.post(address, GIVEN | {"stakeholder": str(lu.pk)}).status_code == 200
    link = ShareLink.objects.get()
    assert (link.stakeholder, link.can_sign) == (lu, True)


def test_a_name_that_is_typed_goes_before_the_one_that_was_chosen_from_the_start(
    ada_client: Client, lu: Stakeholder
) -> None:
    page = ada_client.get("/projects/KITE/sharing/new").content.decode()
    assert f'value="{lu.pk}" selected' in page
    new = {"stakeholder": str(lu.pk), "name": "Mo", "email": "mo@care.example"}
    assert ada_client.post("/projects/KITE/sharing/new", GIVEN | new).status_code == 200
    given = ShareLink.objects.get().stakeholder
    assert (given.name, given.email) == ("Mo", "mo@care.example")


def test_a_mail_without_a_name_makes_no_link_for_the_one_who_was_chosen(ada_client: Client, lu: Stakeholder) -> None:
    typed = GIVEN | {"stakeholder": str(lu.pk), "email": "mo@care.example"}
    page = ada_client.post("/projects/KITE/sharing/new", typed)
    assert page.status_code == 422
    assert b"Say with whom: a name." in page.content
    assert not ShareLink.objects.exists()


def test_one_signer_too_many_is_told_and_nothing_is_shared(
    ada_client: Client, kite: Project, lu: Stakeholder, charter: Document, ada: Person
) -> None:
    owed = Deliverable.objects.filter(project=kite).order_by("pk")[0]
    owed.attach_document(charter, by=ada)
    for number in range(MOST_SIGNERS):
        known = Stakeholder.objects.create(project=kite, name=f"Mo {number}")
        owed.signers.create(stakeholder=known, named_at=now(), named_by=ada)
    address = f"/projects/KITE/sharing/new?kind=deliverable&thing={owed.pk}"
    page = ada_client.post(address, GIVEN | {"stakeholder": str(lu.pk)})
    assert page.status_code == 422
    assert b"At most 30 people sign one deliverable" in page.content
    assert not ShareLink.objects.exists()


def test_a_form_without_a_person_says_what_is_missing(ada_client: Client, kite: Project) -> None:
    page = ada_client.post("/projects/KITE/sharing/new", GIVEN)
    assert page.status_code == 422
    assert b"Say with whom" in page.content


@pytest.mark.parametrize("thing", ["kind=task&thing=1", "kind=document&thing=9", "kind=nothing&thing=1", "thing=99999"])
def test_what_cannot_be_shared_is_not_found(thing: str, ada_client: Client, kite: Project) -> None:
    assert ada_client.get(f"/projects/KITE/sharing/new?{thing}").status_code == 404


def test_a_member_shares_where_they_lead(
    ben_client: Client, gil_client: Client, cy_client: Client, kite: Project, ben: Person, ada: Person
) -> None:
    assert ben_client.get("/projects/KITE/sharing/").status_code == 403
    assert gil_client.get("/projects/KITE/sharing/").status_code == 404
    assert cy_client.get("/projects/KITE/sharing/new").status_code == 404
    kite.edit(name="Kite", goal="", lead=ben, is_private=False, version=kite.version, by=ada)
    assert ben_client.get("/projects/KITE/sharing/").status_code == 200


def test_a_link_is_made_anew_and_ended_on_its_page(
    ada_client: Client, ben_client: Client, share: Callable[..., tuple[ShareLink, str]], anonymous: Client
) -> None:
    link, before = share()
    assert ben_client.post(f"/share-links/{link.pk}/revocation").status_code == 404
    assert ada_client.post(f"/share-links/{link.pk}/renewal").status_code == 200
    assert anonymous.get(before).status_code == 404
    assert ada_client.post(f"/share-links/{link.pk}/revocation", {"reason": "Left"}).status_code == 303
    assert b"Left" in ada_client.get("/projects/KITE/sharing/").content
    assert ada_client.post(f"/share-links/{link.pk}/renewal").status_code == 409


def test_the_link_goes_out_by_mail_and_waits_sealed(
    ada_client: Client, lu: Stakeholder, office: PostOffice, work: Callable[[], None], anonymous: Client
) -> None:
    page = ada_client.post("/projects/KITE/sharing/new", GIVEN | {"stakeholder": str(lu.pk), "by_mail": "on"})
    assert b"on its way to lu@care.example" in page.content
    assert not [one for one in OrmQ.objects.all() if "/s/" in str(one.task) or "share_" in str(one.task["args"])]
    work()
    [letter] = [one for one in office.letters if "To: lu@care.example" in one]
    found = re.search(r"/s/share_[\w-]+", quopri.decodestring(letter.encode()).decode())
    assert found
    assert anonymous.get(found[0]).status_code == 200


def test_the_secret_of_a_link_never_stands_in_the_log() -> None:
    line = 'GET /s/share_QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo/document/7 "share_QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo"'
    assert "QUJD" not in without_secrets(line)


def test_the_list_takes_as_many_queries_as_ever(
    ada_client: Client,
    share: Callable[..., tuple[ShareLink, str]],
    charter: Document,
    django_assert_max_num_queries: Any,
) -> None:
    share(charter)
    share()
    with django_assert_max_num_queries(14):
        ada_client.get("/projects/KITE/sharing/")


def test_things_that_can_be_shared_say_so_to_those_who_may(
    ada_client: Client, ben_client: Client, charter: Document, kite: Project
) -> None:
    for page in (f"/documents/{charter.pk}", "/projects/KITE/"):
        assert b"/projects/KITE/sharing/new" in ada_client.get(page).content
        assert b"/projects/KITE/sharing/new" not in ben_client.get(page).content
