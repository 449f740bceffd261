"""By when it will be ready, as stakeholders read it."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from assay.accounts.models import Person
from assay.kit.clock import now
from assay.projects.models import Project
from assay.sharing.tests.plain_reading import JARGON, Share, words_of
from assay.tasks.models import Task
from assay.tasks.models.task.bringing import Past


@pytest.fixture
def with_past(kite: Project, ada: Person) -> Callable[[list[int]], None]:
    """Give kite weeks in which so many tasks were finished; its own tasks stay open."""

    def given(finished: list[int]) -> None:
        phase, columns = kite.phases.order_by("position")[0], kite.columns.order_by("position")
        active, done = columns.filter(state="active")[0], columns.filter(state="done")[0]
        monday = now() - timedelta(days=now().weekday())
        pasts = [
            Past(
                "Fly",
                "",
                phase,
                monday - timedelta(weeks=len(finished), days=2),
                ((active, start), (done, start + timedelta(hours=30))),
            )
            for week, count in enumerate(finished)
            for start in [monday - timedelta(weeks=len(finished) - week)]
            for _one in range(count)
        ]
        Task.bring(kite, pasts, by=ada)

    return given


def test_a_day_stands_with_how_sure_it_is_and_without_jargon(
    with_past: Callable[[list[int]], None], share: Share, anonymous: Client
) -> None:
    with_past([2, 3, 1, 2, 4, 2, 3, 2])
    said = words_of(anonymous.get(share()[1]).content.decode())
    assert re.search(r"Ready, 85 % sure by \d+ \w+( \d+)? with luck \d+ \w+( \d+)?, almost surely by \d+ \w+", said)
    assert re.search(r"Of \d+ such promises in the past \d+ held\.", said)
    assert JARGON.findall(said) == []


def test_too_early_is_said_with_what_is_missing(
    with_past: Callable[[list[int]], None], share: Share, anonymous: Client
) -> None:
    with_past([2, 3])
    said = words_of(anonymous.get(share()[1]).content.decode())
    assert "Ready too early to say The team has worked on it for" in said
    assert JARGON.findall(said) == []


def test_before_anybody_began_nothing_is_said_of_a_day(kite: Project, share: Share, anonymous: Client) -> None:
    assert "Ready" not in words_of(anonymous.get(share()[1]).content.decode())
