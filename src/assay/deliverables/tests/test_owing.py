from datetime import date

import pytest

from assay.activity.models import Event
from assay.deliverables.models import Check, Deliverable, DeliverableFacts, State
from assay.deliverables.owing import owed_by
from assay.deliverables.refusals import NotNeeded
from assay.kit.conflicts import EditedMeanwhile
from assay.projects.models import NotInWorkspace, Project
from assay.projects.planting import gathered
from assay.projects.workflows import built_in, workflow_named

pytestmark = pytest.mark.django_db


def kinds(thing) -> list[str]:
    return list(Event.objects.about(thing.subject).order_by("pk").values_list("kind", flat=True))


@pytest.mark.parametrize("slug", list(built_in()))
def test_a_project_owes_what_its_workflow_lists_in_order(ada, slug):
    workflow = workflow_named(slug)
    project = Project.start(key="ML", name="Churn", workflow=workflow, by=ada)
    rows = list(Deliverable.objects.filter(project=project).in_order())
    assert [one.title for one in rows] == [one.title for phase in workflow.phases for one in phase.deliverables]
    assert [one.number for one in rows] == list(range(1, len(rows) + 1))
    assert {one.state for one in rows} == {State.OWED}


def test_code_that_is_reviewed_begins_with_its_check_list(merged):
    assert merged.phase.name == "Productization"
    assert Check.objects.filter(deliverable=merged).count() == 7


def test_a_template_keeps_what_phases_owe_but_not_what_is_waived(ada, kite, plan):
    plan.waive(reason="Written elsewhere", by=ada)
    saved = gathered(kite, name="Ours", summary="", tasks=[])
    planted = workflow_named("six-phases")
    assert saved.phases[0].deliverables == ()
    assert saved.phases[1:] == planted.phases[1:]


def test_one_is_added_at_the_end_of_its_phase_and_edited_once(ada, ben, kite, plan):
    facts = DeliverableFacts(title="Interview notes", due_on=date(2026, 3, 27), responsible=ben)
    made = Deliverable.add(plan.phase, facts, by=ada)
    assert (made.key, made.position) == ("KITE-D12", 1)
    other = DeliverableFacts(title="Interviews", kind="notebook")
    made.edit(other, version=1, by=ada)
    made.edit(other, version=2, by=ada)
    with pytest.raises(EditedMeanwhile):
        made.edit(facts, version=1, by=ada)
    assert kinds(made) == ["deliverable.added", "deliverable.edited"]
    changes = Event.objects.about(made.subject).order_by("-pk")[0].data["changes"]
    assert changes["due_on"] == ["2026-03-27", None]
    assert changes["responsible"] == ["Ben Okafor", None]


def test_nobody_of_another_workspace_is_responsible(ada, cy, plan):
    with pytest.raises(NotInWorkspace):
        plan.edit(DeliverableFacts(title="Plan", responsible=cy), version=1, by=ada)
    assert plan.version == 1


def test_it_moves_to_another_phase_and_takes_its_place_there(ada, kite, plan):
    modeling = kite.phases.get(name="Modeling")
    plan.move_to(modeling, by=ada)
    plan.move_to(modeling, by=ada)
    assert plan.position == 2
    plan.place_at(0, by=ada)
    plan.place_at(0, by=ada)
    owed = [one.key for one in owed_by([modeling.pk])[modeling.pk]]
    assert owed == ["KITE-D1", "KITE-D5", "KITE-D6"]
    assert kinds(plan) == ["deliverable.moved", "deliverable.edited"]


def test_what_is_not_needed_is_owed_no_more_until_it_is_wanted(ada, plan):
    plan.waive(reason="The customer wrote it", by=ada)
    plan.waive(reason="Again", by=ada)
    assert (plan.is_settled, plan.waived_because) == (True, "The customer wrote it")
    assert owed_by([plan.phase_id]) == {}
    with pytest.raises(NotNeeded):
        plan.attach_url("https://example.org", by=ada)
    plan.want(by=ada)
    assert [one.is_settled for one in owed_by([plan.phase_id])[plan.phase_id]] == [False]
    assert kinds(plan) == ["deliverable.waived", "deliverable.wanted"]


def test_what_many_phases_owe_is_one_query(ada, kite, django_assert_num_queries):
    other = Project.start(key="ML", name="Churn", workflow=workflow_named("tdsp"), by=ada)
    phases = [*kite.phases.values_list("pk", flat=True), *other.phases.values_list("pk", flat=True)]
    with django_assert_num_queries(1):
        assert len(owed_by(phases)) == 11
