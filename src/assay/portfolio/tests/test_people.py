"""Who works on what, as the roles see it."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from assay.accounts.models import Absence
from assay.portfolio.queries import hands_of
from assay.projects.models import Project
from assay.projects.workflows import workflow_named
from assay.tasks.models import Task

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
