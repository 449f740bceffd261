"""Who works on what, as the roles see it."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from assay.accounts.calendars import calendar_of
from assay.accounts.models import Absence
from assay.experiments.models import Experiment
from assay.experiments.models.experiment.writing import Draft
from assay.kit.clock import as_of, now
from assay.portfolio.queries import hands_of
from assay.projects.models import Project
from assay.projects.workflows import workflow_named
from assay.pure.criteria import parse_criterion
from assay.reviews.queries.facts import facts_of
from assay.reviews.things import Thing
from assay.signals.queries import signals_of
from assay.tasks.models import Task
from assay.tasks.queries.blocked import blocked_in_words

pytestmark = pytest.mark.django_db


def work(project: Project, person: Any, title: str = "Tune the tail") -> Task:
    task = Task.create(project, title=title, by=project.created_by, assignee=person)
    task.move_to(project.columns.get(state="active"), by=person)
    return task


def told(reader: Any) -> dict[str, list[str]]:
    return {one.person.name: [work.task.title for work in one.works] for one in hands_of(reader)}


def test_everybody_is_at_work_free_or_away(ada: Any, ben: Any, lea: Any, ada_client: Client, kite: Project) -> None:
    work(kite, ben)
    today = timezone.localdate()
    Absence.enter(lea, first_on=today, last_on=today + timedelta(days=9), note="", by=lea)
    assert told(ada) == {"Ada Lovelace": [], "Ben Okafor": ["Tune the tail"], "Lea Lind": []}
    hands = {one.person.name: one for one in hands_of(ada)}
    assert hands["Ben Okafor"].works[0].day == 1
    assert [hands["Ada Lovelace"].is_free, hands["Lea Lind"].is_free] == [True, False]
    page = ada_client.get("/portfolio/people").content.decode()
    for words in ("1 person at work", "Tune the tail", "back on", "1 free"):
        assert words in page


def test_work_on_private_projects_shows_to_those_who_see_them(ada: Any, ben: Any, lea: Any, kite: Project) -> None:
    six = workflow_named("six-phases")
    hush = Project.start(key="HUSH", name="Hush", workflow=six, by=ada, is_private=True)
    work(hush, ada, "Whisper")
    assert told(lea)["Ada Lovelace"] == ["Whisper"]
    assert told(ben)["Ada Lovelace"] == []


def test_guests_see_only_people_whose_work_they_see(
    ada: Any, ben: Any, gil: Any, gil_client: Client, cy_client: Client, kite: Project
) -> None:
    work(kite, ben)
    assert told(gil) == {}
    kite.add_member(gil, by=ada)
    assert told(gil) == {"Ben Okafor": ["Tune the tail"]}
    assert "Ada" not in gil_client.get("/portfolio/people").content.decode()
    assert "Tune" not in cy_client.get("/portfolio/people").content.decode()


def test_it_takes_few_queries_however_many_work(
    ada: Any, ben: Any, kite: Project, django_assert_max_num_queries: Any
) -> None:
    work(kite, ben)
    work(kite, ada)
    with django_assert_max_num_queries(3):
        hands_of(ada)


def test_all_pages_count_the_days_of_an_experiment_as_its_timebox_does(
    ada: Any, ada_client: Client, api: Any, kite: Project
) -> None:
    task = Task.create(kite, title="Tails", kind="experiment", assignee=ada, estimate_days=Decimal(3), by=ada)
    lines = (parse_criterion("f1 >= 0.8"),)
    draft = Draft(hypothesis="Longer is calmer", criteria=lines, timebox_days=2, makes_baseline=True)
    Experiment.of(task).write(draft, by=ada)
    task.move_to(kite.columns.get(state="active"), by=ada)
    (work,) = next(one for one in hands_of(ada) if one.person == ada).works
    assert work.said == "day 1 of 2"
    assert "day 1 of 2" in ada_client.get("/portfolio/people").content.decode()
    facts = facts_of(Thing(kite, task, Experiment.objects.get(task=task)), ada, at=now())
    assert (facts.stats[0].value, facts.stats[0].of) == ("day 1", "of 2")
    hands = next(one for one in api(ada).get("/api/v1/portfolio/people").json() if one["in_progress"])
    assert (hands["in_progress"][0]["day"], hands["in_progress"][0]["days"]) == (1, 2)


@pytest.mark.parametrize("hour", [0, 9, 23])
def test_what_waits_has_waited_as_many_days_on_a_card_as_in_a_signal(ada: Any, kite: Project, hour: int) -> None:
    monday = datetime(2026, 11, 16, 12, tzinfo=UTC)
    with as_of(monday):
        task = work(kite, ada)
        task.block("No key", by=ada)
    calendar = calendar_of(ada, workspace_id=ada.workspace_id)
    seen = monday.replace(day=19, hour=hour)
    count = calendar.whole_days_between(monday, seen)
    with as_of(seen):
        (signal,) = [one for one in signals_of([kite], person=ada) if one.rule == "blocked"]
    assert f"blocked for {count} working days" in signal.says
    assert blocked_in_words(monday, "No key", calendar, at=seen) == f"Blocked {count} d: No key"
