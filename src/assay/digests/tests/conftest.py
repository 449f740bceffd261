"""A week of kite. It imports no models: Django starts later."""

from typing import Any

import pytest


@pytest.fixture
def week() -> Any:
    """The tenth week of 2026."""
    from assay.digests.tests.a_week import WEEK

    return WEEK


@pytest.fixture
def closing(kite: Any, ada: Any) -> Any:
    """An experiment of kite, decided on the Wednesday of the tenth week."""
    from assay.digests.tests.a_week import close

    return close(kite, ada, learnings="Tail length tells **more** than weight.")


@pytest.fixture
def decision(kite: Any, ada: Any) -> Any:
    """A decision of the same Wednesday."""
    from assay.digests.tests.a_week import WEDNESDAY
    from assay.kit.clock import as_of
    from assay.projects.models import Decision

    with as_of(WEDNESDAY):
        return Decision.record(kite, kind="go", what="keep the tails", why="They work.", by=ada)
