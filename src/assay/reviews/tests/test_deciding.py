"""Deciding at a stop: one verb of the domain, and a decision on the project."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assay.activity.models import Event
from assay.experiments.models import Outcome
from assay.kit.clock import as_of, now
from assay.projects.models import Decision
from assay.reviews.actions import decide
from assay.reviews.awaiting import awaiting
from assay.reviews.meanwhile import ChangedMeanwhile, last_event
from assay.reviews.models import DecidedAlready, Review, ReviewOver, Way
from assay.reviews.tests.conftest import A_DAY
from assay.reviews.things import thing_of
from assay.reviews.ways.offered import offered
from assay.reviews.ways.wanted import NotAWay, Wanted, WhyNeeded
from assay.tasks.models import Handoff, Task
from assay.tasks.models.handoff import Offer, Recipient
from assay.web.when import day as in_words


def test_a_timebox_is_extended_with_the_reason_and_it_stands_on_the_project(ada, experiment, stop_at):
    stop = stop_at(experiment.task)
    decision = decide(stop, Wanted("extend", why="The data came late", days=4), by=ada)
    experiment.refresh_from_db()
    assert experiment.extra_days == 4
    assert (decision.kind, decision.why, decision.project) == ("extend", "The data came late", experiment.task.project)
    assert experiment.extensions.get().because == "The data came late"
    assert (stop.way, stop.decision) == ("extend", decision)


def test_the_evidence_names_the_thing_the_facts_and_the_review(ada, experiment, stop_at):
    stop = stop_at(experiment.task)
    decision = decide(stop, Wanted("extend", why="Late data"), by=ada)
    assert experiment.task.key in decision.evidence
    assert "Nothing happened for 4 days." in decision.evidence
    assert f"/reviews/{stop.review_id}#stop-{stop.position}" in decision.evidence


def test_without_a_word_the_facts_are_the_reason(ada, experiment, stop_at):
    decision = decide(stop_at(experiment.task), Wanted("extend"), by=ada)
    assert decision.why == "Nothing happened for 4 days."
    assert decision.why not in decision.evidence


def test_facts_that_are_too_many_for_a_reason_are_cut_between_sentences(ada, experiment, stop_at):
    stop = stop_at(experiment.task)
    stop.matters = [["A", "a" * 200 + "."], ["B", "b" * 200 + "."]]
    stop.save()
    assert decide(stop, Wanted("extend"), by=ada).why == "a" * 200 + "."


def test_stopping_concludes_the_experiment_with_what_was_learned(ada, experiment, stop_at):
    decide(stop_at(experiment.task), Wanted("stop", why="Two fair tries, no gain"), by=ada)
    experiment.refresh_from_db()
    assert (experiment.outcome, experiment.learnings) == (Outcome.STOPPED, "Two fair tries, no gain")
    assert Task.objects.get(pk=experiment.task_id).is_done


def test_stopping_keeps_what_was_noted_before(ada, experiment, stop_at):
    from assay.experiments.models import Conclusion, Step

    noted = Conclusion(observations="It shakes", learnings="Tails shake", steps=(Step("Ask a pilot"),))
    experiment.note_conclusion(noted, by=ada)
    decide(stop_at(experiment.task), Wanted("stop", why="Enough"), by=ada)
    experiment.refresh_from_db()
    assert (experiment.observations, experiment.learnings) == ("It shakes", "Tails shake")
    assert [step.text for step in experiment.steps.all()] == ["Ask a pilot"]


@pytest.mark.parametrize("way", ["stop", "pivot"])
def test_nothing_is_ended_without_a_reason(ada, experiment, stop_at, way):
    with pytest.raises(WhyNeeded):
        decide(stop_at(experiment.task), Wanted(way), by=ada)
    assert not Decision.objects.exists()


def test_a_pivot_makes_the_next_experiment(ada, experiment, stop_at):
    stop = stop_at(experiment.task)
    decision = decide(stop, Wanted("pivot", why="No gain", instead="Try two tails"), by=ada)
    made = Task.objects.get(pk=stop.told["made"][0])
    assert (made.title, made.kind) == ("Try two tails", "experiment")
    assert (decision.kind, "Try two tails" in decision.what) == ("pivot", True)


def test_a_task_is_split_into_the_parts_that_are_proposed(ada, task, stop_at):
    stop = stop_at(task)
    decide(stop, Wanted("split"), by=ada)
    assert Task.objects.filter(part_of=task).count() == 1
    assert stop.told["made"] == [Task.objects.get(part_of=task).pk]


def test_a_task_gets_days_up_to_five(ada, task, stop_at):
    decide(stop_at(task), Wanted("extend", days=10), by=ada)
    task.refresh_from_db()
    assert task.estimate_days == 5


def test_a_task_of_five_days_offers_no_more(ada, edit_days, task, stop_at):
    edit_days(task, 5)
    with pytest.raises(NotAWay):
        decide(stop_at(task), Wanted("extend"), by=ada)


def test_what_is_handed_over_waits_until_the_other_one_starts(ada, lea, task, stop_at):
    decision = decide(stop_at(task), Wanted("hand-over", to=lea), by=ada)
    task.refresh_from_db()
    assert (task.assignee, task.is_in_progress, decision.what) == (lea, False, f"Lea Lind takes over {task.key}")


def test_handed_over_to_nobody_in_particular_it_goes_to_who_is_free(ada, ben, task, stop_at):
    decide(stop_at(task), Wanted("hand-over"), by=ada)
    task.refresh_from_db()
    assert task.assignee == ada


def test_whoever_gets_it_is_locked_with_the_others_before_any_project(ada, lea, task, experiment, stop_at):
    stop = stop_at(task)
    with CaptureQueriesContext(connection) as asked:
        decide(stop, Wanted("hand-over"), by=ada)
    people = r'SELECT "accounts_person"\."id"[^,]* FROM "accounts_person" WHERE [^ ]+ IN \(([\d, ]+)\) ORDER BY'
    locked = [set(found[1].split(", ")) for one in asked if (found := re.match(people, one["sql"]))]
    task.refresh_from_db()
    assert task.assignee == lea  # ada works on something
    assert str(lea.pk) in locked[0]
    assert set().union(*locked) == locked[0]


def test_a_stopped_task_is_archived_with_the_reason_as_a_comment(ada, task, stop_at):
    decide(stop_at(task), Wanted("stop", why="Nobody needs it"), by=ada)
    task.refresh_from_db()
    assert task.archived_at is not None
    assert task.comments.get().text == "Nobody needs it"


def test_a_question_is_a_comment_that_names_whom_it_is_for(ada, ben, task, stop_at):
    decision = decide(stop_at(task), Wanted("ask", why="What do you need?"), by=ada)
    assert task.comments.get().text == "@ben.okafor What do you need?"
    assert (decision.what, decision.why) == (f"Ben Okafor is asked about {task.key}", "What do you need?")


def test_nobody_is_led_to_ask_themselves(ada, ben, kite, experiment, task, stop_at):
    for thing, first in ((kite, Way.GO), (experiment.task, Way.EXTEND), (task, Way.SPLIT)):
        stop = stop_at(thing)
        found = thing_of(stop, ada)
        assert found is not None
        offers = offered(stop, found)
        asking = next(one for one in offers if one.way == Way.ASK)
        assert (offers[0].way, asking.title) == (first, f"Ask {ben.name}" if thing == task else "Ask somebody")
    with pytest.raises(NotAWay, match="say whom you ask"):
        decide(stop_at(kite), Wanted(Way.ASK), by=ada)
    assert decide(stop_at(kite), Wanted(Way.ASK, person=ben), by=ada).title == "Ben Okafor is asked about Kite"


def test_a_question_about_a_project_stands_in_the_decision(ada, ben, kite, stop_at):
    decision = decide(stop_at(kite), Wanted("ask", why="Is it worth it?", person=ben), by=ada)
    assert decision.why == "@ben.okafor Is it worth it?"


def test_what_becomes_of_a_project_is_told_with_its_days_in_words(ada, kite, stop_at):
    day = timezone.localdate() + timedelta(weeks=3)
    decision = decide(stop_at(kite), Wanted("extend", next_due_on=day), by=ada)
    assert decision.what == f"{kite.name} is decided again on {in_words(day)}"


def test_a_hand_off_goes_to_somebody_else_than_whom_it_is_offered_to(ada, ben, lea, task, stop_at):
    offer = Offer(title="Serve it", to=Recipient(person=ben), phase=task.phase, memory="512 MB", latency="50 ms")
    handoff = Handoff.offer(task, offer, by=ada)
    decide(stop_at(handoff.task), Wanted("hand-over"), by=ada)
    handoff.refresh_from_db()
    assert handoff.to_person == lea


@pytest.mark.parametrize("way", ["go", "no-go"])
def test_go_and_no_go_answer_the_decision_that_was_due(ada, kite, stop_at, way):
    kite.edit(version=kite.version, by=ada, decision_due_on=timezone.localdate())
    decision = decide(stop_at(kite), Wanted(way, why="So it is"), by=ada)
    kite.refresh_from_db()
    assert (decision.kind, decision.due_on, kite.decision_due_on) == (way, timezone.localdate(), None)


def test_what_is_decided_of_a_task_leaves_the_decision_due_that_the_project_waits_for(ada, kite, task, stop_at):
    due = timezone.localdate() + timedelta(days=3)
    kite.edit(version=kite.version, by=ada, decision_due_on=due)
    decision = decide(stop_at(task), Wanted("split"), by=ada)
    kite.refresh_from_db()
    assert (kite.decision_due_on, decision.due_on) == (due, None)


def test_more_time_for_a_project_is_a_day_to_decide_again(ada, kite, stop_at):
    decide(stop_at(kite), Wanted("extend"), by=ada)
    kite.refresh_from_db()
    assert kite.decision_due_on == timezone.localdate() + timedelta(weeks=2)


def test_a_stop_is_decided_once_in_however_many_windows(ada, task, stop_at):
    stop = stop_at(task)
    other = type(stop).objects.get(pk=stop.pk)
    decide(stop, Wanted("split"), by=ada)
    with pytest.raises(DecidedAlready):
        decide(other, Wanted("split"), by=ada)
    assert Task.objects.filter(part_of=task).count() == 1


def test_what_changed_since_the_stop_was_shown_is_told_and_not_overwritten(ada, ben, task, stop_at):
    stop, seen = stop_at(task), last_event(task.subject)
    task.comment("Done tomorrow", by=ben)
    with pytest.raises(ChangedMeanwhile, match="Ben Okafor commented"):
        decide(stop, Wanted("stop", why="Too slow"), by=ada, seen=seen)
    task.refresh_from_db()
    assert (task.archived_at, Decision.objects.count()) == (None, 0)


def test_a_second_lead_is_told_what_the_first_one_decided(ada, lea, task, stop_at):
    mine, hers, seen = stop_at(task), stop_at(task, person=lea), last_event(task.subject)
    decide(mine, Wanted("split"), by=ada, seen=seen)
    with pytest.raises(ChangedMeanwhile, match="Ada Lovelace"):
        decide(hers, Wanted("hand-over"), by=lea, seen=seen)


def test_a_second_lead_is_told_of_a_project_as_well(ada, lea, kite, stop_at):
    mine, hers, seen = stop_at(kite), stop_at(kite, person=lea), last_event(kite.subject)
    decide(mine, Wanted("go", why="Good"), by=ada, seen=seen)
    with pytest.raises(ChangedMeanwhile):
        decide(hers, Wanted("no-go", why="Bad"), by=lea, seen=seen)
    assert Decision.objects.count() == 1


def test_a_finished_review_decides_nothing(ada, task, stop_at):
    stop = stop_at(task)
    stop.review.finish(by=ada)
    with pytest.raises(ReviewOver):
        decide(stop, Wanted("split"), by=ada)


def test_what_was_put_away_is_said_to_be_gone(ada, task, stop_at):
    stop = stop_at(task)
    task.trash(by=ada)
    with pytest.raises(NotAWay):
        decide(stop, Wanted("split"), by=ada)


def test_when_the_verb_refuses_nothing_is_kept(ada, experiment, stop_at):
    from assay.experiments.models import BadDays

    stop = stop_at(experiment.task)
    with pytest.raises(BadDays):
        decide(stop, Wanted("extend", days=99), by=ada)
    stop.refresh_from_db()
    assert (stop.decided_at, Decision.objects.count()) == (None, 0)


def test_each_decision_is_an_event_of_the_project(ada, kite, task, stop_at):
    decide(stop_at(task), Wanted("split"), by=ada)
    assert Event.objects.about(kite.subject).filter(kind="decision.recorded").count() == 1


@pytest.fixture
def edit_days():
    from dataclasses import replace
    from decimal import Decimal

    from assay.tasks.models.task.editing import facts_of

    def edited(task, days):
        task.edit(replace(facts_of(task), estimate_days=Decimal(days)), version=task.version, by=task.created_by)

    return edited


def test_a_snooze_lets_the_signals_of_the_thing_rest(ada, task, experiment, stop_at):
    from assay.signals.models import Snooze

    task.block("Waits for the wind", by=ada)
    with as_of(now() + timedelta(days=20)):
        stop = Review.begin(ada, awaiting(ada, today=A_DAY), today=A_DAY).stops.get(kind="task", thing=str(task.pk))
        decision = decide(stop, Wanted("snooze", why="Wind comes"), by=ada)
        assert {one.reason for one in Snooze.objects.filter(subject_id=task.pk)} == {"Wind comes"}
        assert str(task.pk) not in {one.first.thing for one in awaiting(ada, today=A_DAY)}
    assert task.key in decision.what


def test_a_due_decision_that_is_snoozed_is_due_later(ada, kite):
    kite.edit(version=kite.version, by=ada, decision_due_on=timezone.localdate())
    stop = Review.begin(ada, awaiting(ada, today=timezone.localdate()), today=A_DAY).stops.get(kind="project")
    decide(stop, Wanted("snooze"), by=ada)
    kite.refresh_from_db()
    assert kite.decision_due_on == timezone.localdate() + timedelta(days=7)
