"""Whether data and machines are ready: short checks that a project begins with."""

from datetime import date
from typing import Any

import pytest

from assay.activity.models import Event
from assay.projects.models import CheckTaken, Project, ReadinessCheck, TooManyChecks
from assay.projects.queries.state import readiness_of


def allowed(project: Project) -> ReadinessCheck:
    return project.readiness_checks.get(name="Allowed")


def last(project: Project) -> Event:
    return Event.objects.of_project(project.pk).order_by("-id")[0]


def test_a_project_begins_with_checks_nobody_answered(kite: Project) -> None:
    data, machines = readiness_of(kite)
    assert [check.name for check in data.checks] == ["Relevant", "Labelled", "Expert at hand", "Enough", "Allowed"]
    assert len(machines.checks) == 5
    assert {check.answer for check in data.checks + machines.checks} == {"unknown"}


def test_an_answer_says_who_and_when_and_the_history_what_was_before(kite: Project, ada: Any, ben: Any) -> None:
    allowed(kite).reply(answer="unknown", note="privacy review", due_on=date(2026, 3, 27), by=ada)
    check = allowed(kite)
    check.reply(answer="yes", note="privacy review", by=ben)
    check.reply(answer="yes", note="privacy review", by=ada)
    assert (check.answered_by, check.answered_at is not None) == (ben, True)
    assert last(kite).data["changes"] == {"answer": ["unknown", "yes"], "due_on": ["2026-03-27", None]}
    assert last(kite).happening.wording() == "answered the check Allowed: yes"
    assert readiness_of(kite)[0].settled == [check]


def test_the_team_asks_more_and_less(kite: Project, ada: Any) -> None:
    ReadinessCheck.add(kite, area="data", name="Fresh", question="Is it of this month?", by=ada)
    allowed(kite).drop(by=ada)
    assert [check.name for check in readiness_of(kite)[0].checks][-2:] == ["Enough", "Fresh"]
    dropped = allowed(kite)
    dropped.drop(by=ada)
    dropped.bring_back(by=ada)
    assert len(readiness_of(kite)[0].checks) == 6
    assert last(kite).kind == "readiness.restored"


def test_a_question_is_asked_once(kite: Project, ada: Any) -> None:
    with pytest.raises(CheckTaken):
        ReadinessCheck.add(kite, area="data", name="Allowed", by=ada)
    dropped = allowed(kite)
    dropped.drop(by=ada)
    ReadinessCheck.add(kite, area="data", name="Allowed", by=ada)
    with pytest.raises(CheckTaken):
        dropped.bring_back(by=ada)


def test_a_list_stays_short(kite: Project, ada: Any) -> None:
    for number in range(15):
        ReadinessCheck.add(kite, area="data", name=f"check {number}", by=ada)
    with pytest.raises(TooManyChecks):
        ReadinessCheck.add(kite, area="data", name="one more", by=ada)


def test_an_outsider_of_the_workspace_sees_no_check(kite: Project, ada: Any, cy: Any) -> None:
    assert ReadinessCheck.objects.visible_to(ada).count() == 10
    assert not ReadinessCheck.objects.visible_to(cy).exists()
