"""A history from another tracker by page and by the API: shown, changed, then stored whole or not at all."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from assay.importers.changelog.looking import look
from assay.importers.jobs import KEPT, sweep_results
from assay.importers.models import ChangelogFile
from assay.importers.tests.test_changelog import JIRA
from assay.insights.ways import Scope, ways_of
from assay.kit.clock import now
from assay.projects.models import Project
from assay.tasks.models import Task

pytestmark = pytest.mark.django_db
API = "/api/v1/changelogs"


def sent(text: str = JIRA) -> SimpleUploadedFile:
    return SimpleUploadedFile("past.csv", text.encode())


def uploaded(client: Client, text: str = JIRA, project: str = "") -> str:
    answer = client.post("/imports/changelogs", {"file": sent(text), "project": project})
    assert answer.status_code == 303, answer.content.decode()
    return answer.headers["Location"]


def chosen(page: str, name: str) -> str:
    """Return what a select stands at."""
    found = re.search(rf'name="{name}">.*?value="([^"]*)" selected', page, re.DOTALL)
    assert found
    return found[1]


def test_a_file_shows_what_it_is_taken_for_and_stores_nothing(ada_client: Client) -> None:
    page = ada_client.get(uploaded(ada_client)).content.decode()
    assert (chosen(page, "role-1"), chosen(page, "role-7")) == ("issue", "at")
    assert (chosen(page, "state-0"), chosen(page, "state-3")) == ("queue", "done")
    assert 'value="PR"' in page
    assert "3 issues with 4 changes" in page
    assert not Task.objects.exists()


def test_what_is_changed_is_looked_at_again_and_then_stored(ada_client: Client) -> None:
    address = uploaded(ada_client)
    said = {"status-2": "Review", "state-2": "active", "name": "Past", "key": "PR", "workflow": "six-phases"}
    page = ada_client.post(address, said).content.decode()
    assert chosen(page, "state-1") == chosen(page, "state-2") == "active"
    assert 'value="Past"' in page
    assert not Task.objects.exists()
    answer = ada_client.post(address, said | {"store": "1"})
    assert answer.headers["Location"] == "/projects/PR/"
    project = Project.objects.get(key="PR")
    assert set(project.tasks.values_list("number", flat=True)) == {1, 2, 3}
    assert project.columns.get(name="Review").state == "active"
    assert not ChangelogFile.objects.exists()
    assert ada_client.post(address, said | {"store": "1"}).status_code == 404


def test_how_often_issues_came_into_each_status_is_counted_once() -> None:
    looked = look(JIRA.encode(), {})
    assert looked.uses is looked.uses
    assert looked.uses == {"To Do": 2, "In Progress": 2, "Review": 1, "Deployed": 1}


def test_flow_knows_the_past_at_once(ada_client: Client) -> None:
    address = uploaded(ada_client)
    ada_client.post(address, {"name": "Past", "key": "PR", "workflow": "six-phases", "store": "1"})
    ways = ways_of(Scope((Project.objects.get(key="PR").pk,)))
    finished = [(way.key, way.item.started_at, way.item.finished_at) for way in ways if way.item.finished_at]
    assert [(key, start.day, end.day) for key, start, end in finished if start] == [("PR-1", 3, 5)]


def test_tasks_come_to_a_project_that_is_there(ada_client: Client, kite: Project) -> None:
    before = kite.tasks.count()
    address = uploaded(ada_client, project="KITE")
    assert "They come to Kite" in ada_client.get(address).content.decode()
    assert ada_client.post(address, {"store": "1"}).headers["Location"] == "/projects/KITE/"
    assert kite.tasks.count() == before + 3


def test_a_task_that_came_says_so_and_its_past_has_a_subject(ada_client: Client) -> None:
    address = uploaded(ada_client)
    ada_client.post(address, {"name": "Past", "key": "PR", "workflow": "six-phases", "store": "1"})
    page = ada_client.get("/tasks/PR-1").content.decode()
    assert "came by import, brought by Ada" in page
    assert "<b>In the other tracker somebody</b> moved this from To Do to In Progress" in page


def test_what_is_there_already_is_counted_before_it_is_stored(ada_client: Client, kite: Project) -> None:
    ada_client.post(uploaded(ada_client, project="KITE"), {"store": "1"})
    again = ada_client.get(uploaded(ada_client, project="KITE")).content.decode()
    assert "3 are there already and stay as they are; 0 are new." in again
    assert "All are there already" in again
    assert 'name="store"' not in again
    more = ada_client.get(uploaded(ada_client, JIRA.replace("PR-3", "PR-4"), project="KITE")).content.decode()
    assert "2 are there already and stay as they are; 1 is new." in more
    assert "Bring 1 task<" in more


def test_statuses_that_share_a_column_are_named(ada_client: Client, kite: Project) -> None:
    text = JIRA.replace("To Do,In Progress,2026-03-06", "To Do,Doing,2026-03-06")
    page = ada_client.get(uploaded(ada_client, text, "KITE")).content.decode()
    assert "Doing, In Progress share the column In progress" in page


def test_a_second_new_project_is_offered_a_free_key_and_keeps_the_numbers(ada_client: Client) -> None:
    text = JIRA.replace("PR-3", "PR-30")
    for key in ("PR", "PR2"):
        address = uploaded(ada_client, text)
        page = ada_client.get(address).content.decode()
        assert f'value="{key}"' in page
        ada_client.post(address, {"name": key, "key": key, "workflow": "six-phases", "store": "1"})
    assert "PR is taken here: PR-1 becomes PR2-1, numbers stay." in page
    assert set(Project.objects.get(key="PR2").tasks.values_list("number", flat=True)) == {1, 2, 30}


def test_an_empty_file_is_told_what_to_do_about_it(ada_client: Client) -> None:
    answer = ada_client.post("/imports/changelogs", {"file": sent("")})
    assert answer.status_code == 422
    assert "export the changes again" in answer.content.decode()


def test_what_is_wrong_is_said_with_line_and_column_and_nothing_is_stored(ada_client: Client) -> None:
    address = uploaded(ada_client, "issue,from,to,time\nA,x,y,yesterday\n")
    answer = ada_client.post(address, {"name": "Past", "store": "1"})
    assert answer.status_code == 422
    assert "Line 2, column time: “yesterday” is no date and time" in answer.content.decode()
    assert not Project.objects.exists()


def test_a_file_that_is_no_table_is_refused_at_once(ada_client: Client) -> None:
    answer = ada_client.post("/imports/changelogs", {"file": sent("a,a\n1,2\n")})
    assert answer.status_code == 422
    assert "there twice" in answer.content.decode()
    assert not ChangelogFile.objects.exists()


def test_a_key_that_is_taken_is_told_and_nothing_is_stored(ada_client: Client, kite: Project) -> None:
    answer = ada_client.post(uploaded(ada_client), {"name": "X", "key": "KITE", "workflow": "six-phases", "store": "1"})
    assert answer.status_code == 422
    assert "already uses the key" in answer.content.decode()
    assert Project.objects.count() == 1


def test_odd_names_of_fields_break_nothing(ada_client: Client) -> None:
    odd = {"role-x": "at", "role-99999": "at", "role-" + "9" * 900: "at", "state-0": "odd", "status-1": "Nobody's"}
    assert ada_client.post(uploaded(ada_client), odd | {"state-1": "done"}).status_code == 200


def test_it_is_for_whoever_can_write_and_only_ones_own(
    ada_client: Client, lea_client: Client, gil_client: Client
) -> None:
    address = uploaded(ada_client)
    assert lea_client.get(address).status_code == 404
    assert gil_client.get("/imports/changelogs").status_code == 403
    assert gil_client.get(address).status_code == 403


def test_files_that_nobody_comes_back_to_are_forgotten(ada_client: Client) -> None:
    uploaded(ada_client)
    ChangelogFile.objects.update(created_at=now() - 2 * KEPT)
    sweep_results.work()
    assert not ChangelogFile.objects.exists()


def test_the_api_shows_what_it_would_store(api: Any, ada: Any) -> None:
    answer = api(ada).post(API, {"file": sent(), "states": ["Review=active"]})
    assert answer.status_code == 200, answer.content
    told = answer.json()
    assert (told["issues"], told["changes"], told["project"]) == (3, 4, "")
    assert {"heading": "issue_key", "role": "issue"} in told["columns"]
    assert {"name": "Review", "state": "active", "column": "Review", "times": 1} in told["statuses"]
    assert not Task.objects.exists()


def test_the_api_stores_in_a_new_project_or_one_that_is_there(api: Any, ada: Any, kite: Project) -> None:
    answer = api(ada).post(API, {"file": sent(), "name": "Past", "key": "PR", "store": "true"})
    assert answer.status_code == 201, answer.content
    assert (answer.json()["project"], answer.json()["tasks"]) == ("PR", 3)
    again = api(ada).post(API, {"file": sent(), "project": "PR", "store": "true"}).json()
    assert (again["tasks"], again["known"]) == (0, 3)
    assert api(ada).post(API, {"file": sent(), "project": "PR"}).json()["known"] == 3


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"columns": ["nothing=at"]}, "no column nothing"),
        ({"columns": ["issue_key=odd"]}, "A column is one of"),
        ({"states": ["Nobody=done"]}, "There is no status Nobody"),
        ({"columns": ["issue_key"]}, "pattern"),
        ({"store": "true"}, "Name the project"),
        ({"store": "true", "name": "  "}, "Name the project"),
        ({"store": "true", "name": "X", "workflow": "odd"}, "no such workflow"),
        ({"store": "true", "name": "X", "key": "CI"}, "stands for a kind of task"),
    ],
)
def test_the_api_says_what_is_wrong_and_stores_nothing(api: Any, ada: Any, data: Any, words: str) -> None:
    answer = api(ada).post(API, {"file": sent()} | data)
    assert answer.status_code == 422, answer.content
    assert words in answer.content.decode()
    assert not Project.objects.exists()


@pytest.mark.parametrize("field", ["name", "key", "project", "workflow", "columns", "states"])
def test_the_api_refuses_characters_that_are_no_text(api: Any, ada: Any, field: str) -> None:
    data = {"file": sent(), "store": "true", "name": "Past"} | {field: "A\0=B"}
    answer = api(ada).post(API, data)
    assert answer.status_code == 400, answer.content
    assert "NUL" in answer.content.decode()
    assert not Project.objects.exists()


def test_the_api_hides_projects_of_others(api: Any, cy: Any, gil: Any, kite: Project) -> None:
    assert api(cy).post(API, {"file": sent(), "project": "KITE", "store": "true"}).status_code == 404
    assert api(gil).post(API, {"file": sent()}).status_code == 403


def test_the_page_where_a_project_begins_leads_to_the_import(ada_client: Client) -> None:
    assert 'href="/imports/changelogs"' in ada_client.get("/projects/new").content.decode()
