"""One file, brought twice at one moment."""

from typing import Any

import pytest

from assay.importers.changelog.bringing import into
from assay.importers.tests.test_changelog import JIRA, read
from assay.kit.tests.at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_changelog_that_comes_twice_at_once_brings_nothing_twice(kite: Any, ada: Any) -> None:
    before, changelog = kite.tasks.count(), read(JIRA)
    came: list[int] = []

    def bring() -> None:
        came.append(into(kite, changelog, changelog.statuses, origin="past.csv", by=ada).tasks)

    assert at_once(bring, bring) == [None, None]
    assert sorted(came) == [0, 3]
    assert kite.tasks.count() == before + 3
