"""The sample is planted once for all its tests, each of which takes back what it changed: planting takes a while."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

if TYPE_CHECKING:
    from assay.demo.touches import Team


@pytest.fixture(scope="package")
def planted(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Plant the sample; it is gone after the tests."""
    from assay.demo import sample  # no model may be loaded before Django is set up

    with django_db_blocker.unblock(), transaction.atomic():
        sample.plant()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def team(planted: None, db: None) -> "Team":
    """The people of the sample."""
    from assay.demo import sample

    found = sample.team_of_sample()
    assert found is not None
    return found
