"""A team's past from a table of status changes."""

from contextlib import suppress
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.activity.models import Event
from assay.importers.changelog.boards import with_states
from assay.importers.changelog.bringing import into, into_new
from assay.importers.changelog.columns import guessed, said
from assay.importers.changelog.reading import MOST_STATUSES, Changelog, changelog_of
from assay.importers.results.table import Unreadable, table_of
from assay.projects.models import Project
from assay.projects.workflows import workflow_named
from assay.search.finding import find
from assay.search.stale import freshen
from assay.tasks.models import Task
from assay.tasks.tests.replaying import replayed, state_of

JIRA = """\
issue_id,issue_key,issue_type_name,issue_created_date,status_from_id,status_from_name,status_to_name,status_change_date
1,PR-1,Bug,2026-03-02T09:00:00+00:00,1,To Do,In Progress,2026-03-03T09:00:00+00:00
1,PR-1,Bug,2026-03-02T09:00:00+00:00,3,In Progress,Review,2026-03-04T09:00:00+00:00
1,PR-1,Bug,2026-03-02T09:00:00+00:00,6,Review,Deployed,2026-03-05T09:00:00+00:00
2,PR-2,Story,2026-03-02T10:00:00+00:00,1,To Do,In Progress,2026-03-06T09:00:00+00:00
3,PR-3,Story,2026-03-02T11:00:00+00:00,,,,
"""


def read(text: str, **roles: str) -> Changelog:
    table = table_of(text)
    columns = guessed(table)
    chosen = {number: roles[one.heading] for number, one in enumerate(columns) if one.heading in roles}
    return changelog_of(table, said(columns, chosen))


def problems(text: str, **roles: str) -> list[str]:
    with pytest.raises(Unreadable) as refusal:
        read(text, **roles)
    return refusal.value.problems


def planted(ada: Any, text: str = JIRA) -> Project:
    changelog = read(text)
    workflow = workflow_named("six-phases")
    brought = into_new(
        changelog, changelog.statuses, key="PR", name="Past", workflow=workflow, origin="past.csv", by=ada
    )
    return brought.project


def test_columns_of_a_jira_export_are_guessed_by_name() -> None:
    roles = {one.heading: one.role for one in guessed(table_of(JIRA))}
    assert roles["issue_key"] == "issue"
    assert roles["issue_id"] == roles["status_from_id"] == "left_out"
    assert (roles["status_from_name"], roles["status_to_name"]) == ("from", "to")
    assert (roles["issue_created_date"], roles["status_change_date"]) == ("created", "at")


def test_issues_have_their_changes_in_the_order_of_time() -> None:
    lines = JIRA.splitlines()
    turned = "\n".join([lines[0], *reversed(lines[1:])])
    found = {issue.key: issue.way for issue in read(turned).issues}
    assert found == {
        "PR-1": ["To Do", "In Progress", "Review", "Deployed"],
        "PR-2": ["To Do", "In Progress"],
        "PR-3": [],
    }


def test_statuses_get_states_by_their_names_in_the_order_of_a_board() -> None:
    found = [(status.name, status.state) for status in read(JIRA).statuses]
    assert found == [("To Do", "queue"), ("In Progress", "active"), ("Review", "waiting"), ("Deployed", "done")]


def test_what_people_say_of_a_status_counts() -> None:
    changed = with_states(read(JIRA).statuses, {"Review": "active"})
    assert {status.name: status.state for status in changed}["Review"] == "active"
    with pytest.raises(Unreadable, match="There is no status Reviewed"):
        with_states(read(JIRA).statuses, {"Reviewed": "active"})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("issue,from,to,time\nA,x,y,yesterday\n", "Line 2, column time: “yesterday” is no date and time"),
        ("issue,from,to,time\nA,x,,2026-03-02\n", "Line 2, column to: is empty"),
        ("issue,from,to,time\n,x,y,2026-03-02\n", "Line 2, column issue: is empty"),
        ("issue,from,to,time\nA,,,\n", "Line 2, column time: is empty"),
        ("issue,from,time\nA,x,2026-03-02\n", "No column says: status after"),
        ("issue,to,time\nA," + "x" * 41 + ",2026-03-02\n", "Line 2, column to: is longer than the 40 letters"),
        ("issue,to,time\nA,x,2126-03-02\n", "Line 2, column time: “2126-03-02” is still to come"),
        ('issue,title,to,time\nA,"two\nlines",x,y\n', "Line 2, column time"),
        ('issue,title,to,time\nA,a,x,2026-03-02\nB,"open,x,2026-03-02\nC,c,x,2026-03-02\n', "Line 3: "),
    ],
)
def test_what_is_wrong_is_said_with_line_and_column(text: str, words: str) -> None:
    assert problems(text)[0].startswith(words)


def test_one_role_for_two_columns_is_refused() -> None:
    assert "Several columns" in problems("issue,from,to,time,when\nA,x,y,2026-03-02,2026-03-02\n", when="at")[0]


def test_a_column_that_says_too_much_is_taken_for_no_status() -> None:
    rows = "".join(f"A,title {number},2026-03-02\n" for number in range(MOST_STATUSES + 1))
    assert "101 statuses, at most 100 can be. Is another column meant than to?" in problems(f"issue,to,time\n{rows}")[0]
    assert len(read(f"issue,to,time\n{rows[: rows.rindex('A,')]}").statuses) == MOST_STATUSES


def test_a_change_that_does_not_begin_where_the_last_one_ended_is_counted() -> None:
    text = "issue,from,to,time\nA,To Do,Doing,2026-03-02\nA,Review,Done,2026-03-03\n"
    found = read(text)
    assert found.jumps == 1
    assert found.issues[0].way == ["To Do", "Doing", "Done"]


@pytest.mark.parametrize(
    "rows",
    [
        "A,Doing,Done,2026-03-02\nA,To Do,Doing,2026-03-02\n",
        "A,To Do,Doing,2026-03-02\nA,To Do,Doing,2026-03-02\nA,Doing,Done,2026-03-02\n",
        "A,Doing,Done,2026-03-03\nA,Doing,Done,2026-03-03\nA,To Do,Doing,2026-03-02\n",
    ],
    ids=["the newest first", "a row twice", "both"],
)
def test_changes_of_one_moment_lead_to_each_other(rows: str) -> None:
    found = read("issue,from,to,time\n" + rows)
    assert (found.issues[0].way, found.changes, found.jumps) == (["To Do", "Doing", "Done"], 2, 0)


def test_there_and_back_within_a_minute_is_kept() -> None:
    rows = ["To Do,Doing", "Doing,To Do", "To Do,Doing"]
    found = read("issue,from,to,time\n" + "".join(f"A,{row},2026-03-02 10:00\n" for row in rows))
    assert found.issues[0].way == ["To Do", "Doing", "To Do", "Doing"]


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(Unreadable):
        assert read("issue,from,to,time\n" + text).issues


@pytest.mark.django_db
def test_a_new_project_has_the_statuses_as_columns_and_the_tasks_with_their_past(ada: Any) -> None:
    project = planted(ada)
    columns = [(column.name, column.state) for column in project.columns.present().in_order()]
    assert columns == [("To Do", "queue"), ("In Progress", "active"), ("Review", "waiting"), ("Deployed", "done")]
    first, second, third = project.tasks.order_by("number")
    assert (first.title, first.column.name) == ("Bug 1", "Deployed")
    assert first.created_at == datetime(2026, 3, 2, 9, tzinfo=UTC)
    assert first.started_at == datetime(2026, 3, 3, 9, tzinfo=UTC)
    assert first.finished_at == datetime(2026, 3, 5, 9, tzinfo=UTC)
    assert [label.name for label in first.labels.all()] == ["bug"]
    assert (second.column.name, second.finished_at) == ("In Progress", None)
    assert third.column.name == "To Do"


@pytest.mark.django_db
def test_issues_keep_their_numbers_in_a_project_of_their_key(ada: Any) -> None:
    project = planted(ada, JIRA.replace("PR-2", "PR-1207"))
    assert [task.key for task in project.tasks.order_by("number")] == ["PR-1", "PR-3", "PR-1207"]
    assert Task.create(project, title="Next", by=ada).key == "PR-1208"


@pytest.mark.django_db
def test_the_history_alone_tells_where_each_task_is(ada: Any) -> None:
    for task in planted(ada).tasks.select_related("project", "phase", "column"):
        assert replayed(task) == state_of(task)


@pytest.mark.django_db
def test_events_of_the_past_stand_in_the_order_of_time_and_name_nobody(ada: Any) -> None:
    planted(ada)
    past = Event.objects.filter(subject_kind="task").order_by("pk")
    moments = [event.at for event in past]
    assert moments == sorted(moments)
    assert {event.person_id for event in past} == {None}
    assert past.filter(kind="task.moved").count() == 4


@pytest.mark.django_db
def test_the_same_file_again_brings_nothing_twice(ada: Any) -> None:
    project, changelog = planted(ada), read(JIRA)
    again = into(project, changelog, changelog.statuses, origin="past.csv", by=ada)
    assert (again.tasks, again.known) == (0, 3)
    assert project.tasks.count() == 3


@pytest.mark.django_db
def test_a_project_that_is_there_takes_statuses_by_name_or_by_state(kite: Any, ada: Any) -> None:
    before, changelog = kite.tasks.count(), read(JIRA)
    into(kite, changelog, changelog.statuses, origin="past.csv", by=ada)
    tasks = kite.tasks.select_related("column").order_by("number")[before:]
    assert [task.column.name for task in tasks] == ["Done", "In progress", "To do"]
    assert [task.number for task in tasks] == [before + 1, before + 2, before + 3]
    assert Task.create(kite, title="Next", by=ada).number == before + 4


@pytest.mark.django_db
def test_tasks_that_came_are_found_by_their_old_key(ada: Any) -> None:
    planted(ada)
    freshen()
    assert [hit.plain_title for hit in find("PR-2", reader=ada).hits] == ["PR-2 Story 2"]


@pytest.mark.django_db
def test_a_status_may_have_the_name_of_a_column_that_the_board_still_needs(ada: Any) -> None:
    changelog, workflow = read(JIRA.replace("Deployed", "Done")), workflow_named("six-phases")
    statuses = with_states(changelog.statuses, {"Done": "active"})
    brought = into_new(changelog, statuses, key="PR", name="Past", workflow=workflow, origin="past.csv", by=ada)
    columns = brought.project.columns.present().in_order().values_list("name", "state")
    assert {("Done", "active"), ("Done (done)", "done")} <= set(columns)


@pytest.mark.django_db
def test_more_statuses_than_a_board_holds_join_their_neighbours(ada: Any) -> None:
    names = ["To do", *(f"Doing {letter}" for letter in "ABCDEFGHI"), "Done"]
    rows = [f"A,{before},{after},2026-03-{day:02}" for day, (before, after) in enumerate(pairwise(names), 1)]
    project = planted(ada, "issue,from,to,time\n" + "\n".join(rows) + "\n")
    assert project.columns.present().count() == 8
    assert project.tasks.get().column.name == "Done"
