"""Insights for programs and in the terminal: the figures of the pages, with every task they count."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from assay.projects.models import Project
from assay.tasks.models import Task

HERE = "/api/v1/projects/KITE/insights"
pytestmark = pytest.mark.usefixtures("wednesday")


def test_programs_are_told_every_figure(api: Callable[..., Client], ada: Any, told: Callable[..., list[Task]]) -> None:
    told([3, 2, 4], left=2)
    found = api(ada).get(HERE).json()
    assert found["cycle_time"]["percentiles"] == {"50": 3, "70": 3, "85": 3, "95": 3}
    assert [week["count"] for week in found["throughput"]["weeks"]] == [0, 3, 2, 4, 0]
    assert len(found["cycle_time"]["counted"]["keys"]) == 9
    assert found["cycle_time"]["counted"]["left_out"][0]["reason"] == "not done"
    assert found["flow"][-1] | {"day": ""} == {
        "day": "",
        "queue": 2,
        "active": 0,
        "waiting": 0,
        "done": 9,
        "blocked": 0,
    }
    assert found["time_spent"]["efficiency"] == 1.0
    assert found["control"] is None
    assert found["experiments"]["share"] is None


def test_programs_ask_what_pages_ask(api: Callable[..., Client], ada: Any, told: Callable[..., list[Task]]) -> None:
    told([3, 2], left=2)
    for query in ("who=me", "kind=data"):
        assert api(ada).get(f"{HERE}?{query}").json()["cycle_time"]["finished"] == []
    everywhere = api(ada).get("/api/v1/insights?weeks=all&days=calendar").json()
    assert len(everywhere["cycle_time"]["finished"]) == 5


def test_ten_tasks_have_natural_limits(api: Callable[..., Client], ada: Any, told: Callable[..., list[Task]]) -> None:
    told([10])
    assert api(ada).get(HERE).json()["control"] == {"mean": 3.0, "low": 3.0, "high": 3.0, "signals": []}


@pytest.mark.parametrize("query", ["weeks=7", "days=moon", "phase=-1", "phase=99999", "who=ben", "kind=fun"])
def test_what_cannot_be_asked_is_refused(api: Callable[..., Client], ada: Any, kite: Project, query: str) -> None:
    assert api(ada).get(f"{HERE}?{query}").status_code == 422


def test_outsider_cannot_tell_that_the_project_exists(api: Callable[..., Client], cy: Any, kite: Project) -> None:
    assert api(cy).get(HERE).status_code == 404
    assert api(cy).get("/api/v1/insights").json()["cycle_time"]["finished"] == []
