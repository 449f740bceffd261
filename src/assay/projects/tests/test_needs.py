"""What waits for people, by the facts of a project."""

from datetime import date, timedelta
from typing import Any

import pytest

from assay.projects.models import Project
from assay.projects.needs import due_in_words, needs_of_facts

TODAY = date(2026, 3, 20)


def needs(project: Project, reader: Any) -> list[tuple[str, str]]:
    checks = list(project.readiness_checks.present())
    return [(need.title, need.note) for need in needs_of_facts(project, checks, reader, today=TODAY)]


@pytest.mark.parametrize(
    ("days", "words"), [(-2, "2 days late"), (-1, "1 day late"), (0, "due today"), (7, "due 27 Mar"), (8, None)]
)
def test_a_decision_waits_from_a_week_before_its_day(kite: Project, ada: Any, days: int, words: str | None) -> None:
    kite.decision_due_on = TODAY + timedelta(days=days)
    assert needs(kite, ada) == ([("Decide how it goes on", words)] if words else [])


def test_it_waits_only_for_who_may_decide(kite: Project, ben: Any) -> None:
    kite.decision_due_on = TODAY
    assert needs(kite, ben) == []


def test_a_check_waits_when_its_day_has_come_and_it_is_not_settled(kite: Project, ben: Any) -> None:
    allowed, enough, fresh = kite.readiness_checks.filter(area="data").order_by("-position")[:3]
    allowed.reply(answer="unknown", note="privacy review", due_on=TODAY, by=ben)
    enough.reply(answer="yes", due_on=TODAY, by=ben)
    fresh.reply(answer="no", due_on=TODAY + timedelta(days=1), by=ben)
    assert needs(kite, ben) == [("Answer: Allowed", "privacy review, due today")]


def test_no_day_is_said_as_nothing() -> None:
    assert due_in_words(None, TODAY) == ""


def test_the_overview_lists_what_waits_to_writers_alone(
    kite: Project, ada: Any, ada_client: Any, gil: Any, gil_client: Any
) -> None:
    kite.edit(version=1, by=ada, decision_due_on=TODAY)
    kite.add_member(gil, by=ada)
    assert "Decide how it goes on" in ada_client.get("/projects/KITE/").content.decode()
    assert "Needs you" not in gil_client.get("/projects/KITE/").content.decode()
