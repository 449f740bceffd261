"""Phases, columns and labels change without breaking what was."""

from decimal import Decimal

import pytest

from assay.activity.models import Event
from assay.kit.conflicts import EditedMeanwhile
from assay.projects.models import (
    ColumnHeld,
    ColumnNeeded,
    LabelTaken,
    LastPhase,
    NameTaken,
    PhaseFacts,
    TooManyColumns,
)
from assay.projects.phase_times import PhaseWork
from assay.projects.queries import phase_steps
from assay.tasks.models import Task
from assay.tasks.models.task.moving import WrongBoard


def column(kite, name):
    return kite.columns.present().get(name=name)


def phase(kite, name):
    return kite.phases.present().get(name=name)


def names(rows):
    return [row.name for row in rows.present().in_order()]


def kinds(kite):
    return set(Event.objects.filter(project_id=kite.pk).values_list("kind", flat=True))


def make(kite, by, title="Tune", **facts):
    return Task.create(kite, title=title, by=by, **facts)


def test_a_phase_is_added_as_the_last_one_and_edited_once(ada, kite):
    added = kite.add_phase(PhaseFacts(name="Hand-over"), by=ada)
    assert names(kite.phases)[-1] == "Hand-over"
    facts = PhaseFacts(name="Farewell", weeks_low=Decimal(1), exit_questions=("Said farewell?",))
    added.edit(facts, version=1, by=ada)
    added.edit(facts, version=2, by=ada)
    added.refresh_from_db()
    assert (added.name, added.weeks, added.exit_questions, added.version) == (
        "Farewell",
        "1 wk and on",
        ["Said farewell?"],
        2,
    )
    assert Event.objects.filter(kind="phase.edited").count() == 1


def test_two_people_who_edit_a_phase_notice_each_other(ada, ben, kite):
    research = phase(kite, "Research")
    research.edit(PhaseFacts(name="Reading"), version=1, by=ada)
    with pytest.raises(EditedMeanwhile):
        research.edit(PhaseFacts(name="Thinking"), version=1, by=ben)
    assert research.name == "Reading"


def test_names_are_there_once_among_the_present_ones(ada, kite):
    with pytest.raises(NameTaken):
        kite.add_phase(PhaseFacts(name="Research"), by=ada)
    with pytest.raises(NameTaken):
        column(kite, "Waiting").edit(name="Done", state="waiting", limit=None, by=ada)
    phase(kite, "Research").retire(by=ada)
    kite.add_phase(PhaseFacts(name="Research"), by=ada)
    with pytest.raises(NameTaken):
        kite.phases.retired().get().bring_back(by=ada)
    assert names(kite.phases)[-1] == "Research"


def test_phases_and_columns_change_places_without_holes(ada, kite):
    phase(kite, "Modeling").place_at(0, by=ada)
    assert names(kite.phases)[:3] == ["Modeling", "Research", "Data exploration"]
    column(kite, "To do").place_at(99, by=ada)
    assert names(kite.columns) == ["In progress", "Waiting", "Done", "To do"]
    assert [one.position for one in kite.columns.in_order()] == [0, 1, 2, 3]
    column(kite, "To do").place_at(3, by=ada)
    assert Event.objects.filter(kind="column.edited").count() == 1


def test_a_retired_phase_stays_on_its_tasks_and_leaves_the_choices(ada, ada_client, kite):
    research = phase(kite, "Research")
    task = kite.tasks.get(number=1)
    research.retire(by=ada)
    task.refresh_from_db()
    assert task.phase == research
    assert "Research" not in ada_client.get("/projects/KITE/tasks/new").content.decode().split("<select")[2]
    assert "Research" in ada_client.get(f"/tasks/{task.key}").content.decode()
    assert ada_client.get(f"/tasks/{task.key}/edit").content.decode().count(f'value="{research.pk}" selected') == 1
    research.bring_back(by=ada)
    assert names(kite.phases)[-1] == "Research"
    assert {"phase.retired", "phase.restored"} <= kinds(kite)


def test_a_retired_phase_is_on_the_strip_only_while_work_is_in_it(ada, kite):
    research = phase(kite, "Research")
    research.retire(by=ada)
    phases = list(kite.phases.in_order())
    assert len(phase_steps(phases, {})) == 5
    assert len(phase_steps(phases, {research.pk: PhaseWork(busy=1)})) == 6


def test_the_last_phase_stays(ada, kite):
    for one in list(kite.phases.present().in_order())[1:]:
        one.retire(by=ada)
    with pytest.raises(LastPhase):
        phase(kite, "Research").retire(by=ada)


def test_a_column_is_added_up_to_eight(ada, kite):
    for number in range(4):
        kite.add_column(name=f"Wait {number}", state="waiting", limit=3, by=ada)
    with pytest.raises(TooManyColumns):
        kite.add_column(name="One more", state="waiting", limit=None, by=ada)
    assert "column.added" in kinds(kite)


@pytest.mark.parametrize("name", ["To do", "In progress", "Done"])
def test_a_board_keeps_a_column_of_each_state_it_needs(ada, kite, name):
    found = column(kite, name)
    with pytest.raises(ColumnNeeded):
        found.retire(to=column(kite, "Waiting"), by=ada)
    with pytest.raises(ColumnNeeded):
        found.edit(name=name, state="waiting", limit=None, by=ada)
    assert column(kite, name).state != "waiting"


def test_tasks_of_a_column_that_leaves_go_where_it_is_said(ada, kite):
    waiting, done = column(kite, "Waiting"), column(kite, "Done")
    task, hidden = make(kite, ada), make(kite, ada, "Archived")
    for one in (task, hidden):
        one.move_to(waiting, by=ada)
    hidden.archive(by=ada)
    with pytest.raises(ColumnHeld):
        waiting.retire(by=ada)
    waiting.retire(to=column(kite, "To do"), by=ada)
    assert {one.column.name for one in Task.objects.filter(pk__in=[task.pk, hidden.pk])} == {"To do"}
    assert names(kite.columns) == ["To do", "In progress", "Done"]
    moved = Event.objects.filter(kind="task.moved", subject_id=str(task.pk)).order_by("id").last()
    assert moved is not None
    assert moved.data["before"] == "Waiting"
    with pytest.raises(WrongBoard):
        task.move_to(waiting, by=ada)
    task.move_to(done, by=ada)


def test_a_column_does_not_empty_itself_into_the_work_of_somebody_busy(ada, ben, kite):
    waiting, doing = column(kite, "Waiting"), column(kite, "In progress")
    first, second = (make(kite, ada, title, assignee=ben) for title in ("One", "Two"))
    first.move_to(doing, by=ben)
    second.move_to(waiting, by=ben)
    with pytest.raises(ColumnHeld, match="cannot go to In progress"):
        waiting.retire(to=doing, by=ada)
    second.refresh_from_db()
    assert second.column == waiting


def test_a_column_becomes_active_only_while_everybody_keeps_to_one(ada, ben, kite):
    waiting, doing = column(kite, "Waiting"), column(kite, "In progress")
    first, second = (make(kite, ada, title, assignee=ben) for title in ("One", "Two"))
    first.move_to(doing, by=ben)
    second.move_to(waiting, by=ben)
    with pytest.raises(ColumnHeld, match="Ben Okafor"):
        waiting.edit(name="Review", state="active", limit=None, by=ada)
    first.move_to(column(kite, "Done"), by=ben)
    waiting.refresh_from_db()
    waiting.edit(name="Review", state="active", limit=None, by=ada)
    second.refresh_from_db()
    assert second.started_at is not None
    moved = Event.objects.filter(kind="task.moved", subject_id=str(second.pk)).order_by("id").last()
    assert moved is not None
    assert (moved.data["state_before"], moved.data["state"]) == ("waiting", "active")


def test_an_experiment_without_a_plan_does_not_start_by_a_new_state(ada, kite):
    experiment = kite.tasks.get(number=3)
    waiting = column(kite, "Waiting")
    experiment.move_to(waiting, by=ada)
    with pytest.raises(ColumnHeld, match=experiment.key):
        waiting.edit(name="Waiting", state="active", limit=None, by=ada)


def test_a_done_column_with_finished_tasks_stays_done(ada, kite):
    shipped = kite.add_column(name="Shipped", state="done", limit=None, by=ada)
    make(kite, ada).move_to(shipped, by=ada)
    with pytest.raises(ColumnHeld):
        shipped.edit(name="Shipped", state="waiting", limit=None, by=ada)


def test_an_empty_column_takes_any_state(ada, kite):
    column(kite, "Waiting").edit(name="Second queue", state="queue", limit=4, by=ada)
    assert column(kite, "Second queue").limit == 4


def test_a_column_comes_back_empty(ada, kite):
    waiting = column(kite, "Waiting")
    waiting.retire(by=ada)
    waiting.bring_back(by=ada)
    assert names(kite.columns)[-1] == "Waiting"
    assert {"column.retired", "column.restored"} <= kinds(kite)


def test_a_label_is_renamed_on_all_its_tasks_and_removed_from_them(ada, kite):
    label, other = kite.labels.get(name="model-tree"), kite.labels.get(name="model-linear")
    task = make(kite, ada, labels=[label])
    with pytest.raises(LabelTaken):
        label.edit(name="model-linear", hue=1, by=ada)
    label.edit(name="model-forest", hue=2, by=ada)
    assert task.labels.get().name == "model-forest"
    label.remove(by=ada)
    other.remove(by=ada)
    assert not task.labels.exists()
    assert {"label.edited", "label.removed"} <= kinds(kite)
