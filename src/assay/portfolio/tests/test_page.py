"""The table of all projects as the roles see it."""

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string
from django.test import Client

from assay.kit.clock import now
from assay.portfolio.asking import A_PAGE, Asked
from assay.portfolio.queries import Learned, PortfolioPage, portfolio_page, rows_of
from assay.portfolio.queries.rows import Row
from assay.portfolio.queries.timeline import span_of
from assay.projects.models import Project
from assay.projects.planning.weeks import WeekRange
from assay.projects.queries import WeeksSpent
from assay.projects.workflows import workflow_named
from assay.tasks.models import Task
from assay.web.charts import Stretch, Timeline, TimelineRow
from assay.web.charts.canvas import Canvas

pytestmark = pytest.mark.django_db


def start(by: Any, *keys: str, **facts: Any) -> list[Project]:
    six = workflow_named("six-phases")
    return [Project.start(key=key, name=key.title(), workflow=six, by=by, **facts) for key in keys]


def shown(client: Client, address: str = "/") -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def keys(client: Client, query: str) -> list[str]:
    return re.findall(r'<span class="key">(\w+)</span>', shown(client, f"/?{query}"))


def page_of(person: Any, query: str) -> PortfolioPage:
    return portfolio_page(person, Asked.from_query(QueryDict(query).dict()))


def test_projects_stand_in_a_table_with_phase_goal_and_lead(ben_client: Client, kite: Project) -> None:
    page = shown(ben_client)
    for words in ("Kite", kite.goal, "Research", "/projects/KITE/", "Lead: Ada Lovelace", "0 in progress"):
        assert words in page


def test_the_table_says_where_a_project_stands_and_what_is_due(ada: Any, ben_client: Client, kite: Project) -> None:
    kite.edit(version=1, by=ada, status="Waiting for wind.", decision_due_on=date(2026, 1, 2))
    page = shown(ben_client)
    for words in ("Waiting for wind.", "days late", "1 owed"):
        assert words in page
    kite.edit(version=2, by=ada, decision_due_on=date(2199, 1, 2))
    assert "days late" not in shown(ben_client)


def test_the_first_page_of_an_empty_workspace_is_the_start(ada_client: Client) -> None:
    assert "Create your first project" in shown(ada_client)


def test_private_projects_show_only_to_those_who_may_see_them(
    ada: Any, ben: Any, gil: Any, ben_client: Client, gil_client: Client, cy_client: Client, kite: Project
) -> None:
    start(ada, "HIDDEN", is_private=True)
    assert keys(ben_client, "") == ["KITE"]
    kite.add_member(gil, by=ada)
    assert keys(gil_client, "") == ["KITE"]
    assert "Kite" not in shown(cy_client)


def test_the_last_changed_stands_first_and_names_can(ada: Any, ada_client: Client, kite: Project) -> None:
    start(ada, "AB", "ZZ")
    kite.edit(version=1, by=ada, status="Moves.")
    assert keys(ada_client, "") == ["KITE", "ZZ", "AB"]
    assert keys(ada_client, "order=name") == ["AB", "KITE", "ZZ"]


def test_filters_narrow_by_words_lead_phase_state_and_what_is_wrong(
    ada: Any, ada_client: Client, kite: Project
) -> None:
    start(ada, "AB")
    kite.edit(version=1, by=ada, decision_due_on=date(2026, 1, 2))
    assert keys(ada_client, "words=fly+kites") == ["KITE"]
    assert keys(ada_client, "lead=me") == ["KITE", "AB"]
    assert keys(ada_client, "lead=none") == []
    assert keys(ada_client, "phase=Research&state=new") == ["KITE", "AB"]
    assert keys(ada_client, "phase=Modeling") == []
    assert keys(ada_client, "only=due") == ["KITE"]
    assert "No project fits" in shown(ada_client, "/?words=balloon")


def test_groups_say_how_many_they_hold(ada: Any, lea: Any, kite: Project) -> None:
    start(ada, "AB", "AC", lead=lea)
    groups = page_of(ada, "group=lead").groups
    assert [(group.title, group.total) for group in groups] == [("Ada Lovelace", 1), ("Lea Lind", 2)]
    assert [group.title for group in page_of(ada, "group=phase").groups] == ["Research"]
    assert [group.title for group in page_of(ada, "group=state").groups] == ["Not begun"]


def test_work_in_progress_makes_a_project_busy_and_counts_its_weeks(ada: Any, kite: Project) -> None:
    task = Task.create(kite, title="Look", by=ada, assignee=ada)
    task.move_to(kite.columns.get(state="active"), by=ada)
    row = rows_of(ada)[0]
    assert (row.state, row.counts.in_progress) == ("busy", 1)
    assert row.spent is not None
    assert row.spent.said == "1 of 9–24 wk"
    assert not row.spent.is_over


@pytest.mark.parametrize("query", ["lead=-1&page=x", "page=99999999999", "order=up&group=1", "page=0"])
def test_what_makes_no_sense_in_an_address_is_left_out(query: str, ada_client: Client, kite: Project) -> None:
    assert keys(ada_client, query) in (["KITE"], [])


def test_a_page_holds_fifty_and_groups_go_on_over_pages(
    ada: Any, ada_client: Client, kite: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert A_PAGE == 50
    monkeypatch.setattr("assay.portfolio.queries.page.A_PAGE", 2)
    start(ada, "AB", "AC", "AD")
    page = page_of(ada, "order=name&group=lead&page=2")
    assert [(group.title, group.total, len(group.rows)) for group in page.groups] == [("Ada Lovelace", 4, 2)]
    assert (page.start, page.end, page.found) == (2, 4, 4)
    assert keys(ada_client, "order=name&page=9") == ["AD", "KITE"]


def test_the_table_needs_as_many_queries_for_four_projects_as_for_one(
    ada: Any, ada_client: Client, kite: Project, django_assert_max_num_queries: Any
) -> None:
    start(ada, "AB", "AC", "AD")
    most = 15
    with django_assert_max_num_queries(most):
        shown(ada_client)
    with django_assert_max_num_queries(most):
        shown(ada_client, "/?group=phase&order=spent&only=owing")


def test_what_is_fetched_later_has_a_page_without_javascript(ada_client: Client, kite: Project) -> None:
    assert ada_client.get("/portfolio/needs").headers["Location"] == "/signals"
    assert "Can you trust the dates?" in shown(ada_client, "/portfolio/learned")
    for address in ("needs", "learned"):
        fragment = ada_client.get(f"/portfolio/{address}", headers={"HX-Request": "true"}).content.decode()
        assert "<html" not in fragment
        assert f'id="{address}"' in fragment


def test_the_strip_says_what_is_stuck_and_each_row_how_much(
    ada: Any, ada_client: Client, cy: Any, kite: Project
) -> None:
    stopped = Task.create(kite, title="Look", by=ada, assignee=ada)
    stopped.move_to(kite.columns.get(state="active"), by=ada, at=now() - timedelta(days=40))
    other = start(cy, "OTHER")[0]
    asked = f"/portfolio/needs?of={kite.pk},{other.pk},x,99999999999999999999"
    told = ada_client.get(asked, headers={"HX-Request": "true"}).content.decode()
    assert f'<span id="stuck-{kite.pk}" hx-swap-oob="innerHTML">' in told
    assert re.search(r"signals.project=KITE.*[1-9] stuck</span></a>", told)
    assert "none stuck" not in told
    assert f"stuck-{other.pk}" not in told
    start(ada, "AB")
    assert keys(ada_client, "only=needs") == ["KITE"]
    assert keys(ada_client, "order=urgent") == ["KITE", "AB"]


def test_lessons_of_the_week_and_the_record_of_forecasts_stand_below(ada_client: Client, kite: Project) -> None:
    page = shown(ada_client, "/portfolio/learned")
    assert "No experiment was decided about since Monday." in page
    assert "Too early: no project has a history long enough" in page


def test_the_timeline_shows_those_that_fit_and_can_be_saved(ada: Any, ada_client: Client, kite: Project) -> None:
    task = Task.create(kite, title="Look", by=ada, assignee=ada)
    task.move_to(kite.columns.get(state="active"), by=ada)
    page = shown(ada_client, "/portfolio/timeline?lead=me")
    assert "Kite" in page
    assert "lead=me&amp;chart=portfolio&amp;as=csv" in page
    table = ada_client.get("/portfolio/timeline?as=csv").content.decode()
    assert "Kite,Research," in table
    assert "No project fits" in shown(ada_client, "/portfolio/timeline?lead=none")


def test_promises_that_were_kept_are_counted() -> None:
    learned = Learned(lessons=[], more=0, hits=31, tries=36, projects=7)
    page = render_to_string("portfolio/_learned.html", {"learned": learned})
    assert "31 of 36</b> promises made at 85 % would have been kept, that is 86 %." in page
    assert "7 projects" in page


def test_an_address_says_only_what_is_set(ada_client: Client, kite: Project) -> None:
    for path in ("/", "/portfolio/timeline"):
        assert ada_client.get(f"{path}?words=kite&lead=&phase=&span=").headers["Location"] == f"{path}?words=kite"
        lean = ada_client.get(f"{path}?words=kite&lead=", headers={"HX-Request": "true"})
        assert (lean.status_code, lean.headers["HX-Push-Url"]) == (200, f"{path}?words=kite")
        assert ada_client.get(f"{path}?words=kite").status_code == 200


def test_the_timeline_shows_as_much_of_time_as_is_asked_for(ada: Any, ada_client: Client, kite: Project) -> None:
    page = shown(ada_client, "/portfolio/timeline?span=half&lead=me")
    assert 'href="/portfolio/timeline?lead=me&amp;span=year"' in page
    assert '<input type="hidden" name="span" value="half">' in page
    assert Asked.from_text("?span=quarter").query == "span=quarter"
    assert Asked.from_text("?span=never") == Asked()


@pytest.mark.parametrize("month", range(1, 13))
def test_a_quarter_is_that_of_the_calendar(month: int) -> None:
    first, last = span_of([], "quarter", today=date(2026, month, 28)) or (date.min, date.min)
    assert (first.month, last.month) == ((month - 1) // 3 * 3 + 1, (month - 1) // 3 * 3 + 3)
    assert (first.day, (last + timedelta(days=1)).day) == (1, 1)


def test_without_being_asked_the_timeline_shows_a_quarter_back_and_no_forecast_of_years(kite: Project) -> None:
    today = date(2026, 11, 27)
    kite.ends_on = date(2031, 1, 1)
    first, last = span_of([Row(kite)], "", today=today) or (date.min, date.min)
    assert ((today - first).days, (last - today).days) == (91, 366)
    assert span_of([], "all", today=today) is None


def test_what_lies_outside_of_the_timeline_is_said_with_an_arrow() -> None:
    today = date(2026, 11, 27)
    old = Stretch(name="Research", start=date(2020, 6, 1), end=date(2020, 8, 26))
    rows = [TimelineRow(name="Old", stretches=[old]), TimelineRow(name="Later", wished=date(2029, 1, 1))]
    span = (today - timedelta(days=91), today + timedelta(days=91))
    for width in (340, 1080):
        drawn = Canvas(width, 200)
        Timeline(name="t", title="T", rows=rows, today=today, until=today, span=span).draw(drawn)
        texts = [mark.text for mark in drawn.marks if mark.text]
        assert "until 26 Aug 2020" in texts
        assert "from 1 Jan 2029" in texts
        assert not any(text == "week" for text in texts)
        assert any("2026" in text for text in texts)


def test_what_takes_years_is_not_counted_in_weeks() -> None:
    planned = WeekRange(Decimal(7), Decimal(11))
    assert [WeeksSpent(weeks, planned).said for weeks in (13, 339)] == ["13 of 7–11 wk", "6 years, 7–11 wk planned"]
    assert WeeksSpent(339, WeekRange(None, None)).as_week == "6 years"
