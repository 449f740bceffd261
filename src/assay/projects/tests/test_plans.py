"""Plans: begun from the usual weeks, written as a draft, agreed, and planned anew with a reason."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from assay.activity.kinds import kind_named
from assay.activity.models import Event
from assay.kit.conflicts import EditedMeanwhile
from assay.projects.models import (
    BadDates,
    BadPlan,
    DraftThere,
    NothingPlanned,
    NotInWorkspace,
    PlanAgreed,
    PlanLine,
    PlanReasonNeeded,
    PlanVersion,
)
from assay.projects.planning import agreed_weeks, compared, plan_read


def agreed(project: Any, by: Any) -> PlanVersion:
    plan = PlanVersion.begin(project, by=by)
    plan.agree(version=plan.version, by=by)
    return plan


def with_weeks(plan: PlanVersion, phase: str, low: str, high: str | None) -> Any:
    """Return the facts of the plan with other weeks for one phase."""
    number = plan.project.phases.get(name=phase).pk
    facts = plan.facts
    lines = [
        replace(line, weeks_low=Decimal(low), weeks_high=Decimal(high) if high else None)
        if line.phase == number
        else line
        for line in facts.lines
    ]
    return replace(facts, lines=tuple(lines))


def last(project: Any) -> Event:
    return Event.objects.of_project(project.pk).order_by("-id")[0]


def test_the_first_plan_is_proposed_from_the_usual_weeks(kite: Any, ada: Any) -> None:
    plan = PlanVersion.begin(kite, by=ada)
    assert [str(row.weeks) for row in plan_read(plan).rows] == [
        "1–2 wk",
        "1–4 wk",
        "2–6 wk",
        "2–6 wk",
        "2–4 wk",
        "1–2 wk",
    ]
    assert plan.number == 1
    assert last(kite).kind == "plan.begun"


def test_the_first_plan_starts_when_the_project_does(kite: Any, ada: Any) -> None:
    assert plan_read(PlanVersion.begin(kite, by=ada)).starts_on == timezone.localdate(kite.created_at)
    kite.plans.get().discard(by=ada)
    kite.edit(starts_on=date(2027, 3, 1), version=kite.version, by=ada)
    assert plan_read(PlanVersion.begin(kite, by=ada)).starts_on == date(2027, 3, 1)


def test_a_draft_gives_the_phases_no_weeks_yet_and_an_agreed_plan_does(kite: Any, ada: Any) -> None:
    plan = PlanVersion.begin(kite, by=ada)
    plan.edit(with_weeks(plan, "Modeling", "3", "9"), version=1, by=ada)
    assert agreed_weeks([kite.pk]).in_force == {}
    plan.agree(version=2, by=ada)
    assert str(agreed_weeks([kite.pk]).in_force[kite.phases.get(name="Modeling").pk]) == "3–9 wk"
    assert (plan.agreed_by, last(kite).kind) == (ada, "plan.agreed")


def test_an_agreed_version_does_not_change_any_more(kite: Any, ada: Any) -> None:
    plan = agreed(kite, ada)
    with pytest.raises(PlanAgreed):
        plan.edit(with_weeks(plan, "Modeling", "1", "1"), version=plan.version, by=ada)
    with pytest.raises(PlanAgreed):
        plan.discard(by=ada)
    with pytest.raises(PlanAgreed):
        plan.agree(version=plan.version, by=ada)


def test_planning_anew_needs_a_reason_and_keeps_the_earlier_plan(kite: Any, ada: Any) -> None:
    first = agreed(kite, ada)
    with pytest.raises(PlanReasonNeeded):
        PlanVersion.begin(kite, reason="  ", by=ada)
    second = PlanVersion.begin(kite, reason="The labels came late", by=ada)
    second.edit(with_weeks(second, "Data exploration", "4", "8"), version=1, by=ada)
    second.agree(version=2, by=ada)
    first.refresh_from_db()
    assert (first.is_in_force, second.is_in_force, second.number) == (False, True, 2)
    found = compared(plan_read(first), plan_read(second))
    assert [row.by for row in found.rows if row.is_changed] == [Decimal("3.5")]
    assert (found.by, found.end_by) == (Decimal(4), timedelta(weeks=4))


def test_a_project_has_one_draft(kite: Any, ada: Any, ben: Any) -> None:
    PlanVersion.begin(kite, by=ada)
    with pytest.raises(DraftThere):
        PlanVersion.begin(kite, by=ben)


def test_two_who_write_the_draft_notice_each_other(kite: Any, ada: Any, ben: Any) -> None:
    plan = PlanVersion.begin(kite, by=ada)
    mine, theirs = (PlanVersion.objects.get(pk=plan.pk) for _ in range(2))
    theirs.edit(with_weeks(theirs, "Modeling", "3", "9"), version=1, by=ben)
    with pytest.raises(EditedMeanwhile):
        mine.edit(with_weeks(plan, "Modeling", "1", "2"), version=1, by=ada)
    with pytest.raises(EditedMeanwhile):
        mine.agree(version=1, by=ada)


def test_the_same_again_is_no_edit(kite: Any, ada: Any) -> None:
    plan = PlanVersion.begin(kite, by=ada)
    plan.edit(plan.facts, version=1, by=ada)
    assert (plan.version, last(kite).kind) == (1, "plan.begun")


def test_a_plan_without_any_weeks_is_not_agreed(kite: Any, ada: Any) -> None:
    plan = PlanVersion.begin(kite, by=ada)
    lines = tuple(PlanLine(line.phase) for line in plan.facts.lines)
    plan.edit(replace(plan.facts, lines=lines), version=1, by=ada)
    with pytest.raises(NothingPlanned):
        plan.agree(version=2, by=ada)


def test_lines_that_cannot_be_are_refused(kite: Any, ada: Any, cy: Any) -> None:
    plan = PlanVersion.begin(kite, by=ada)
    facts, first = plan.facts, plan.facts.lines[0]
    for bad in (
        replace(first, weeks_low=Decimal(3), weeks_high=Decimal(2)),
        replace(first, weeks_low=None, weeks_high=Decimal(2)),
        replace(first, weeks_low=Decimal(900)),
        replace(first, starts_on=facts.starts_on - timedelta(days=1)),
        PlanLine(0),
    ):
        with pytest.raises(BadPlan):
            plan.edit(replace(facts, lines=(bad,)), version=1, by=ada)
    with pytest.raises(NotInWorkspace):
        plan.edit(replace(facts, lines=(replace(first, people=(cy.pk,)),)), version=1, by=ada)
    assert plan.facts == facts


def test_a_draft_that_was_thrown_away_comes_back_until_another_is_begun(kite: Any, ada: Any) -> None:
    plan = PlanVersion.begin(kite, by=ada)
    plan.discard(by=ada)
    assert not PlanVersion.objects.visible_to(ada).exists()
    plan.bring_back(by=ada)
    plan.discard(by=ada)
    PlanVersion.begin(kite, by=ada)
    with pytest.raises(PlanAgreed):
        plan.bring_back(by=ada)


def test_a_new_version_leaves_retired_phases_out_and_takes_new_ones_in(kite: Any, ada: Any) -> None:
    agreed(kite, ada)
    kite.phases.get(name="A/B testing").retire(by=ada)
    kite.phases.get(name="Research").edit(
        replace(kite.phases.get(name="Research").facts, name="Reading"), version=1, by=ada
    )
    second = PlanVersion.begin(kite, reason="No traffic to test on", by=ada)
    assert "A/B testing" not in [row.phase.name for row in plan_read(second).rows]


def test_a_start_of_its_own_moves_a_phase_and_all_that_follow(kite: Any, ada: Any) -> None:
    plan = PlanVersion.begin(kite, by=ada)
    facts = replace(plan.facts, starts_on=date(2026, 3, 2))
    lines = list(facts.lines)
    lines[1] = replace(lines[1], starts_on=date(2026, 4, 6))
    plan.edit(replace(facts, lines=tuple(lines)), version=1, by=ada)
    rows = plan_read(plan).rows
    assert [row.begins_on for row in rows[:3]] == [date(2026, 3, 2), date(2026, 4, 6), date(2026, 5, 4)]


def test_people_are_planned_for(kite: Any, ada: Any, ben: Any) -> None:
    plan = PlanVersion.begin(kite, by=ada)
    lines = (replace(plan.facts.lines[0], people=(ben.pk,)), *plan.facts.lines[1:])
    plan.edit(replace(plan.facts, lines=lines), version=1, by=ada)
    assert plan_read(plan).rows[0].people == [ben]
    assert last(kite).data["changed"] == ["lines"]


def test_a_plan_reads_well_outside(kite: Any, ada: Any) -> None:
    plan = PlanVersion.begin(kite, by=ada)
    plan.edit(replace(plan.facts, methodology="See KITE-1 and **start simple**"), version=1, by=ada)
    plan.agree(version=2, by=ada)
    kind = kind_named("plan")
    assert kind is not None
    assert kind.outside is not None
    found = kind.find(ada, [str(plan.pk)])[str(plan.pk)]
    html = kind.outside(found)
    assert "Question" in html  # the phase Research in plain words
    assert "1 to 2 weeks" in html
    assert "<strong>start simple</strong>" in html
    assert "href" not in html
    assert " wk" not in html
    assert kind.title(found) == "Plan of Kite, version 1"


def test_an_outsider_of_the_workspace_finds_no_plan(kite: Any, ada: Any, cy: Any) -> None:
    plan = agreed(kite, ada)
    kind = kind_named("plan")
    assert kind is not None
    assert kind.find(cy, [str(plan.pk)]) == {}


@pytest.mark.parametrize("day", [date(9999, 12, 31), date(1, 1, 1)])
def test_a_plan_does_not_start_on_a_day_that_nobody_means(day: date, kite: Any, ada: Any) -> None:
    plan = PlanVersion.begin(kite, by=ada)
    with pytest.raises(BadPlan, match="Choose a day"):
        plan.edit(replace(plan.facts, starts_on=day), version=plan.version, by=ada)
    line = replace(plan.facts.lines[0], starts_on=date(9999, 12, 31))
    with pytest.raises(BadPlan, match="Choose a day"):
        plan.edit(replace(plan.facts, lines=(line, *plan.facts.lines[1:])), version=plan.version, by=ada)


def test_a_project_does_not_end_on_a_day_that_nobody_means(kite: Any, ada: Any) -> None:
    with pytest.raises(BadDates, match="Choose a day"):
        kite.edit(version=kite.version, ends_on=date(9999, 12, 31), by=ada)
