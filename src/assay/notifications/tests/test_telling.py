"""Who is told of what: never of one's own acts, never of what one may not see, never twice."""

import pytest

from assay.activity.happenings import kinds
from assay.activity.models import Event
from assay.notifications.marking import choose
from assay.notifications.models import Notice
from assay.notifications.reasons import Reason
from assay.notifications.telling import tell
from assay.notifications.watching import unwatch, watch, watchers_of
from assay.projects.models import Decision, PlanVersion, Project
from assay.projects.workflows import workflow_named
from assay.tasks.models import Task
from assay.tasks.models.task.editing import TaskFacts

pytestmark = pytest.mark.django_db
COMMENTED = ("commented", "task.commented")
MENTIONED = ("mentioned", "task.commented")


def describe(task, text, by):
    facts = TaskFacts(task.title, text, task.phase, task.estimate_days, task.discipline, ())
    task.edit(facts, version=task.version, by=by)


def test_a_comment_is_told_to_those_who_watch_but_not_to_its_author(task, ada, ben, told):
    task.comment("Looks good", by=ben)
    assert told(ada) == [COMMENTED]
    assert told(ben) == []


def test_a_mention_is_told_and_weighs_more_than_watching(task, ada, ben, lea, told):
    task.comment("@ada.lovelace and @lea.lind, look", by=ben)
    assert told(ada) == [MENTIONED]
    assert told(lea) == [MENTIONED]


def test_whoever_is_mentioned_watches_from_then_on(task, ben, lea, work):
    task.comment("@lea.lind?", by=ben)
    work()
    assert lea in watchers_of(task.subject)


def test_a_mention_in_code_or_of_oneself_is_none(task, ada, ben, lea, told):
    task.comment("`@lea.lind` and x@lea.lind and @ben", by=ben)
    assert told(lea) == told(ben) == []


def test_a_description_mentions_too_but_only_whom_it_did_not_before(kite, ada, ben, lea, told):
    task = Task.create(kite, title="Plan", by=ada, description="Ask @ben")
    assert told(ben) == [("mentioned", "task.created")]
    describe(task, "Ask @ben and @lea", by=ada)
    assert told(ben) == [("mentioned", "task.created")]
    assert told(lea) == [("mentioned", "task.edited")]


def test_who_may_not_see_it_hears_nothing(task, gil, cy, ben, told):
    watch(task, gil)
    watch(task, cy)
    task.comment("@gil.soto and @cy.young", by=ben)
    assert told(gil) == told(cy) == []


def test_a_private_project_is_told_only_to_those_in_it(ada, ben, lea, told):
    hush = Project.start(key="HUSH", name="Hush", workflow=workflow_named("six-phases"), by=ada, is_private=True)
    task = Task.create(hush, title="Secret", by=ada)
    task.comment("@ben.okafor @lea.lind", by=ada)
    assert told(ben) == []
    assert told(lea) == [MENTIONED]


def test_a_task_given_and_a_task_handed_over(kite, ada, ben, lea, told):
    task = Task.create(kite, title="Fold", by=ada, assignee=ben)
    assert told(ben) == [("assigned", "task.created")]
    task.assign(lea, by=ada)
    assert told(lea) == [("handed-over", "task.assigned")]
    task.assign(None, by=ada)
    assert len(told(lea)) == 1


def test_taking_a_task_oneself_is_no_news(task, ben, told):
    task.assign(ben, by=ben)
    assert told(ben) == []
    assert ben in watchers_of(task.subject)


def test_finishing_is_told_once_and_other_moves_are_not(task, kite, ada, ben, told):
    for state in ("active", "waiting", "active", "done"):
        task.move_to(kite.columns.filter(state=state)[0], by=ben)
    assert told(ada) == [("finished", "task.moved")]


def test_being_named_on_a_project_is_told(kite, ada, gil, told):
    kite.add_member(gil, by=ada)
    assert told(gil) == [("invited", "project.member-added")]
    assert gil not in watchers_of(kite.subject)


def test_whoever_watches_a_project_hears_of_all_its_tasks(kite, task, lea, ben, told):
    watch(kite, lea)
    task.comment("Hm", by=ben)
    assert told(lea) == [COMMENTED]


def test_whoever_watches_no_more_is_not_told_until_named(task, ada, ben, told):
    unwatch(task, ada)
    task.comment("Hm", by=ben)
    assert told(ada) == []
    task.comment("@ada", by=ben)
    task.comment("Hm", by=ben)
    assert told(ada) == [MENTIONED, COMMENTED]


def test_a_reason_that_is_switched_off_is_silent(task, ada, ben, told):
    choose(ada, off=[Reason.COMMENTED])
    task.comment("Hm", by=ben)
    task.comment("@ada", by=ben)
    assert told(ada) == [MENTIONED]


def test_who_left_is_told_nothing(task, ada, ben, lea, told):
    watch(task, ben)
    ben.leave(by=ada)
    task.comment("@ben.okafor", by=lea)
    assert told(ben) == []
    assert ben not in watchers_of(task.subject)


def test_telling_twice_makes_one_notice(task, ada, ben, work):
    task.comment("@ada", by=ben)
    work()
    tell.work(Event.objects.latest("pk").pk)
    assert Notice.objects.visible_to(ada).count() == 1


def test_an_event_that_is_gone_is_no_fault():
    tell.work(999_999)


def test_what_nobody_is_told_of_queues_no_job(task, ada, ben, work):
    work()
    describe(task, "No names here", by=ada)
    task.move_to(task.project.columns.filter(state="waiting")[0], by=ben)
    assert work() == 0


def test_every_kind_of_event_gives_a_known_reason():
    assert {kind.notifies for kind in kinds().values()} <= {"", *Reason.values}


def test_who_watches_a_project_hears_of_an_agreed_plan_and_of_a_decision(kite, ada, ben, told):
    watch(kite, ben)
    PlanVersion.begin(kite, by=ada).agree(version=1, by=ada)
    Decision.record(kite, kind="go", why="It met the criterion.", evidence="KITE-1", by=ada)
    assert told(ben) == [("settled", "plan.agreed"), ("settled", "decision.recorded")]


def test_who_watches_a_project_hears_that_a_decision_holds_no_longer(kite, ada, ben, lea, told):
    made = Decision.record(kite, kind="go", why="It flies.", evidence="As @lea.lind saw.", by=ada)
    assert told(lea) == [("mentioned", "decision.recorded")]
    watch(kite, ben)
    made.revoke(because="It fell. @lea.lind", by=ada)
    assert told(ben) == [("settled", "decision.revoked")]
    assert told(lea)[1:] == [("mentioned", "decision.revoked")]
