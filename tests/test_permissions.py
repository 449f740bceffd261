"""The permission table of docs/people.md, walked: each verb × each role, on its page and in the API.

A verb that a role may not is refused with 403, or with 404 where the thing itself is hidden, or its choice is not
offered (422). Access across workspaces is the sweep's business (tests/test_sweep.py).
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from assay.accounts.models import Person
from assay.projects.models import Project
from assay.projects.workflows import workflow_named

ROLES = ("owner", "lead", "member", "guest")
ALL = "owner lead member guest"
Asked = tuple[str, str, Any]


@dataclass(frozen=True)
class Verb:
    """What one does, who may, and how it is asked for: method, address and body of the page and of the call.

    `{me}`, `{other}` and `{version}` in an address or a body are filled in.
    """

    name: str
    may: str
    page: Asked | None
    call: Asked | None


def absence(**more: Any) -> dict[str, Any]:
    return {"first_on": "2026-12-01", "last_on": "2026-12-02"} | more


def invitation(role: str) -> dict[str, Any]:
    return {"name": "Max", "role": role, "discipline": "", "email": ""}


VERBS = [
    *(
        Verb(
            f"invite {role}",
            "owner" if role == "owner" else "owner lead",
            ("POST", "/people/new", invitation(role)),
            ("POST", "/invitations", invitation(role)),
        )
        for role in ROLES
    ),
    Verb(
        "change somebody's role",
        "owner",
        ("POST", "/people/{other}/role", {"role": "guest"}),
        ("PUT", "/people/{other}/role", {"role": "guest"}),
    ),
    Verb(
        "raise oneself",
        "owner",  # who is one already: nothing changes
        ("POST", "/people/{me}/role", {"role": "owner"}),
        ("PUT", "/people/{me}/role", {"role": "owner"}),
    ),
    Verb(
        "end somebody's access",
        "owner",
        ("POST", "/people/{other}/removal", {"tasks": "stay"}),
        ("DELETE", "/people/{other}", None),
    ),
    Verb("make a sign-in link", "owner", ("POST", "/people/{other}/link", {}), None),
    Verb(
        "change the workspace",
        "owner",
        ("POST", "/workspace/", {"name": "Ours"}),
        ("PATCH", "/workspace", {"name": "Ours"}),
    ),
    Verb(
        "decide about second starts",
        "owner lead",
        ("POST", "/workspace/work", {"second_start": "warn"}),
        ("PATCH", "/workspace", {"second_start": "warn"}),
    ),
    Verb(
        "add holidays",
        "owner lead",
        ("POST", "/workspace/calendar", {"lines": "2026-12-25 Christmas"}),
        ("POST", "/holidays", {"days": [{"day": "2026-12-25", "name": "Christmas"}]}),
    ),
    Verb(
        "enter somebody's absence",
        "owner lead",
        ("POST", "/people/{other}/absences", absence()),
        ("POST", "/absences", absence(person="{other}")),
    ),
    Verb("enter one's own absence", ALL, ("POST", "/absences/", absence()), ("POST", "/absences", absence())),
    Verb("make a token", ALL, ("POST", "/tokens/", {"name": "x", "scope": "read"}), ("POST", "/tokens", {"name": "x"})),
    Verb("see the people", ALL, ("GET", "/people/", None), ("GET", "/people", None)),
    Verb(
        "see a project", "owner lead member", ("GET", "/projects/PLAIN/board", None), ("GET", "/projects/PLAIN", None)
    ),
    Verb("see a private project", "owner lead", ("GET", "/projects/HUSH/board", None), ("GET", "/projects/HUSH", None)),
    Verb("see a project one is named on", ALL, ("GET", "/projects/KITE/board", None), ("GET", "/projects/KITE", None)),
    Verb("create a project", "owner lead member", None, ("POST", "/projects", {"name": "Another"})),
    Verb(
        "edit a project",
        "owner lead",
        ("GET", "/projects/KITE/settings", None),
        ("PATCH", "/projects/KITE", {"name": "Kites", "version": "{version}"}),
    ),
    Verb(
        "share with somebody outside",
        "owner lead",
        ("POST", "/projects/KITE/sharing/new", {"name": "Lu", "days": "30"}),
        ("POST", "/projects/KITE/share-links", {"name": "Lu"}),
    ),
    Verb("write a task", "owner lead member", None, ("POST", "/tasks", {"project": "KITE", "title": "Fold"})),
    Verb(
        "give a task to somebody",
        "owner lead member",
        ("POST", "/tasks/KITE-1/assignee", {"lane": "{other}"}),
        ("PUT", "/tasks/KITE-1/assignee", {"assignee": "{other}"}),
    ),
    Verb(
        "comment",
        ALL,
        ("POST", "/tasks/KITE-1/comments", {"text": "Well done"}),
        ("POST", "/tasks/KITE-1/comments", {"text": "Well done"}),
    ),
]


@pytest.fixture
def team(ada: Person, lea: Person, ben: Person, gil: Person, kite: Project) -> dict[str, Person]:
    kite.add_member(gil, by=ada)
    workflow = workflow_named("six-phases")
    Project.start(key="PLAIN", name="Plain", goal="", workflow=workflow, by=ada)
    Project.start(key="HUSH", name="Hush", goal="", workflow=workflow, by=ada, is_private=True)
    return {"owner": ada, "lead": lea, "member": ben, "guest": gil}


@pytest.fixture
def values(ada: Person, kite: Project) -> dict[str, int]:
    other = Person.join(ada.workspace, name="Other Person", role="member")
    kite.refresh_from_db()
    return {"other": other.pk, "version": kite.version}


@pytest.mark.parametrize("role", ROLES)
def test_pages_keep_the_table(
    role: str, team: dict[str, Person], values: Any, client_of: Callable[..., Client]
) -> None:
    ask = client_of(team[role])
    verbs = [(verb, verb.page) for verb in VERBS if verb.page]
    assert list(broken(role, verbs, values | {"me": team[role].pk}, lambda *asked: _page(ask, *asked))) == []


@pytest.mark.parametrize("role", ROLES)
def test_the_api_keeps_the_table(role: str, team: dict[str, Person], values: Any, api: Callable[..., Client]) -> None:
    ask = api(team[role])
    verbs = [(verb, verb.call) for verb in VERBS if verb.call]
    assert list(broken(role, verbs, values | {"me": team[role].pk}, lambda *asked: _call(ask, *asked))) == []


def broken(role: str, verbs: Any, values: dict[str, int], ask: Callable[..., Any]) -> Iterator[str]:
    """Name each verb whose answer is not what the table says; everything it did is taken back."""
    for verb, (method, address, body) in verbs:
        with transaction.atomic():
            answer = ask(method, _filled(address, values), _filled(body, values))
            transaction.set_rollback(True)
        is_let = answer.status_code < 400
        if is_let != (role in verb.may.split()) or answer.status_code not in {200, 201, 204, 303, 403, 404, 422}:
            yield f"{role}: {verb.name}: {answer.status_code} {answer.content[:300]!r}"


def _page(client: Client, method: str, address: str, body: Any) -> Any:
    return client.get(address) if method == "GET" else client.post(address, body or {})


def _call(client: Client, method: str, address: str, body: Any) -> Any:
    return client.generic(method, f"/api/v1{address}", _json(body), content_type="application/json")


def _json(body: Any) -> str:
    return "" if body is None else json.dumps(body)


def _filled(part: Any, values: dict[str, int]) -> Any:
    """Put the numbers in; a text that is nothing but a name becomes the number itself."""
    if isinstance(part, dict):
        return {name: _filled(value, values) for name, value in part.items()}
    if isinstance(part, str) and part[1:-1] in values and part.startswith("{"):
        return values[part[1:-1]]
    return part.format(**values) if isinstance(part, str) else part
