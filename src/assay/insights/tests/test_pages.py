"""The pages of insights: what they show, to whom, and what they are asked by their address."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.test import Client

from assay.experiments.models import Conclusion, Experiment
from assay.projects.models import Project
from assay.runs.tests.logged import page, queries_of
from assay.tasks.models import Task

FLOW, TEAM, MODELS = (f"/projects/KITE/insights{tab}" for tab in ("", "/team", "/models"))
Told = Callable[..., list[Task]]

pytestmark = pytest.mark.usefixtures("wednesday")


def test_a_project_without_work_says_that_it_is_too_early(ada_client: Client, kite: Project) -> None:
    text = page(ada_client, FLOW)
    assert "Too early" in text
    assert "No task was finished in the time shown." in text


def test_the_flow_of_a_project_stands_in_numbers_and_charts(ada_client: Client, told: Told) -> None:
    told([3, 2, 4, 3, 2, 4], left=5)
    text = page(ada_client, FLOW)
    for words in ("Cycle time, 85 % within", "Between 2 and 4 tasks are done", "18 counted, 5 not", "not done:"):
        assert words in text
    for name in ("cycle-time", "cumulative-flow", "time-spent", "ageing-work", "throughput", "control"):
        assert f'id="chart-{name}"' in text


def test_phases_and_what_came_back_have_a_tab(ada_client: Client, told: Told) -> None:
    told([3, 2, 4])
    text = page(ada_client, f"{FLOW}/phases")
    assert 'id="chart-phases"' in text
    assert "went into Research" in text
    assert "Nothing came back" in text
    assert "9 counted" not in page(ada_client, "/insights/projects")


def test_a_phase_that_was_entered_again_came_back(ada_client: Client, kite: Project, on: Any, bare: Any) -> None:
    first, second = kite.phases.order_by("position")[:2]
    for day, phase in enumerate((first, second, first)):
        task = on(7 * day).make(phase=phase)
        on(7 * day).move(task, "active")
        on(7 * day + 2).move(task, "done")
    text = page(ada_client, f"{FLOW}/phases")
    assert "1 phase was re-entered" in text
    assert "Nothing came back" not in text


def test_weeks_in_which_nothing_was_done_are_no_reason_to_wait(ada_client: Client, told: Told) -> None:
    told([3, 2], left=1)
    text = page(ada_client, f"{FLOW}?kind=experiment")
    assert "Nothing was done in the time shown" in text
    assert "no whole week is over yet" not in text


def test_work_that_waits_for_weeks_says_in_how_many_nothing_was_done(ada_client: Client, on: Any, bare: Any) -> None:
    on(0).make()
    assert "Nothing was done in 3 whole weeks" in page(ada_client, FLOW)


def test_a_project_at_which_nothing_is_finished_has_no_pace_wherever_a_date_would_stand(
    ada_client: Client, told: Told
) -> None:
    told([1, *[0] * 30], left=2)
    assert "No pace: nothing was finished in 26 weeks." in page(ada_client, "/projects/KITE/forecast")
    row = page(ada_client, "/")
    assert "nothing finished in 26 weeks" in row
    assert "Too early</span>" not in row


def test_the_workspace_and_the_team_have_pages_too(ada_client: Client, told: Told) -> None:
    told([3, 2], left=1)
    assert 'id="chart-cycle-time"' in page(ada_client, "/insights")
    for path in (MODELS, "/insights/models"):
        assert "No model went live in the time shown" in page(ada_client, path)
    for path in (TEAM, "/insights/team"):
        assert "No experiment ended in the time shown" in page(ada_client, path)


def test_the_time_shown_changes_what_counts(ada_client: Client, told: Told) -> None:
    told([5, *[1] * 12])
    assert "12 counted, 0 not" not in page(ada_client, FLOW)
    assert "17 counted" in page(ada_client, f"{FLOW}?weeks=all")
    assert "6 counted" in page(ada_client, f"{FLOW}?weeks=6")


def test_only_mine_and_one_kind_narrow_the_page(ada_client: Client, told: Told) -> None:
    told([3, 2])
    for query in ("who=me", "kind=experiment"):
        assert "No task was finished in the time shown." in page(ada_client, f"{FLOW}?{query}")


@pytest.mark.parametrize("query", ["weeks=7", "days=moon", "phase=99999999999999999999"])
def test_what_is_no_choice_is_told_and_narrows_nothing(ada_client: Client, told: Told, query: str) -> None:
    told([3, 2])
    text = page(ada_client, f"{FLOW}?{query}")
    assert "is not one of the available choices" in text
    assert "5 counted" in text


def test_a_time_in_which_nothing_was_done_leads_to_when_something_was(ada_client: Client, told: Told) -> None:
    told([2, *[0] * 30])
    text = page(ada_client, FLOW)
    assert "Something was last done on" in text
    assert f"{FLOW}?weeks=all" in ada_client.get(FLOW).content.decode()
    assert "Something was last done on" not in page(ada_client, f"{FLOW}?weeks=all")


def test_every_task_of_a_figure_can_be_looked_at(ada_client: Client, told: Told) -> None:
    tasks = told([2], left=1)
    text = page(ada_client, f"{FLOW}/counted/cycle-time")
    assert "2 tasks are counted. 1 not, because: not done." in text
    for task in tasks:
        assert task.key in text
    lines = ada_client.get(f"{FLOW}/counted/cycle-time?as=csv").content.decode().splitlines()
    assert len(lines) == 4
    assert lines[1].endswith(",3")


def test_trash_is_told_as_a_reason(ada_client: Client, ada: Any, told: Told) -> None:
    told([2], left=1)[0].trash(by=ada)
    assert "in the trash" in page(ada_client, f"{FLOW}/counted/cycle-time")


def test_pages_of_many_tasks_are_parted(ada_client: Client, told: Told) -> None:
    told([120])
    assert "Page 1 of 2" in page(ada_client, f"{FLOW}/counted/throughput")
    assert "Page 2 of 2" in page(ada_client, f"{FLOW}/counted/throughput?page=999")


def test_charts_can_be_taken_along(ada_client: Client, told: Told) -> None:
    told([3, 2])
    answer = ada_client.get(f"{FLOW}?chart=cycle-time&as=svg")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/svg+xml")
    assert ada_client.get(f"{FLOW}?chart=cycle-time&as=exe").status_code == 400
    assert ada_client.get(f"{FLOW}?chart=nothing&as=svg").status_code == 404
    assert ada_client.get(f"{FLOW}?chart=cycle-number&as=svg").status_code == 404


@pytest.mark.parametrize("path", [FLOW, f"{FLOW}/phases", TEAM, f"{FLOW}/counted/cycle-time"])
def test_outsider_cannot_tell_that_the_project_exists(cy_client: Client, kite: Project, path: str) -> None:
    assert cy_client.get(path).status_code == 404
    assert cy_client.get("/projects/NONE/insights").content == cy_client.get(path).content


def test_a_workspace_shows_only_what_its_reader_sees(cy_client: Client, gil_client: Client, told: Told) -> None:
    told([3, 2])
    for client in (cy_client, gil_client):
        assert "KITE-" not in page(client, "/insights/counted/cycle-time")


def test_a_figure_nobody_knows_is_not_found(ada_client: Client, kite: Project) -> None:
    assert ada_client.get(f"{FLOW}/counted/luck").status_code == 404
    assert ada_client.get(f"{FLOW}/counted/phases").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        FLOW,
        f"{FLOW}/phases",
        TEAM,
        MODELS,
        "/insights",
        "/insights/projects",
        "/insights/team",
        f"{FLOW}/counted/cycle-time",
    ],
)
def test_pages_take_at_most_fifteen_queries(ada_client: Client, told: Told, path: str) -> None:
    told([5, 4, 5], left=8)
    assert queries_of(partial(ada_client.get, path)) <= 15


def test_what_was_drawn_over_many_projects_is_drawn_again_after_a_move(
    ada_client: Client, ada: Any, told: Told, kite: Project
) -> None:
    *_done, task = told([3, 2], left=1)
    assert "5 counted" in page(ada_client, "/insights")
    task.move_to(kite.columns.get(state="done"), by=ada)
    assert "6 counted" in page(ada_client, "/insights")
    task.trash(by=ada)
    assert "5 counted" in page(ada_client, "/insights")


def test_experiments_are_told_whatever_kind_of_task_is_asked_for(ada_client: Client, ada: Any, kite: Project) -> None:
    task = Task.create(kite, title="Wings", by=ada, kind="experiment")
    Experiment.of(task).conclude(Conclusion(outcome="stopped", learnings="Nobody needs it"), by=ada)
    assert "0 of 1 experiments gave an answer" in page(ada_client, f"{TEAM}?kind=data")
    assert "0 of 1 experiments gave an answer" in page(ada_client, "/insights/team?weeks=all")
