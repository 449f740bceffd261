"""When phases were worked on: told by the history, as people made it."""

from datetime import UTC, datetime, timedelta

import pytest

from assay.activity.models import Event
from assay.kit.clock import as_of
from assay.projects.phase_times import PhaseWork
from assay.tasks.models import Task
from assay.tasks.models.task.choosing import Choice, Instead
from assay.tasks.models.task.splitting import Part
from assay.tasks.phase_times import phase_times, spans_of, works_of
from assay.tasks.undoing import undo

MONDAY = datetime(2026, 11, 2, 9, tzinfo=UTC)


def day(number: float):
    """A moment, by working days from the first Monday: 5 is the Monday after it."""
    weeks, rest = divmod(number, 5)
    return MONDAY + timedelta(days=7 * weeks + rest)


@pytest.fixture
def on(kite, make, column, ada):
    """Act on a day: `on(3).make(phase)`, `.start(task)`, `.finish(task)`."""

    class Day:
        def __init__(self, number):
            self.at = day(number)

        def make(self, phase, **facts):
            with as_of(self.at):
                return make(phase, phase=kite.phases.get(name=phase), **facts)

        def move(self, task, state, by=ada, **more):
            with as_of(self.at):
                task.move_to(column(state), by=by, **more)

        def begin(self, phase, by=ada, **facts):
            task = self.make(phase, **facts)
            self.move(task, "active", by=by)
            return task

        def finish(self, task):
            self.move(task, "done")

        def take_back(self, task):
            with as_of(self.at):
                undo(task, [Event.objects.about(task.subject).latest("pk")], by=ada)

    return Day


@pytest.fixture
def seen(kite):
    """Visits as people read them: phase, working days, whether it goes on; looked at on a day."""

    def look(number):
        names = dict(kite.phases.values_list("pk", "name"))
        times = phase_times(kite, at=day(number))
        found = sorted((visit for one in times.values() for visit in one.visits), key=lambda visit: visit.start)
        return [(names[visit.phase], visit.working_days, visit.end is None) for visit in found]

    return look


def test_a_project_that_goes_back_shows_each_visit_with_its_days(on, seen, ada, ben, kite):
    research = on(0).begin("Research")
    on(2).finish(research)
    explored = on(3).begin("Data exploration")
    on(6).finish(explored)
    trained = on(7).begin("Modeling", by=ben)
    on(9).finish(trained)
    again = on(10).begin("Data exploration")
    on(11).finish(again)
    on(12).begin("Modeling", by=ben)
    assert seen(13) == [
        ("Research", 3, False),
        ("Data exploration", 4, False),
        ("Modeling", 3, False),
        ("Data exploration", 2, False),
        ("Modeling", 2, True),
    ]
    times = phase_times(kite, at=day(13))[trained.phase_id]
    assert (times.returns, times.busy, times.working_days, times.days) == (1, 1, 5, 5)
    assert times.visits[0].people == (ben.pk,)
    assert times.visits[0].tasks == (trained.pk,)


def test_who_pauses_one_task_for_another_goes_back_and_forth_too(on, seen):
    first = on(0).begin("Data exploration")
    second = on(1).make("Modeling")
    on(1).move(second, "active", choice=Choice(Instead.PAUSE))
    on(2).move(first, "active", choice=Choice(Instead.PAUSE))
    assert [phase for phase, _days, _on in seen(3)] == ["Data exploration", "Modeling", "Data exploration"]


def test_tasks_side_by_side_are_one_visit_of_each_phase(on, seen, ben, ada):
    explored = on(0).begin("Data exploration")
    trained = on(1).begin("Modeling", by=ben)
    on(2).finish(explored)
    on(2.1).begin("Data exploration")
    on(3).finish(trained)
    assert seen(3) == [("Data exploration", 4, True), ("Modeling", 3, False)]


def test_a_task_that_changes_its_phase_leaves_its_time_where_it_was_spent(on, seen, kite, ada):
    task = on(0).begin("Data exploration")
    with as_of(day(2)):
        task.sort(phase=kite.phases.get(name="Modeling"), by=ada)
    assert seen(4) == [("Data exploration", 3, False), ("Modeling", 3, True)]


def test_what_was_taken_back_never_happened(on, seen, kite, ada):
    task = on(0).begin("Data exploration")
    with as_of(day(1)):
        task.sort(phase=kite.phases.get(name="Modeling"), by=ada)
    on(2).take_back(task)
    on(3).finish(task)
    on(4).take_back(task)
    assert seen(4) == [("Data exploration", 5, True)]


def test_what_was_taken_back_and_then_not_happened_after_all(on, seen, kite, ada):
    task = on(0).begin("Data exploration")
    with as_of(day(1)):
        task.sort(phase=kite.phases.get(name="Modeling"), by=ada)
    on(2).take_back(task)
    on(3).take_back(task)
    assert seen(4) == [("Data exploration", 2, False), ("Modeling", 4, True)]


def test_a_reopened_task_comes_back_into_its_phase(on, seen):
    task = on(0).begin("Data exploration")
    on(1).finish(task)
    on(2).finish(on(2).begin("Modeling"))
    on(3).finish(on(2.5).begin("Modeling"))
    on(4).move(task, "active")
    assert [(phase, goes_on) for phase, _days, goes_on in seen(4.5)] == [
        ("Data exploration", False),
        ("Modeling", False),
        ("Data exploration", True),
    ]


def test_waiting_weekends_and_pauses_end_no_visit(on, seen):
    task = on(0).begin("Data exploration")
    on(1).move(task, "waiting")
    on(8).move(task, "active")
    on(9).finish(task)
    assert seen(20) == [("Data exploration", 4, False)]


@pytest.mark.parametrize(("away", "back"), [("archive", "unarchive"), ("trash", "restore")])
def test_work_that_is_put_away_counts_until_then(on, seen, ada, away, back):
    task = on(0).begin("Data exploration")
    with as_of(day(1)):
        getattr(task, away)(by=ada)
    assert seen(5) == [("Data exploration", 2, False)]
    with as_of(day(2)):
        getattr(task, back)(by=ada)
    assert seen(2.5) == [("Data exploration", 3, True)]


def test_parts_that_were_split_off_and_handed_work_count_for_who_did_it(on, kite, ada, ben):
    task = on(0).begin("Modeling")
    with as_of(day(1)):
        task.split([Part("One", None), Part("Two", None)], by=ada)
        task.assign(ben, by=ada)
    on(4).finish(task)
    [visit] = phase_times(kite, at=day(9))[task.phase_id].visits
    assert visit.people == (ben.pk, ada.pk)
    assert len(visit.tasks) == 1


def test_history_that_only_names_phases_is_read_with_the_names_they_had(on, seen, kite, ada):
    from dataclasses import replace

    task = on(0).begin("Modeling")
    phase = kite.phases.get(name="Modeling")
    phase.edit(replace(phase.facts, name="Training"), version=phase.version, by=ada)
    told = Event.objects.about(task.subject).get(kind="task.created")
    del told.data["phase_id"]
    Event.objects.filter(pk=told.pk).update(data=told.data)
    assert seen(1) == [("Training", 2, True)]


def test_a_column_that_leaves_the_board_takes_no_work_into_the_dark(on, kite, column, ada):
    task = on(0).begin("Modeling")
    task.archive(by=ada)
    second = kite.add_column(name="Doing too", state="active", limit=None, by=ada)
    column("active").retire(to=kite.columns.get(state="waiting"), by=ada)
    task.refresh_from_db()
    task.unarchive(by=ada)
    assert second.tasks.count() == 0
    assert all(span.end for span in spans_of(kite))


def test_lists_know_roughly(on, kite):
    on(1).finish(on(0).begin("Research"))
    busy = on(2).begin("Modeling")
    works = works_of([kite.pk])[kite.pk]
    research = kite.phases.get(name="Research")
    assert works[research.pk] == PhaseWork(0, day(0), day(1), left=research.tasks.open().count())
    assert works[busy.phase_id] == PhaseWork(1, day(2), None, left=busy.phase.tasks.open().count())


def test_times_take_few_queries(on, kite, django_assert_num_queries):
    for number in range(5):
        on(number + 0.5).finish(on(number).begin("Modeling"))
    with django_assert_num_queries(2):
        phase_times(kite)


def test_nobody_began(kite):
    assert phase_times(kite) == {}
    assert works_of([kite.pk]) == {}
    assert Task.objects.filter(project=kite).exists()
