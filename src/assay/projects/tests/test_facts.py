"""What a project says of itself, and what happens when two people say it at once."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from assay.activity.models import Event
from assay.kit.conflicts import EditedMeanwhile
from assay.projects.models import BadDates, Project


def last(project: Project) -> Event:
    return Event.objects.of_project(project.pk).order_by("-id")[0]


def test_facts_left_out_stay(kite: Project, ada: Any) -> None:
    goal = kite.goal
    kite.edit(version=1, by=ada, measure="monthly leavers, now 2.1 %")
    kite.refresh_from_db()
    assert (kite.goal, kite.measure, kite.version) == (goal, "monthly leavers, now 2.1 %", 2)
    assert last(kite).data["changes"] == {"measure": ["", "monthly leavers, now 2.1 %"]}


def test_the_same_facts_again_are_no_edit(kite: Project, ada: Any) -> None:
    kite.edit(version=1, by=ada, goal=kite.goal, lead=kite.lead)
    assert (kite.version, last(kite).kind) != (2, "project.edited")


def test_two_people_who_change_different_facts_do_not_meet(kite: Project, ada: Any, lea: Any) -> None:
    kite.edit(version=1, by=ada, goal="Fly higher.")
    Project.objects.get().edit(version=1, by=lea, proxy_trap="Height is not lift.")
    kite.refresh_from_db()
    assert (kite.goal, kite.proxy_trap, kite.version) == ("Fly higher.", "Height is not lift.", 3)


def test_two_people_who_change_the_same_fact_notice_each_other(kite: Project, ada: Any, lea: Any) -> None:
    kite.edit(version=1, by=ada, goal="Fly higher.")
    kite.edit(version=2, by=ada, measure="metres")
    with pytest.raises(EditedMeanwhile):
        Project.objects.get().edit(version=1, by=lea, goal="Fly faster.")


@pytest.mark.parametrize("version", [0, 7])
def test_a_version_the_history_does_not_tell_of_is_a_conflict(kite: Project, ada: Any, version: int) -> None:
    kite.edit(version=1, by=ada, goal="Fly higher.")
    with pytest.raises(EditedMeanwhile):
        kite.edit(version=version, by=ada, measure="metres")


def test_a_status_says_who_and_when_and_earlier_ones_stay_in_the_history(kite: Project, ada: Any, lea: Any) -> None:
    kite.edit(version=1, by=ada, status="Waiting for wind.")
    kite.edit(version=2, by=lea, status="Flying.")
    assert (kite.status, kite.status_by, kite.status_at is not None) == ("Flying.", lea, True)
    said = Event.objects.filter(kind="project.status-said").order_by("id")
    assert [event.happening.quote() for event in said] == ["Waiting for wind.", "Flying."]


def test_an_edit_is_said_in_words(kite: Project, ada: Any, ben: Any) -> None:
    kite.edit(version=1, by=ada, lead=ben, ends_on=date(2026, 5, 4))
    assert last(kite).happening.wording() == f"gave the lead to {ben.name}, set the wished end to 4 May 2026"
    kite.edit(version=2, by=ada, goal="Fly higher.")
    assert (last(kite).happening.wording(), last(kite).happening.quote()) == ("changed the goal", "Fly higher.")


def test_an_event_of_an_earlier_assay_still_reads(kite: Project, ada: Any) -> None:
    from assay.activity.happenings import from_data

    old = from_data("project.edited", {"name": "Kite", "goal": "Fly."})
    assert (old.wording(), old.quote()) == ("edited the project", "Fly.")


def test_a_project_does_not_end_before_it_starts(kite: Project, ada: Any) -> None:
    kite.edit(version=1, by=ada, starts_on=date(2026, 5, 4))
    with pytest.raises(BadDates):
        kite.edit(version=2, by=ada, ends_on=date(2026, 5, 3))
    kite.refresh_from_db()
    assert kite.ends_on is None
    with pytest.raises(IntegrityError), transaction.atomic():
        Project.objects.update(ends_on=date(2026, 5, 3))
