"""The cast of all tests: ada (owner), ben (member), gil (guest) and project kite; cy in a workspace of their own.

A pytest plugin, loaded by the root conftest.py. The kit is the lowest layer that knows Django, so the people and
projects are taken from the register of models, never imported.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
Person = Any  # the person and the project belong to higher layers
Project = Any


@pytest.fixture
def northwind(db: None) -> Any:
    """The workspace of ada, ben and gil."""
    return _model("accounts", "Workspace").objects.create(name="Northwind")


@pytest.fixture
def kestrel(db: None) -> Any:
    """The workspace of cy, whom Northwind is none of their business."""
    return _model("accounts", "Workspace").objects.create(name="Kestrel")


@pytest.fixture
def ada(northwind: Any) -> Person:
    """The owner of Northwind."""
    return _join(northwind, "Ada Lovelace", "owner")


@pytest.fixture
def lea(ada: Person) -> Person:
    """A lead of Northwind."""
    return _join(ada.workspace, "Lea Lind", "lead", by=ada)


@pytest.fixture
def ben(ada: Person) -> Person:
    """A member of Northwind."""
    return _join(ada.workspace, "Ben Okafor", "member", by=ada)


@pytest.fixture
def gil(ada: Person) -> Person:
    """A guest of Northwind, named on no project."""
    return _join(ada.workspace, "Gil Soto", "guest", by=ada)


@pytest.fixture
def cy(kestrel: Any) -> Person:
    """The outsider: owner of another workspace."""
    return _join(kestrel, "Cy Young", "owner")


@pytest.fixture
def kite(ada: Person) -> Project:
    """A project of ada's with the workflow Six phases and its default tasks; its key is KITE."""
    workflows = import_module("assay.projects.workflows")
    return _model("projects", "Project").start(
        key="KITE",
        name="Kite",
        goal="Tell which kites will fly.",
        workflow=workflows.workflow_named("six-phases"),
        by=ada,
    )


@pytest.fixture
def client_of() -> Callable[[Person], Client]:
    """Make a browser in which a person is signed in."""
    return _client


@pytest.fixture
def ada_client(ada: Person) -> Client:
    return _client(ada)


@pytest.fixture
def lea_client(lea: Person) -> Client:
    return _client(lea)


@pytest.fixture
def ben_client(ben: Person) -> Client:
    return _client(ben)


@pytest.fixture
def gil_client(gil: Person) -> Client:
    return _client(gil)


@pytest.fixture
def cy_client(cy: Person) -> Client:
    return _client(cy)


@pytest.fixture
def anonymous(db: None) -> Client:
    """A browser in which nobody is signed in."""
    return Client()


@pytest.fixture
def ada_token(ada: Person) -> str:
    """The secret of a token with which programs act as ada."""
    return _secret(ada)


@pytest.fixture
def api() -> Callable[..., Client]:
    """Make a client that sends a token of the person: `api(ada)`, `api(ada, scope="read")`."""
    return _program


def _model(app: str, name: str) -> Any:
    return apps.get_model(app, name)


def _join(workspace: Any, name: str, role: str, *, by: Person = None) -> Person:
    email = f"{name.split(maxsplit=1)[0].lower()}@{workspace.name.lower()}.example"
    user = _model("accounts", "User").objects.create_user(email, f"{name}, a long password")
    return _model("accounts", "Person").join(workspace, name=name, role=role, user=user, by=by)


def _client(person: Person) -> Client:
    client = Client()
    client.force_login(person.user, backend=BACKEND)
    return client


def _program(person: Person, *, scope: str = "write") -> Client:
    return Client(headers={"Authorization": f"Bearer {_secret(person, scope=scope)}"})


def _secret(person: Person, *, scope: str = "write") -> str:
    _token, secret = _model("accounts", "Token").create_for(person, name="test", scope=scope)
    return str(secret)
