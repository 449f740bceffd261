"""Work moves freely between phases, and the project's strip follows at once."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.activity.models import Event
from assay.tasks.models.task.creating import NotOfThisProject, working_phase
from assay.tasks.phase_work import visits, work_of, works_of

START = datetime(2026, 11, 16, 9, tzinfo=UTC)


def at(number):
    return START + timedelta(days=number)


@pytest.fixture
def phase(kite):
    return lambda name: kite.phases.get(name=name)


@pytest.fixture
def did(make, column, phase, ada):
    """Work in a phase from one day to another; without an end it goes on."""

    def work(name, start, end=None):
        task = make(name, phase=phase(name))
        task.move_to(column("active"), by=ada, at=at(start))
        if end is not None:
            task.move_to(column("done"), by=ada, at=at(end))
        return task

    return work


def test_a_new_task_lies_in_the_phase_where_the_work_is(kite, make, did, phase):
    assert working_phase(kite) == phase("Research")
    did("Modeling", 0, 1)
    did("Research", 2, 3)
    assert make("After the last start").phase == phase("Research")
    doing = did("Data exploration", 1)
    assert make("Beside what is in progress").phase == doing.phase


def test_the_form_offers_that_phase_first(did, phase, ada_client):
    did("Modeling", 0)
    page = ada_client.get("/projects/KITE/tasks/new").content.decode()
    assert f'<option value="{phase("Modeling").pk}" selected>' in page


def test_phases_are_entered_left_and_entered_again(kite, did, phase):
    did("Research", 0, 2)
    did("Modeling", 3, 5)
    did("Research", 6, 7)
    did("Modeling", 6)
    works = works_of([kite.pk])[kite.pk]
    assert (works[phase("Research").pk].since, works[phase("Research").pk].until) == (at(0), at(7))
    assert works[phase("Modeling").pk].busy == 1
    alone = work_of(kite.pk)
    assert {number: work.visits for number, work in alone.items()} == {phase("Research").pk: 2, phase("Modeling").pk: 2}
    assert {number: replace(work, visits=1) for number, work in alone.items()} == works


def test_a_pause_is_no_jump_and_overlapping_phases_are_not_left():
    assert visits([(1, at(0), at(1)), (1, at(5), at(6))]) == {1: 1}
    assert visits([(1, at(0), at(4)), (2, at(1), at(2)), (1, at(3), at(5))]) == {1: 1, 2: 1}
    assert visits([(1, at(0), None), (2, at(1), at(2)), (1, at(3), at(5))]) == {1: 1, 2: 1}


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(0, 30), st.one_of(st.none(), st.integers(0, 9)))))
def test_no_phase_is_visited_more_often_than_work_began_in_it(work):
    tasks = [(phase, at(start), None if days is None else at(start + days)) for phase, start, days in work]
    tasks.sort(key=lambda task: task[1])
    counted = visits(tasks)
    assert counted.keys() == {phase for phase, _start, _end in tasks}
    assert all(1 <= count <= sum(task[0] == phase for task in tasks) for phase, count in counted.items())


def test_a_task_moves_to_another_phase_and_back_by_undo(make, phase, ada_client, ada):
    task = make("Tune", phase=phase("Research"))
    ada_client.post(f"/tasks/{task.key}/phase", {"phase": phase("Modeling").pk})
    task.refresh_from_db()
    assert task.phase == phase("Modeling")
    event = Event.objects.about(task.subject).latest("pk")
    assert event.data["changes"] == {"phase": ["Research", "Modeling"]}
    ada_client.post(f"/tasks/{task.key}/undo", {"event": event.pk})
    task.refresh_from_db()
    assert task.phase == phase("Research")


def test_the_strip_follows(kite, did, phase, ada, ada_client):
    task = did("Research", 0)
    task.sort(phase=phase("Modeling"), by=ada)
    strip = ada_client.get("/projects/KITE/").content.decode().partition('class="strip"')[2].partition("</section>")[0]
    assert strip.count("is-now") == 1
    assert strip.index("is-now") > strip.index("Data exploration")


@pytest.mark.parametrize("wrong", ["", "x", "999999"])
def test_what_is_no_phase_of_the_project_is_refused(make, ada_client, wrong):
    task = make("Tune")
    assert ada_client.post(f"/tasks/{task.key}/phase", {"phase": wrong}).status_code == 422


def test_guests_may_not_and_strangers_find_nothing(make, phase, gil_client, guest, cy_client):
    task = make("Tune")
    sent = {"phase": phase("Modeling").pk}
    assert gil_client.post(f"/tasks/{task.key}/phase", sent).status_code == 403
    assert cy_client.post(f"/tasks/{task.key}/phase", sent).status_code == 404


def test_a_phase_of_another_project_is_none(make, ada, kite):
    from assay.projects.models import Project
    from assay.projects.workflows import workflow_named

    other = Project.start(key="OTHER", name="Other", workflow=workflow_named("six-phases"), by=ada)
    with pytest.raises(NotOfThisProject):
        make("Tune").sort(phase=other.phases.all()[0], by=ada)
