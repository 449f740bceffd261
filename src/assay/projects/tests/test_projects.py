"""Starting, editing and seeing projects."""

from typing import Any

import pytest

from assay.activity.models import Event
from assay.kit.clock import now
from assay.kit.conflicts import EditedMeanwhile
from assay.projects.keys import suggested_key
from assay.projects.models import BadKey, CannotLead, KeyTaken, LabelTaken, NotInWorkspace, Project
from assay.projects.overview import Counts
from assay.projects.phase_times import PhaseWork
from assay.projects.queries import phase_steps
from assay.projects.workflows import built_in, workflow_named

SIX = workflow_named("six-phases")


def start(by, **facts):
    usual: dict[str, Any] = {"key": "ML", "name": "Churn", "workflow": SIX}
    return Project.start(**(usual | facts), by=by)


def edit(project, by, **facts):
    kept = {
        "name": project.name,
        "goal": project.goal,
        "lead": project.lead,
        "is_private": project.is_private,
        "version": project.version,
    }
    project.edit(**(kept | facts), by=by)


def test_a_project_gets_everything_its_workflow_lists(ada):
    project = start(ada)
    assert [phase.name for phase in project.phases.order_by("position")] == [phase.name for phase in SIX.phases]
    assert project.columns.count() == len(SIX.columns)
    assert project.labels.count() == len(SIX.labels)
    assert Event.objects.filter(kind="project.created", project_id=project.pk).exists()


def test_every_built_in_workflow_has_a_queue_an_active_and_a_done_column():
    for workflow in built_in().values():
        assert {"queue", "active", "done"} <= {column.state for column in workflow.columns}
        assert {task.phase for task in workflow.tasks} <= {phase.name for phase in workflow.phases}


@pytest.mark.parametrize("key", ["", "A", "1A", "A-B", "ABCDEFGHI", "EXP", "ci", "ÄÖ"])
def test_a_key_that_would_confuse_is_refused(ada, key):
    with pytest.raises(BadKey):
        start(ada, key=key)


def test_a_key_is_given_once_in_a_workspace_and_free_in_another(ada, cy):
    start(ada)
    with pytest.raises(KeyTaken):
        start(ada, key="ml")
    assert start(cy).key == "ML"


@pytest.mark.parametrize(
    ("name", "taken", "key"),
    [
        ("Churn", set(), "CHUR"),
        ("Search ranker", set(), "SR"),
        ("Search ranker", {"SR"}, "SR2"),
        ("Meter digits by photo", {"MDBP"}, "MDBP2"),
        ("Cash in", set(), "CI2"),
        ("Отток", set(), "PRJ"),
        ("Œuvre à voir", set(), "UAV"),
        ("7 days", set(), "DAYS"),
        ("!", {"PRJ"}, "PRJ2"),
    ],
)
def test_a_key_is_made_from_the_name(name, taken, key):
    assert suggested_key(name, taken=taken) == key


def test_a_lead_must_be_in_the_workspace_and_no_guest(ada, cy, gil):
    with pytest.raises(NotInWorkspace):
        start(ada, lead=cy)
    with pytest.raises(CannotLead):
        start(ada, lead=gil)
    project = start(ada)
    with pytest.raises(NotInWorkspace):
        edit(project, ada, lead=cy)


def test_an_edit_is_told_once(ada):
    project = start(ada)
    edit(project, ada, goal="Find leavers.")
    edit(project, ada, goal="Find leavers.")
    assert Event.objects.filter(kind="project.edited").count() == 1


def test_two_people_who_edit_notice_each_other(ada, ben):
    project = start(ada)
    theirs, mine = Project.objects.get(pk=project.pk), Project.objects.get(pk=project.pk)
    edit(theirs, ada, name="Theirs")
    with pytest.raises(EditedMeanwhile):
        edit(mine, ben, name="Mine")
    project.refresh_from_db()
    assert project.name == "Theirs"


def test_who_starts_a_private_project_for_somebody_else_still_sees_it(ben, lea):
    project = start(ben, lead=lea, is_private=True)
    assert Project.objects.visible_to(ben).contains(project)


def test_a_private_project_is_for_leads_and_those_named(ada, lea, ben, gil, cy):
    project = start(ada, is_private=True)
    assert [Project.objects.visible_to(who).exists() for who in (ada, lea, ben, gil, cy)] == [
        True,
        True,
        False,
        False,
        False,
    ]
    project.add_member(ben, by=ada)
    assert Project.objects.visible_to(ben).exists()


def test_a_guest_sees_only_where_they_are_named(ada, gil):
    project = start(ada)
    assert not Project.objects.visible_to(gil).exists()
    project.add_member(gil, by=ada)
    assert Project.objects.visible_to(gil).count() == 1
    project.remove_member(gil, by=ada)
    assert not Project.objects.visible_to(gil).exists()
    kinds = Event.objects.filter(project_id=project.pk).values_list("kind", flat=True)
    assert {"project.member-added", "project.member-removed"} <= set(kinds)


def test_who_left_sees_nothing(ada, ben):
    start(ada)
    ben.leave(by=ada)
    assert not Project.objects.visible_to(ben).exists()


def test_nobody_of_another_workspace_is_named(ada, cy):
    with pytest.raises(NotInWorkspace):
        start(ada).add_member(cy, by=ada)


def test_a_label_is_there_once(ada):
    project = start(ada)
    project.add_label(name="model-gbm", hue=2, by=ada)
    with pytest.raises(LabelTaken):
        project.add_label(name="model-gbm", hue=3, by=ada)
    assert Event.objects.filter(kind="label.added").count() == 1


def test_phases_overlap_and_one_that_nobody_began_is_not_done(ada):
    phases = list(start(ada).phases.order_by("position"))
    ended, busy = PhaseWork(until=now()), PhaseWork(busy=1)
    steps = phase_steps(phases, {phases[0].pk: ended, phases[2].pk: busy, phases[3].pk: busy})
    assert [step.state for step in steps] == ["done", "later", "now", "now", "later", "later"]
    assert [step.state for step in phase_steps(phases, {phases[1].pk: ended})][:2] == ["later", "now"]
    assert [step.state for step in phase_steps(phases, {})][:2] == ["now", "later"]
    assert phase_steps([], {}) == []


def test_what_the_work_left_is_done_only_when_nothing_in_it_is_open_or_it_was_declared_done(ada):
    phases = list(start(ada).phases.order_by("position"))
    works = {phases[0].pk: PhaseWork(until=now(), left=2), phases[1].pk: PhaseWork(busy=1)}
    step = phase_steps(phases, works)[0]
    assert (step.state, step.left) == ("begun", 2)
    phases[0].done_at = now()
    step = phase_steps(phases, works)[0]
    assert (step.state, step.left) == ("done", 0)


def test_nothing_counted_is_zero():
    assert Counts() == Counts(open=0, in_progress=0)
