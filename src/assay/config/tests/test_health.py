"""`GET /health` tells states and no names."""

import pytest
from django.db import connection
from django.test import Client

from assay import __version__
from assay.kit.clock import now
from assay.kit.models import WorkerBeat

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json"}


def test_health_says_one_word_to_whoever_asks_for_nothing_more(anonymous: Client) -> None:
    answer = anonymous.get("/health")
    assert (answer.status_code, answer.content) == (200, b"OK")


def test_health_tells_version_database_and_worker(anonymous: Client) -> None:
    answer = anonymous.get("/health", headers=JSON).json()
    assert answer["state"] == "ok"
    assert answer["version"] == __version__
    assert answer["database"]["state"] == "ok"
    # The PostgreSQL of the tests runs without syncing (conftest.py), and health says so.
    assert answer["database"]["synchronous"] == ("full" if connection.vendor == "sqlite" else "off")
    assert answer["worker"] == {"state": "down", "count": 0}


def test_a_worker_that_beats_is_well(anonymous: Client) -> None:
    WorkerBeat.beat("here:1", at=now())
    assert anonymous.get("/health", headers=JSON).json()["worker"] == {"state": "ok", "count": 1}
