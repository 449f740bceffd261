from dataclasses import replace

import pytest

from assay.activity.feed import feed_about
from assay.activity.models import Event
from assay.deliverables.models import State
from assay.deliverables.refusals import AlreadySigned, NotEntitled, NothingAttached, ReadAgain
from assay.projects.models import PlanVersion, Stakeholder
from assay.runs.ingest import writing_to
from assay.runs.lifecycle import Change, update_run
from assay.runs.tests.logged import experiment, logged_run

pytestmark = pytest.mark.django_db


def test_nothing_can_be_shared_or_signed_before_something_is_attached(ada, plan):
    for verb in (plan.share, plan.sign):
        with pytest.raises(NothingAttached):
            verb(by=ada)
    assert plan.state == State.OWED


def test_all_who_must_sign_sign_it_off_person_and_stakeholder(ada, ben, lu, shared):
    shared.name_signer(ben, by=ada)
    shared.name_signer(lu, by=ada)
    shared.name_signer(lu, by=ada)
    assert [one.name for one in shared.waiting_for()] == ["Ben Okafor", "Lu Ortega"]
    shared.sign(by=ben, note="Read it")
    assert shared.state == State.SHARED
    shared.sign(by=lu)
    shared.sign(by=lu)
    assert shared.state == State.SIGNED
    assert [one.name for one in shared.signatures.in_order()] == ["Ben Okafor", "Lu Ortega"]
    assert [entry.actor for entry in feed_about(shared.subject, reader=ada)[:2]] == ["Lu Ortega", "Ben Okafor"]


def test_only_those_named_sign_and_anybody_who_writes_where_nobody_is(ada, ben, gil, lu, shared):
    with pytest.raises(NotEntitled):
        shared.sign(by=gil)
    shared.name_signer(lu, by=ada)
    with pytest.raises(NotEntitled):
        shared.sign(by=ben)
    shared.remove_signer(shared.signers.get(), by=ada)
    shared.sign(by=ben)
    assert shared.state == State.SIGNED


def test_a_guest_signs_where_named(ada, gil, shared):
    shared.name_signer(gil, by=ada)
    shared.sign(by=gil)
    assert shared.state == State.SIGNED


def test_strangers_and_stakeholders_who_left_have_no_part(ada, cy, kite, lu, shared):
    lu.remove(by=ada)
    for party in (cy, lu):
        with pytest.raises(NotEntitled):
            shared.comment("Hello", by=party)
        with pytest.raises(NotEntitled):
            shared.name_signer(party, by=ada)


def test_a_change_after_signing_is_said_and_a_new_signature_can_be_asked_for(ada, ben, lu, page, shared):
    shared.name_signer(lu, by=ada)
    first = shared.sign(by=lu)
    with pytest.raises(AlreadySigned):
        shared.share(by=ada)
    page.write("How kites fly", "Otherwise.", version=1, by=ben)
    shared.refresh_from_db()
    assert (shared.state, shared.is_changed_since_signed()) == (State.SIGNED, True)
    assert Event.objects.about(shared.subject).order_by("-pk")[0].data["was_signed"] is True
    shared.share(by=ada)
    assert shared.state == State.SHARED
    second = shared.sign(by=lu)
    assert shared.state == State.SIGNED
    assert not shared.is_changed_since_signed()
    assert (first.digest != second.digest, first.attached[0]["edition"], second.attached[0]["edition"]) == (
        True,
        "1",
        "2",
    )


def test_a_signature_for_an_earlier_state_does_not_count_with_a_later_one(ada, ben, lu, page, shared):
    shared.name_signer(ben, by=ada)
    shared.name_signer(lu, by=ada)
    shared.sign(by=ben)
    page.write("How kites fly", "Otherwise.", version=1, by=ada)
    shared.sign(by=lu)
    assert (shared.state, [one.name for one in shared.waiting_for()]) == (State.SHARED, ["Ben Okafor"])


def test_asking_for_changes_waits_until_it_is_shared_again(ada, lu, shared):
    said = shared.ask_for_changes("Say what a kite is.", by=lu)
    assert (shared.state, said.asks_for_changes, said.name) == (State.FEEDBACK, True, "Lu Ortega")
    shared.share(by=ada)
    shared.sign(by=lu)
    with pytest.raises(AlreadySigned):
        shared.ask_for_changes("More", by=lu)


def test_a_signature_is_revoked_with_a_reason_and_stays_to_be_read(ada, ben, lu, shared):
    signature = shared.sign(by=lu)
    with pytest.raises(NotEntitled):
        shared.revoke(signature, reason="No", by=ben)
    shared.revoke(signature, reason="Signed the wrong one", by=ada)
    shared.revoke(signature, reason="Twice", by=ada)
    assert shared.state == State.SHARED
    kept = shared.signatures.get()
    assert (kept.is_standing, kept.revoked_because, kept.revoked_by) == (False, "Signed the wrong one", ada)


def test_the_signature_of_a_person_is_revoked_by_nobody_else(ada, ben, shared):
    signature = shared.sign(by=ben)
    with pytest.raises(NotEntitled):
        shared.revoke(signature, reason="No", by=ada)
    shared.revoke(signature, reason="Too early", by=ben)
    assert shared.state == State.SHARED


def test_one_more_signer_opens_what_was_signed_and_one_less_closes_it(ada, ben, lu, shared):
    shared.name_signer(lu, by=ada)
    shared.sign(by=lu)
    signer = shared.name_signer(ben, by=ada)
    assert shared.state == State.SHARED
    shared.remove_signer(signer, by=ada)
    assert shared.state == State.SIGNED


def test_a_stakeholder_of_another_project_has_no_part(ada, shared, cy):
    from assay.projects.models import Project
    from assay.projects.workflows import workflow_named

    other = Project.start(key="ML", name="Churn", workflow=workflow_named("tdsp"), by=ada)
    stranger = Stakeholder.add(other, name="Stranger", by=ada)
    with pytest.raises(NotEntitled):
        shared.sign(by=stranger)


def test_what_changed_between_the_look_and_the_signature_is_not_signed(ada, shared, page):
    seen = shared.digest
    page.write(page.title, "Otherwise.", version=1, by=ada)  # `shared` does not know of it
    with pytest.raises(ReadAgain):
        shared.sign(by=ada, seen=seen)
    shared.sign(by=ada, seen=shared.digest)
    assert shared.state == State.SIGNED


def test_a_run_that_ends_after_signing_is_a_change(kite, ada, plan):
    run = logged_run(ada, task=experiment(kite, ada), metrics={"f1": [0.5]}, status="RUNNING")
    plan.attach("run", run.uid, by=ada)
    plan.sign(by=ada)
    with writing_to(run.uid, by=ada) as held:
        update_run(held, Change(status="FINISHED"), by=ada)
    plan.refresh_from_db()
    assert plan.is_changed_since_signed()


def test_a_plan_that_is_edited_after_signing_is_a_change_and_agreeing_on_it_is_none(kite, ada, plan):
    draft = PlanVersion.begin(kite, by=ada)
    plan.attach("plan", str(draft.pk), by=ada)
    plan.sign(by=ada)
    draft.edit(replace(draft.facts, methodology="Start simple"), version=1, by=ada)
    plan.refresh_from_db()
    assert plan.is_changed_since_signed()
    again = plan.digest
    draft.agree(version=2, by=ada)
    plan.refresh_from_db()
    assert plan.digest == again
