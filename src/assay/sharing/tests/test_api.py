"""Share links by the API and from a terminal."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from assay.accounts.models import Person
from assay.documents.models import Document
from assay.projects.models import Project, Stakeholder
from assay.sharing.models import ShareLink


@pytest.fixture
def ask(api: Callable[..., Client], ada: Person) -> Callable[..., Any]:
    client = api(ada)
    return lambda path, **body: client.post(f"/api/v1{path}", json.dumps(body), content_type="application/json")


def test_a_link_is_made_listed_renewed_and_ended(
    ask: Callable[..., Any], api: Callable[..., Client], ada: Person, charter: Document, anonymous: Client
) -> None:
    opens = [{"kind": "document", "id": str(charter.pk)}]
    made = ask("/projects/KITE/share-links", name="Mo", email="mo@care.example", opens=opens)
    assert made.status_code == 201, made.content
    link = made.json()
    path = link["link"].removeprefix("http://127.0.0.1:8000")
    assert (link["opens"], anonymous.get(path).status_code) == (["Charter"], 200)
    listed = api(ada).get("/api/v1/projects/KITE/share-links").json()
    assert [(one["name"], one["visits"], "link" in one) for one in listed] == [("Mo", 1, False)]
    assert ask(f"/share-links/{link['id']}/renewal").status_code == 200
    assert anonymous.get(path).status_code == 404
    assert ask(f"/share-links/{link['id']}/revocation", reason="Done").status_code == 204
    assert ShareLink.objects.get().revoke_reason == "Done"


def test_a_name_that_the_project_knows_is_that_stakeholder(ask: Callable[..., Any], lu: Stakeholder) -> None:
    assert ask("/projects/KITE/share-links", name="Lu Ortega").status_code == 201
    assert ShareLink.objects.get().stakeholder == lu


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"name": "Mo", "opens": [{"kind": "document", "id": "99999"}]},
        {"name": "Mo", "opens": [{"kind": "task", "id": "1"}]},
        {"name": "Mo", "email": "no address"},
        {"name": "Mo", "days": 0},
        {"name": "Mo", "by_mail": True},
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_kept(ask: Callable[..., Any], kite: Project, body: Any) -> None:
    assert ask("/projects/KITE/share-links", **body).status_code == 422
    assert not Stakeholder.objects.exists()


def test_a_member_who_does_not_lead_the_project_may_not(
    api: Callable[..., Client], ben: Person, share: Callable[..., tuple[ShareLink, str]]
) -> None:
    link, _address = share()
    assert api(ben).get("/api/v1/projects/KITE/share-links").status_code == 403
    address = f"/api/v1/share-links/{link.pk}/revocation"
    assert api(ben).post(address, "{}", content_type="application/json").status_code == 404
