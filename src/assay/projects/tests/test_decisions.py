"""Decisions: recorded once, revoked in the open, never changed."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError

from assay.activity.models import Event
from assay.projects.models import Decision, Project, ReasonNeeded, WhatNeeded


def go(project: Project, by: Any, **more: Any) -> Decision:
    said = {"kind": "go", "why": "It met the criterion.", "evidence": "KITE-1 and run 7"} | more
    return Decision.record(project, **said, by=by)


def last(project: Project) -> Event:
    return Event.objects.of_project(project.pk).order_by("-id")[0]


def test_a_decision_says_who_why_and_on_what_evidence(kite: Project, ada: Any) -> None:
    made = go(kite, ada, what="to production")
    assert (made.title, made.decided_by, made.is_revoked) == ("Go: to production", ada, False)
    event = last(kite)
    assert (event.kind, event.happening.quote()) == ("decision.recorded", "It met the criterion.")
    assert event.happening.points_at() == ("decision", str(made.pk))
    assert event.data["evidence"] == "KITE-1 and run 7"


def test_a_decision_settles_what_was_due_and_may_say_what_is_due_next(kite: Project, ada: Any) -> None:
    kite.edit(version=1, by=ada, decision_due_on=date(2026, 3, 20))
    first = go(kite, ada, next_due_on=date(2026, 4, 20))
    assert (first.due_on, kite.decision_due_on, kite.version) == (date(2026, 3, 20), date(2026, 4, 20), 3)
    go(kite, ada)
    kite.refresh_from_db()
    assert kite.decision_due_on is None


def test_only_a_day_that_was_past_had_been_due() -> None:
    decided = datetime(2026, 3, 20, 12, tzinfo=UTC)
    for due, late in ((19, True), (20, False), (21, False), (None, False)):
        day = date(2026, 3, due) if due else None
        assert Decision(decided_at=decided, due_on=day).was_late is late


def test_who_edits_the_due_date_meanwhile_is_told(kite: Project, ada: Any) -> None:
    from assay.kit.conflicts import EditedMeanwhile

    kite.edit(version=1, by=ada, decision_due_on=date(2026, 3, 20))
    go(kite, ada)
    with pytest.raises(EditedMeanwhile):
        kite.edit(version=2, by=ada, decision_due_on=date(2026, 3, 27))
    kite.edit(version=2, by=ada, goal="Fly.")


@pytest.mark.parametrize("why", ["", "  \n"])
def test_a_decision_needs_a_reason(kite: Project, ada: Any, why: str) -> None:
    with pytest.raises(ReasonNeeded):
        go(kite, ada, why=why)
    with pytest.raises(ReasonNeeded):
        go(kite, ada).revoke(because=why, by=ada)


def test_a_free_decision_says_what_it_is(kite: Project, ada: Any) -> None:
    with pytest.raises(WhatNeeded):
        go(kite, ada, kind="other", what=" ")
    assert go(kite, ada, kind="other", what="Keep the tail").title == "Keep the tail"


def test_an_unknown_kind_is_refused(kite: Project, ada: Any) -> None:
    with pytest.raises(ValueError, match="maybe"):
        go(kite, ada, kind="maybe")


def test_a_wrong_one_is_revoked_and_stays_readable(kite: Project, ada: Any, lea: Any) -> None:
    kite.edit(version=1, by=ada, decision_due_on=date(2026, 3, 20))
    made = go(kite, ada)
    made.revoke(because="The run had leaked.", by=lea)
    made.revoke(because="Again.", by=ada)
    kite.refresh_from_db()
    assert (made.revoked_by, made.revoked_because) == (lea, "The run had leaked.")
    assert kite.decision_due_on == date(2026, 3, 20)
    assert list(kite.decisions.all()) == [made]
    assert list(kite.decisions.standing()) == []
    assert Event.objects.filter(kind="decision.revoked").count() == 1


def test_an_outsider_of_the_workspace_sees_no_decision(kite: Project, ada: Any, cy: Any) -> None:
    made = go(kite, ada)
    assert list(Decision.objects.visible_to(ada)) == [made]
    assert not Decision.objects.visible_to(cy).exists()


def test_the_database_keeps_who_revoked(kite: Project, ada: Any) -> None:
    made = go(kite, ada)
    with pytest.raises(IntegrityError):
        Decision.objects.filter(pk=made.pk).update(revoked_by=ada)


def test_a_decision_is_found_by_what_it_says(kite: Project, ada: Any, ada_client: Any, cy_client: Any) -> None:
    made = go(kite, ada, why="Mails did not change anything.")
    made.revoke(because="The sample was too thin.", by=ada)
    for word in ("mails", "thin"):
        assert f"/projects/KITE/decisions/{made.pk}" in ada_client.get(f"/search?q={word}").content.decode()
        assert "/decisions/" not in cy_client.get(f"/search?q={word}").content.decode()
