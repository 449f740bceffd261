"""What rules say of tasks, and when they are silent."""

from decimal import Decimal

from assay.kit.clock import as_of
from assay.signals.models import Setting
from assay.signals.tests.days import day
from assay.tasks.models import Task
from assay.tasks.models.task.choosing import Choice, Instead


def only(found):
    (signal,) = found
    return signal


def test_a_task_in_its_sixth_working_day_is_over_five_days_and_not_over_its_estimate_as_well(doing, heard, ada):
    task = doing(estimate=Decimal(3))
    with as_of(day(6)):
        task.comment("Still at it.", by=ada)
    assert "over-five-days" not in heard(4)
    found = heard(7)
    signal = only(found["over-five-days"])
    assert signal.says == f"{task.key} is in its day 6. A task takes at most five: split it, or hand a part over."
    assert (signal.since, signal.who) == (day(7).replace(hour=0), (ada,))
    assert signal.action.url == f"/tasks/{task.key}/split"
    assert "over-estimate" not in found


def test_a_task_over_its_estimate_says_so_from_the_day_after(doing, heard):
    task = doing(estimate=Decimal("1.5"))
    assert "over-estimate" not in heard(1)
    assert only(heard(2)["over-estimate"]).says == f"{task.key} is in its day 3 of 2 estimated."


def test_a_quiet_task_is_stalled_after_three_working_days_and_a_comment_ends_it(doing, heard, ada):
    task = doing(on=3)
    assert "stalled" not in heard(7)
    signal = only(heard(8)["stalled"])
    assert signal.since == day(3)
    assert "for 3 working days" in signal.says
    with as_of(day(8)):
        task.comment("Waiting for the scale.", by=ada)
    assert "stalled" not in heard(8)


def test_what_the_clock_records_is_no_work_on_a_task(doing, heard):
    from assay.tasks.overrun import tell_late

    doing(estimate=Decimal(1))
    with as_of(day(3)):
        assert tell_late(at=day(3)) == 1
    assert "stalled" in heard(3)


def test_a_blocked_task_says_why_and_not_that_it_is_quiet(doing, heard, ada, ben, kite):
    task = doing(assignee=ben)
    with as_of(day(0)):
        task.block("the scale is broken", by=ben)
    assert "blocked" not in heard(1)
    found = heard(4)
    signal = only(found["blocked"])
    assert signal.says == f"{task.key} has been blocked for 4 working days: the scale is broken"
    assert signal.who == (ada, ben)
    assert "stalled" not in found


def test_a_blocked_task_that_nobody_began_says_so_too(heard, ada, kite):
    with as_of(day(0)):
        task = Task.create(kite, title="Scale", by=ada)
        task.block("the scale is broken", by=ada)
    assert only(heard(4)["blocked"]).subject.id == str(task.pk)


def test_the_later_of_two_tasks_in_progress_is_the_second_one(doing, heard, ada, column, kite):
    first = doing("First")
    with as_of(day(1)):
        second = Task.create(kite, title="Second", by=ada, assignee=ada)
        second.move_to(column("active"), by=ada, choice=Choice(instead=Instead.KEEP, reason="It is short."))
    signal = only(heard(1)["second-in-progress"])
    assert (signal.subject.id, signal.since) == (str(second.pk), day(1))
    with as_of(day(1)):
        first.move_to(column("waiting"), by=ada)
    assert "second-in-progress" not in heard(1)


def test_a_task_in_progress_that_was_given_to_nobody_falls_to_the_lead(doing, heard, ada, ben):
    task = doing(assignee=ben, estimate=Decimal(1))
    with as_of(day(0)):
        task.assign(None, by=ada)
    signal = only(heard(0)["nobodys"])
    assert signal.who == (ada,)
    assert {"over-five-days", "over-estimate", "stalled"}.isdisjoint(heard(9))


def test_a_waiting_task_is_left_alone_for_two_weeks(doing, heard, ada, column):
    task = doing()
    with as_of(day(0)):
        task.move_to(column("waiting"), by=ada)
    assert "waits-long" not in heard(11)
    assert only(heard(14)["waits-long"]).urgency == 3


def test_what_is_put_away_or_done_says_nothing(doing, heard, ada, column):
    done = doing("Done")
    with as_of(day(0)):
        done.move_to(column("done"), by=ada)
    gone = doing("Gone")
    with as_of(day(0)):
        gone.trash(by=ada)
    assert not heard(9)


def test_a_threshold_moves_a_rule_and_nothing_switches_it_off(doing, heard, ada):
    doing()
    Setting.put(ada.workspace, {"stalled_days": 1}, by=ada)
    assert "stalled" in heard(1)
    Setting.put(ada.workspace, {"stalled_days": None}, by=ada)
    assert "stalled" not in heard(4)
