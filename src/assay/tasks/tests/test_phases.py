"""Work moves freely between phases, and the project's strip follows at once."""

from datetime import UTC, datetime, timedelta

import pytest

from assay.activity.models import Event
from assay.tasks.models.task.creating import NotOfThisProject, working_phase

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
