"""The pages of projects as the roles see them."""

import pytest

from assay.projects.models import Project

PATHS = ["/projects/KITE/", "/projects/KITE/settings", "/projects/KITE/activity", "/projects/KITE/latest"]


def facts(project, **changed):
    return {"name": project.name, "goal": project.goal, "lead": project.lead_id, "version": project.version} | changed


def names():
    from assay.projects.workflows import built_in

    return [workflow.name for workflow in built_in().values()]


def test_the_first_page_offers_sample_imports_and_a_project(ada_client):
    page = ada_client.get("/").content.decode()
    for words in ("Create your first project", "./run demo", "not in this version", *names()):
        assert words in page
    assert 'action="/projects/new"' in page


def test_a_guest_without_projects_is_told_whom_to_ask(gil_client):
    page = gil_client.get("/").content.decode()
    assert "Ask a lead" in page
    assert "/projects/new" not in page


def test_a_project_is_created_with_a_key_made_from_its_name(ben, ben_client):
    answer = ben_client.post("/projects/new", {"name": "Search ranker", "lead": ben.pk, "workflow": "six-phases"})
    assert answer.headers["Location"] == "/projects/SR/"
    assert Project.objects.get().lead == ben


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"key": "EXP"},
        {"key": "KITE"},
        {"workflow": "none"},
        {"lead": "999"},
        {"goal": "x" * 241},
        {"lead": ""},
    ],
)
def test_a_wrong_project_is_kept_on_the_page(ada, ada_client, kite, wrong):
    said = {"name": "My typed name", "key": "NEW", "lead": ada.pk, "workflow": "six-phases"} | wrong
    answer = ada_client.post("/projects/new", said)
    assert answer.status_code == 422
    assert said["name"] in answer.content.decode()
    assert Project.objects.count() == 1


def test_a_lead_of_another_workspace_is_not_on_offer(ada_client, cy):
    answer = ada_client.post("/projects/new", {"name": "Mine", "lead": cy.pk, "workflow": "six-phases"})
    assert answer.status_code == 422
    assert cy.name not in answer.content.decode()


def test_guests_create_nothing(gil_client):
    assert gil_client.get("/projects/new").status_code == 403
    assert gil_client.post("/projects/new", {"name": "x"}).status_code == 403


def test_the_overview_shows_goal_and_phases_and_fetches_the_rest(ben_client, kite):
    page = ben_client.get("/projects/kite/").content.decode()
    for words in (kite.goal, "Phases", "Data exploration", "Data readiness", 'hx-get="/projects/KITE/latest"'):
        assert words in page
    for headers in ({}, {"HX-Request": "true"}):
        below = ben_client.get("/projects/KITE/latest", headers=headers).content.decode()
        for words in ("Decisions", "Research plan with goal", "created this"):
            assert words in below


def test_the_overview_needs_few_queries(ada, ada_client, kite, django_assert_max_num_queries):
    kite.close_guide(by=ada)
    ada_client.get("/projects/KITE/")
    with django_assert_max_num_queries(17):
        ada_client.get("/projects/KITE/")
    with django_assert_max_num_queries(14):
        ada_client.get("/projects/KITE/latest", headers={"HX-Request": "true"})


def test_history_comes_in_pages(ada, ada_client, kite):
    for number in range(70):
        kite.add_label(name=f"label {number}", hue=1, by=ada)
    first = ada_client.get("/projects/KITE/activity").content.decode()
    assert "label 69" in first
    assert "label 0<" not in first
    older = first.split('rel="next" href="')[1].split('"')[0]
    assert "label 0" in ada_client.get(older).content.decode()
    assert ada_client.get("/projects/KITE/activity?cursor=x").status_code == 400


@pytest.mark.parametrize("path", PATHS)
def test_an_outsider_cannot_tell_that_the_project_exists(cy_client, kite, path):
    foreign, missing = cy_client.get(path), cy_client.get(path.replace("KITE", "NONE"))
    assert foreign.status_code == missing.status_code == 404
    assert foreign.content == missing.content


@pytest.mark.parametrize("path", PATHS)
def test_a_guest_who_is_not_named_finds_nothing(gil_client, kite, path):
    assert gil_client.get(path).status_code == 404


def test_a_guest_who_is_named_reads_and_changes_nothing(ada, gil, gil_client, kite):
    kite.add_member(gil, by=ada)
    assert gil_client.get("/projects/KITE/").status_code == 200
    assert gil_client.get("/projects/KITE/settings").status_code == 403
    assert gil_client.post("/projects/KITE/labels", {"name": "x", "hue": 1}).status_code == 403


def test_a_member_edits_only_where_they_lead(ada, ben, ben_client, kite):
    assert ben_client.get("/projects/KITE/settings").status_code == 403
    kite.edit(name="Kite", goal="", lead=ben, is_private=False, version=1, by=ada)
    assert ben_client.get("/projects/KITE/settings").status_code == 200


def test_facts_are_saved(ada_client, ben, kite):
    answer = ada_client.post("/projects/KITE/settings", facts(kite, goal="Fly.", lead=ben.pk, is_private="on"))
    assert answer.status_code == 303
    kite.refresh_from_db()
    assert (kite.goal, kite.lead, kite.is_private, kite.version) == ("Fly.", ben, True, 2)


def test_a_conflict_shows_both_and_keeps_what_was_typed(ada, ada_client, kite):
    seen = facts(kite, goal="My goal")
    kite.edit(name="Kite", goal="Their goal", lead=ada, is_private=False, version=1, by=ada)
    answer = ada_client.post("/projects/KITE/settings", seen)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "My goal" in page
    assert "Their goal" in page
    assert ada_client.post("/projects/KITE/settings", seen | {"version": 2}).status_code == 303


def test_who_gives_a_private_project_away_lands_on_the_list(ada, ben, ben_client, lea, kite):
    kite.edit(name="Kite", goal="", lead=ben, is_private=False, version=1, by=ada)
    answer = ben_client.post("/projects/KITE/settings", facts(kite, lead=lea.pk, is_private="on"))
    assert answer.headers["Location"] == "/"


def test_people_are_named_and_taken_off(ada_client, gil, cy, kite):
    assert ada_client.post("/projects/KITE/members", {"person": cy.pk}).status_code == 422
    assert ada_client.post("/projects/KITE/members", {"person": gil.pk}).status_code == 303
    assert gil.name in ada_client.get("/projects/KITE/").content.decode()
    assert ada_client.post(f"/projects/KITE/members/{gil.pk}/removal").status_code == 303
    assert ada_client.post(f"/projects/KITE/members/{gil.pk}/removal").status_code == 404


def test_a_label_is_added_and_a_second_one_of_the_name_refused(ada_client, kite):
    for status in (303, 422):
        assert ada_client.post("/projects/KITE/labels", {"name": "model-gbm", "hue": "3"}).status_code == status
    assert ada_client.post("/projects/KITE/labels", {"name": "x", "hue": "9"}).status_code == 422


@pytest.mark.parametrize("path", ["/", "/projects/new", *PATHS])
def test_looking_writes_nothing(ada_client, kite, path):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as seen:
        ada_client.get(path)
    writing = [query["sql"] for query in seen if query["sql"].split()[0] in {"INSERT", "UPDATE", "DELETE"}]
    assert writing == []


@pytest.mark.parametrize("path", PATHS)
def test_strangers_are_sent_to_sign_in(anonymous, kite, path):
    assert anonymous.get(path).status_code == 302
