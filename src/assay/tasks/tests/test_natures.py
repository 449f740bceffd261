"""Exploration is told by the time it used, delivery by the work that is left and what was added."""

import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from html import unescape

import pytest
from django.utils import timezone

from assay.activity.models import Event
from assay.kit.clock import as_of
from assay.projects.models import PlanVersion
from assay.tasks.queries.natures import natures_of
from assay.tasks.undoing import undo

MONDAY = datetime(2026, 11, 2, 9, tzinfo=UTC)


def used_today():
    """How many working days are used of a phase that begins now: on a weekend none yet."""
    return int(timezone.localdate().isoweekday() < 6)


@pytest.fixture
def plan(kite, ada):
    with as_of(MONDAY):
        made = PlanVersion.begin(kite, by=ada)
        made.agree(version=1, by=ada)
    return made


def test_exploration_uses_up_the_days_it_got(kite, make, column, ada, plan):
    with as_of(MONDAY):
        make("Read", phase=kite.phases.get(name="Research")).move_to(column("active"), by=ada)
    with as_of(MONDAY + timedelta(days=8)):
        (found,) = natures_of(kite).exploring
    assert (found.phase.name, found.used, found.agreed, found.left) == ("Research", 7, Decimal(10), Decimal(3))
    assert found.is_planned


def test_without_a_plan_the_usual_weeks_count_and_it_is_said(kite, make, column, ada, ada_client):
    make("Read", phase=kite.phases.get(name="Research")).move_to(column("active"), by=ada)
    (found,) = natures_of(kite).exploring
    assert (found.agreed, found.is_planned) == (Decimal(10), False)
    assert "no plan is agreed" in ada_client.get("/projects/KITE/latest").content.decode()


def test_delivery_has_so_much_left_and_grew_since_the_plan(kite, make, column, ada, plan, ada_client):
    before = {one.phase.name: one for one in natures_of(kite).scopes}["Productization"]
    phase = kite.phases.get(name="Productization")
    with as_of(MONDAY + timedelta(days=3)):
        make("More", phase=phase, estimate_days=Decimal("1.5"))
        make("Even more", phase=phase, estimate_days=None)
        make("Try it", phase=phase, nature="exploration")
        make("Over", phase=phase).move_to(column("done"), by=ada)
    found = {one.phase.name: one for one in natures_of(kite).scopes}["Productization"]
    assert (found.open, found.days) == (before.open + 2, before.days + Decimal("1.5"))
    assert (found.done, found.guesses) == (1, 1)
    # The workflow's own tasks are as old as the project, which is younger than the plan here.
    assert (found.added - before.added, found.added_days - before.added_days) == (3, Decimal("3.5"))
    assert "added since the plan was agreed" in ada_client.get("/projects/KITE/latest").content.decode()


def test_what_is_put_away_is_no_scope(kite, make, ada):
    task = make("More", phase=kite.phases.get(name="Productization"))
    count = sum(one.open for one in natures_of(kite).scopes)
    task.trash(by=ada)
    assert sum(one.open for one in natures_of(kite).scopes) == count - 1


def test_the_nature_of_a_task_is_edited_and_taken_back(kite, make, edit, ada, ada_client):
    task = make("Tune", phase=kite.phases.get(name="Research"))
    assert task.planned_as == "exploration"
    edit(task, ada, nature="delivery")
    assert task.planned_as == "delivery"
    assert "Delivery" in ada_client.get(f"/tasks/{task.key}").content.decode()
    undo(task, [Event.objects.about(task.subject).latest("pk")], by=ada)
    task.refresh_from_db()
    assert task.nature == ""


def test_a_program_reads_the_same(kite, make, column, ada, plan, api):
    make("Read", phase=kite.phases.get(name="Research")).move_to(column("active"), by=ada)
    found = api(ada).get("/api/v1/projects/KITE/natures").json()
    assert [(one["name"], one["used_days"], one["agreed_days"]) for one in found["exploration"]] == [
        ("Research", used_today(), 10)
    ]
    assert {one["name"] for one in found["delivery"]} == {"Productization", "A/B testing"}


def test_the_page_of_a_phase_says_how_far_it_is(kite, make, column, ada, plan, ada_client):
    research, delivery = kite.phases.get(name="Research"), kite.phases.get(name="Productization")
    make("Read", phase=research).move_to(column("active"), by=ada)
    assert f"{used_today()} of 10 days used" in ada_client.get(f"/projects/KITE/phases/{research.pk}").content.decode()
    assert "work that is left" in ada_client.get(f"/projects/KITE/phases/{delivery.pk}").content.decode()


def test_a_phase_with_quotation_marks_in_its_name_is_looked_up_by_it(kite, make, ada_client):
    phase = kite.phases.get(name="Productization")
    make("More", phase=phase)
    type(phase).objects.filter(pk=phase.pk).update(name='The "big" one')
    html = ada_client.get(f"/projects/KITE/phases/{phase.pk}").content.decode()
    (query,) = set(re.findall(r'href="/projects/KITE/tasks\?([^"]+)"', html))
    there = ada_client.get(f"/projects/KITE/tasks?{unescape(query)}").content.decode()
    assert "More" in there
    assert "&#34;&#34;big" in there
