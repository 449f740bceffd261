"""The API against its own description: generated requests find no fault and no answer that is not described."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ninja import Schema
from pytest_django.plugin import DjangoDbBlocker
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests.sweep.world import World
from tests.sweep.worlds import make_world, taken_back

from assay.accounts.models import Token
from assay.config.api import api

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
SCHEMA = schemathesis.openapi.from_dict(api.get_openapi_schema(path_prefix="/api/v1/"))
_operations = [found.ok() for found in SCHEMA.get_all_operations() if isinstance(found, Ok)]
OPERATIONS = {f"{operation.method.upper()} {operation.path}": operation for operation in _operations}
# Known values for the names in addresses; the first part of the path that fits decides.
KNOWN = (
    ("/projects/{key}", {"key": lambda world: world.project_key}),
    ("/tasks/{key}/links/{number}", {"key": lambda world: world.experiment_key, "number": lambda world: world.link_pk}),
    (
        "/tasks/{key}/checklist/{number}",
        {"key": lambda world: world.experiment_key, "number": lambda world: world.step_pk},
    ),
    ("/tasks/{key}", {"key": lambda world: world.task_key}),
    ("/experiments/{key}", {"key": lambda world: world.experiment_key}),
    ("/people/{number}", {"number": lambda world: world.member_pk}),
    ("/invitations/{number}", {"number": lambda world: world.invitation_pk}),
    ("/absences/{number}", {"number": lambda world: world.absence_pk}),
    ("/holidays/{number}", {"number": lambda world: world.holiday_pk}),
    (
        "/runs/{uid}",
        {
            "uid": lambda world: world.run_uid,
            "key": lambda world: "loss",
            "model": lambda world: world.model_uid,
        },
    ),
    (
        "/models/{name}",
        {
            "name": lambda world: world.model_name,
            "number": lambda world: 1,
            "alias": lambda world: "champion",
            "key": lambda world: "lr",
        },
    ),
)


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    with taken_back(django_db_blocker):
        yield make_world("Northwind", key="NORTH")


@pytest.fixture(autouse=True)
def one_connection(world: World, db: None) -> Iterator[None]:
    """Keep the test's connection over requests, as Django's own test client does (and undoes)."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture
def secret(world: World) -> str:
    return Token.create_for(world.people["owner"], name="schemathesis")[1]


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_every_answer_is_described(name: str, world: World, secret: str) -> None:
    operation = OPERATIONS[name]
    app = WSGIHandler()
    headers = {"Authorization": f"Bearer {secret}"}

    @settings(
        max_examples=10,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(), is_known=st.booleans())
    def asked(*, case: Any, is_known: bool) -> None:
        if is_known:
            _put_known(case, world)
        response = case.call(app=app, headers=headers)
        case.validate_response(response, checks=CHECKS)

    asked()


def _put_known(case: Any, world: World) -> None:
    """Put ids that exist into the address, so that more than the 404 is tried."""
    for part, values in KNOWN:
        if part in case.operation.path:
            case.path_parameters.update(
                {key: read(world) for key, read in values.items() if key in case.path_parameters}
            )
            return


def test_no_two_schemas_of_ours_share_a_name() -> None:
    """In the description one would stand for both."""
    places: dict[str, set[str]] = {}
    for schema in _schemas_under(Schema):
        places.setdefault(schema.__name__, set()).add(schema.__module__)
    assert not {name: sorted(modules) for name, modules in places.items() if len(modules) > 1}


def _schemas_under(schema: type[Schema]) -> Iterator[type[Schema]]:
    for below in schema.__subclasses__():
        if below.__module__.startswith("assay."):
            yield below
        yield from _schemas_under(below)
