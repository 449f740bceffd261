"""What was estimated for phases beside what they took."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from assay.kit.clock import as_of
from assay.projects.models import PlanVersion, Project
from assay.projects.planning.measured import cases_of, kinds_measured
from assay.projects.workflows import workflow_named
from assay.pure.estimates import Summary, TooEarly

MONDAY = datetime(2026, 9, 7, 9, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def worked(ada: Any) -> Any:
    """Begin a project, agree its plan unless told otherwise, and spend whole weeks on its first phase."""

    def work(key: str, weeks: int, *, planned: bool = True, is_private: bool = False) -> Project:
        with as_of(MONDAY):
            flow = workflow_named("six-phases")
            project = Project.start(key=key, name=key, workflow=flow, by=ada, is_private=is_private)
            project.tasks.exclude(title="Write the research plan").delete()
            if planned:
                PlanVersion.begin(project, by=ada).agree(version=1, by=ada)
            task = project.tasks.get()
            task.move_to(project.columns.get(state="active"), by=ada)
        with as_of(MONDAY + weeks * 7 * DAY - 3 * DAY):
            task.move_to(project.columns.get(state="done"), by=ada)
        return project

    return work


def test_a_phase_is_held_against_what_was_agreed_first(worked: Any, ada: Any) -> None:
    project = worked("ONE", 3)
    PlanVersion.begin(project, reason="It takes longer", by=ada).agree(version=1, by=ada)
    (case,) = cases_of(project)
    assert (case.weeks, str(case.estimate), case.took.ratio) == (3.0, "1–2 wk", 2.0)


def test_the_plan_shows_it_as_a_chart_and_as_a_file(worked: Any, ada_client: Any) -> None:
    worked("ONE", 3)
    assert "Research took 2 times the middle of its estimate" in ada_client.get("/projects/ONE/plan").content.decode()
    told = ada_client.get("/projects/ONE/plan?chart=estimates&as=csv").content.decode()
    assert told.splitlines()[1] == "Research,3,1,2"
    assert ada_client.get("/projects/ONE/plan?chart=other&as=csv").status_code == 404


def test_below_three_finished_phases_it_is_too_early(worked: Any, ada: Any) -> None:
    worked("ONE", 1), worked("TWO", 2)
    (row,) = kinds_measured(ada)
    assert row.kind == "understanding"
    assert (len(row.cases), row.weeks, row.ratio) == (2, TooEarly(2, 1), TooEarly(2, 1))


def test_three_finished_phases_make_a_median_and_a_range(worked: Any, ada: Any, ada_client: Any) -> None:
    worked("ONE", 1), worked("TWO", 2), worked("THREE", 3), worked("FOUR", 4, planned=False)
    (row,) = kinds_measured(ada)
    assert row.weeks == Summary(4, 2.5, 1.0, 4.0)
    assert isinstance(row.ratio, Summary)
    assert (row.ratio.count, row.within, row.estimated) == (3, 2, 3)
    page = ada_client.get("/phases").content.decode()
    assert "2 of 3 within it" in page
    assert "2.5 wk" in page


def test_what_is_under_way_is_not_counted(worked: Any, ada: Any) -> None:
    project = worked("ONE", 1)
    (row,) = kinds_measured(ada)
    assert (len(row.cases), row.under_way) == (1, 0)
    project.tasks.get().move_to(project.columns.get(state="active"), by=ada)
    (row,) = kinds_measured(ada)
    assert (row.cases, row.under_way) == ([], 1)


def test_what_is_known_of_phases_is_not_read_again(worked: Any, ada: Any, django_assert_num_queries: Any) -> None:
    worked("ONE", 1), worked("TWO", 2)
    first = kinds_measured(ada)
    with django_assert_num_queries(5):  # projects, holidays, stamps, plans, phases
        assert kinds_measured(ada) == first


def test_a_reader_sees_only_projects_of_theirs(worked: Any, ben: Any, gil: Any, cy: Any, client_of: Any) -> None:
    worked("ONE", 1), worked("HUSH", 2, is_private=True)
    assert [case.phase.project.key for row in kinds_measured(ben) for case in row.cases] == ["ONE"]
    for person in (gil, cy):
        assert kinds_measured(person) == []
    assert "HUSH" not in client_of(ben).get("/phases").content.decode()
    assert "No phase was worked in yet" in client_of(cy).get("/phases").content.decode()


def test_the_page_asks_no_more_for_more_projects(
    worked: Any, ada_client: Any, django_assert_max_num_queries: Any
) -> None:
    for key in ("ONE", "TWO", "THREE", "FOUR"):
        worked(key, 1)
    with django_assert_max_num_queries(15):
        ada_client.get("/phases")


def test_a_program_reads_the_same(worked: Any, ada: Any, api: Any) -> None:
    worked("ONE", 1), worked("TWO", 2)
    (row,) = api(ada).get("/api/v1/phase-lengths").json()
    assert (row["kind"], row["finished"], row["weeks"]["missing"], row["weeks"]["median"]) == (
        "understanding",
        2,
        1,
        None,
    )
    assert sorted(case["ratio"] for case in row["cases"]) == [pytest.approx(2 / 3), pytest.approx(4 / 3)]
