"""The portfolio for programs."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from assay.portfolio.models import PortfolioView
from assay.projects.models import MetricDefinition, MetricFacts, Project
from assay.tasks.models import Task

pytestmark = pytest.mark.django_db
Api = Callable[..., Client]
JSON = "application/json"


def test_programs_read_the_rows_that_the_page_shows(ada: Any, api: Api, kite: Project) -> None:
    MetricDefinition.add(kite, MetricFacts("f1", title="Found", role="primary", target=0.8), by=ada)
    told = api(ada).get("/api/v1/portfolio?lead=me&group=state").json()
    assert (told["found"], told["total"], told["page"], told["pages"]) == (1, 1, 1, 1)
    row = told["items"][0]
    assert (row["key"], row["state"], row["group"], row["phases"]) == ("KITE", "new", "Not begun", ["Research"])
    metric: dict[str, Any] = {
        "metric": "f1",
        "title": "Found",
        "best": None,
        "target": 0.8,
        "is_reached": False,
        "trend": [],
    }
    assert row["metric"] == metric
    assert row["weeks"] is None
    assert row["forecast"]["days"] == {}
    assert "nobody has begun yet" in row["forecast"]["too_early"]
    assert api(ada).get("/api/v1/portfolio?state=done").json()["items"] == []


@pytest.mark.parametrize("query", ["state=gone", "lead=x", "page=0", "order=up", "group=1"])
def test_what_makes_no_sense_is_refused(query: str, ada: Any, api: Api, kite: Project) -> None:
    assert api(ada).get(f"/api/v1/portfolio?{query}").status_code == 422


def test_nobody_else_sees_a_workspace(cy: Any, api: Api, kite: Project) -> None:
    assert api(cy).get("/api/v1/portfolio").json()["total"] == 0


def test_programs_save_and_remove_views(ada: Any, cy: Any, ben: Any, api: Api) -> None:
    wanted = {"name": " Mine ", "query": "?lead=me&evil=1", "is_shared": True}
    made = api(ada).post("/api/v1/portfolio/views", wanted, content_type=JSON)
    assert made.status_code == 201
    facts = {"name": "Mine", "query": "lead=me", "person": "Ada Lovelace", "is_shared": True}
    assert made.json() == facts | {"id": PortfolioView.objects.get().pk}
    assert api(ben).get("/api/v1/portfolio/views").json() == [made.json()]
    path = f"/api/v1/portfolio/views/{made.json()['id']}"
    assert [api(who).delete(path).status_code for who in (cy, ben, ada)] == [404, 403, 204]


def test_programs_read_who_works_on_what_and_what_was_learned(ada: Any, cy: Any, api: Api, kite: Project) -> None:
    task = Task.create(kite, title="Look", by=ada, assignee=ada)
    task.move_to(kite.columns.get(state="active"), by=ada)
    told = api(ada).get("/api/v1/portfolio/people").json()
    work = {"key": task.key, "title": "Look", "project": "KITE", "phase": "Research", "day": 1, "days": None}
    facts = {"in_progress": [work | {"estimate_days": None, "is_over": False}], "waiting": [], "is_free": False}
    assert told == [facts | {"person": ada.pk, "name": "Ada Lovelace", "discipline": "", "back_on": None}]
    learned = {"lessons": [], "more": 0, "hits": 0, "tries": 0, "projects": 0}
    assert api(ada).get("/api/v1/portfolio/learned").json() == learned
    assert [one["name"] for one in api(cy).get("/api/v1/portfolio/people").json()] == ["Cy Young"]
