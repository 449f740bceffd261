"""What rules say of projects, phases, deliverables and models, and when they are silent."""

from datetime import timedelta

import pytest

from assay.deliverables.models import Deliverable, DeliverableFacts
from assay.kit.clock import as_of
from assay.projects.models import PlanVersion
from assay.registry.models import ModelVersion, RegisteredModel
from assay.registry.models.version import Stage
from assay.signals.tests.days import MONDAY, day
from assay.tasks.models import Task


@pytest.fixture(autouse=True)
def begun_on_monday(kite):
    """Kite was made before the test began; here it is as old as its tasks."""
    from assay.activity.models import Event

    type(kite).objects.filter(pk=kite.pk).update(created_at=MONDAY)
    Event._base_manager.filter(project_id=kite.pk).delete()
    Task.objects.filter(project=kite).delete()


def only(found):
    (signal,) = found
    return signal


def test_a_decision_is_due_on_its_day(kite, heard, ada):
    kite.edit(version=kite.version, by=ada, decision_due_on=day(2).date())
    assert "decision-due" not in heard(1)
    signal = only(heard(2)["decision-due"])
    assert (signal.who, signal.urgency, signal.subject.kind) == ((ada,), 1, "project")


def test_overdue_readiness_checks_are_one_signal_of_their_project(kite, heard, ada):
    for check in kite.readiness_checks.all()[:2]:
        check.reply(answer="no", due_on=day(2).date(), by=ada)
    assert "readiness-overdue" not in heard(2)
    assert "2 readiness checks are overdue: Relevant, Labelled" in only(heard(3)["readiness-overdue"]).says


def test_a_project_with_open_tasks_is_quiet_after_two_weeks_and_one_without_never(kite, heard, ada, column):
    assert heard(30) == {}
    with as_of(day(0)):
        task = Task.create(kite, title="Wing", by=ada)
    assert "quiet-project" not in heard(11)
    assert only(heard(14)["quiet-project"]).since == day(0)
    with as_of(day(14)):
        task.comment("It goes on.", by=ada)
    assert "quiet-project" not in heard(14)


def test_scope_grows_when_many_more_tasks_come_than_go_after_the_first_weeks(kite, heard, ada):
    with as_of(day(45)):
        for number in range(5):
            Task.create(kite, title=f"More {number}", by=ada)
    assert "growing-scope" in heard(46)
    assert "growing-scope" not in heard(46 + 28)
    with as_of(day(46)):
        Task.objects.all()[0].trash(by=ada)
    assert "growing-scope" not in heard(46)


def test_scope_grows_in_a_project_that_came_with_its_past(kite, heard, ada, doing):
    with as_of(day(45)):
        for number in range(6):
            Task.create(kite, title=f"More {number}", by=ada)
    type(kite).objects.filter(pk=kite.pk).update(created_at=day(46))
    assert "growing-scope" not in heard(46)
    doing()
    assert "growing-scope" in heard(46)


def test_nothing_deployed_is_said_until_a_version_serves(kite, heard, ada, doing):
    doing()
    assert "nothing-deployed" not in heard(83)
    assert only(heard(84)["nothing-deployed"]).since == day(84)
    _serving(kite, ada, on=80)
    assert "nothing-deployed" not in heard(84)


def test_a_model_in_production_grows_stale_after_ninety_days(kite, heard, ada):
    _serving(kite, ada, on=0)
    assert "stale-model" not in heard(90)
    assert only(heard(91)["stale-model"]).says == "kite-gbm 1 is in production and 91 days old."


def test_a_project_past_its_end_with_open_tasks_says_so(kite, heard, ada, doing):
    doing()
    kite.edit(version=kite.version, by=ada, ends_on=day(2).date())
    assert "past-end" not in heard(2)
    assert "and 1 task is open" in only(heard(3)["past-end"]).says


def test_a_plan_that_ends_after_the_wished_end_says_so_from_its_agreement(kite, heard, ada):
    kite.edit(version=kite.version, by=ada, starts_on=day(0).date(), ends_on=day(20).date())
    with as_of(day(0)):
        plan = PlanVersion.begin(kite, by=ada)
        plan.agree(version=plan.version, by=ada)
    signal = only(heard(1)["plan-ends-late"])
    assert signal.since == day(0)
    kite.refresh_from_db()
    kite.edit(version=kite.version, by=ada, ends_on=day(400).date())
    assert "plan-ends-late" not in heard(1)


def test_a_phase_over_its_weeks_says_in_which_week_it_is(kite, heard, doing):
    task = doing()
    phase = task.phase
    weeks = int(phase.weeks_high)
    last = weeks * 7 - 3
    assert "phase-over-estimate" not in heard(last)
    signal = only(heard(last + 3)["phase-over-estimate"])
    assert signal.says == f"{phase.name} of Kite is in its week {weeks + 1} of {weeks}."
    assert signal.since.date() == day(last + 3).date()


def test_a_phase_the_work_left_says_what_it_owes_until_it_is_declared_done(kite, heard, ada, doing, column):
    task = doing()
    first, _second, later = list(kite.phases.in_order())[:3]
    assert task.phase == first
    owed = [one.title for one in Deliverable.objects.filter(phase=first)]
    assert owed
    with as_of(day(1)):
        task.move_to(column("done"), by=ada)
        Task.create(kite, title="Later", by=ada, phase=later, assignee=ada).move_to(column("active"), by=ada)
    signal = only(heard(1)["missing-deliverable"])
    assert (signal.subject.kind, signal.subject.id) == ("phase", str(first.pk))
    assert owed[0] in signal.says
    Deliverable.objects.filter(phase=first).update(state="drafted")
    assert "missing-deliverable" not in heard(1)


def test_a_late_deliverable_concerns_whoever_is_responsible_and_the_lead(kite, heard, ada, ben):
    facts = DeliverableFacts(title="Charter", due_on=day(2).date(), responsible=ben)
    with as_of(day(0)):
        Deliverable.add(kite.phases.in_order()[0], facts, by=ada)
    assert "deliverable-late" not in heard(2)
    assert only(heard(3)["deliverable-late"]).who == (ben, ada)


def test_a_shared_deliverable_that_nobody_signs_is_said_once_a_week_has_passed(kite, heard, ada):
    with as_of(day(0)):
        made = Deliverable.add(kite.phases.in_order()[0], DeliverableFacts(title="Charter"), by=ada)
    Deliverable.objects.filter(pk=made.pk).update(state="shared", state_at=day(0))
    assert "not-signed" not in heard(4)
    assert "5 working days ago" in only(heard(7)["not-signed"]).says
    Deliverable.objects.filter(pk=made.pk).update(state="feedback")
    assert set(heard(7)) == {"changes-asked"}


def _serving(kite, ada, *, on):
    with as_of(day(on)):
        model = RegisteredModel.register("kite-gbm", by=ada, project=kite)
        at = day(on) + timedelta(0)
        ModelVersion.objects.create(
            model=model, number=1, source="here", created_at=at, created_by=ada, updated_at=at, stage=Stage.PRODUCTION
        )
