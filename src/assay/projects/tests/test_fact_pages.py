"""Facts edited where they stand: as fragments, and as pages without JavaScript."""

from typing import Any

import pytest
from django.test import Client

from assay.projects.models import Project

HTMX = {"HX-Request": "true"}
GOAL = "/projects/KITE/facts/goal"


def saved(project: Project) -> Project:
    return Project.objects.get(pk=project.pk)


@pytest.mark.parametrize("fact", ["goal", "measure", "proxy-trap", "status", "lead", "dates"])
def test_a_fact_becomes_a_form_and_back(ada_client: Client, kite: Project, fact: str) -> None:
    address = f"/projects/KITE/facts/{fact}"
    form = ada_client.get(address, headers=HTMX).content.decode()
    assert f'id="fact-{fact}"' in form
    assert "<html" not in form
    assert 'name="version"' in form
    back = ada_client.get(f"{address}?shown", headers=HTMX).content.decode()
    assert f'id="fact-{fact}"' in back
    assert "<form" not in back
    assert "<html" in ada_client.get(address).content.decode()


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        ("goal", {"goal": "Fly to the moon."}),
        ("measure", {"measure": "metres above ground, now 3"}),
        ("proxy-trap", {"proxy_trap": "Height is not lift."}),
        ("status", {"status": "Waiting for wind."}),
    ],
)
def test_a_fact_is_saved_in_place_and_by_a_plain_form(
    ada_client: Client, kite: Project, fact: str, said: dict[str, str]
) -> None:
    address = f"/projects/KITE/facts/{fact}"
    answer = ada_client.post(address, said | {"version": 1}, headers=HTMX)
    assert answer.status_code == 200
    assert next(iter(said.values())) in answer.content.decode()
    plain = ada_client.post(address, dict.fromkeys(said, "Other") | {"version": 2})
    assert (plain.status_code, plain.headers["Location"]) == (303, "/projects/KITE/")
    assert getattr(saved(kite), next(iter(said))) == "Other"


def test_a_conflict_shows_both_texts_and_the_next_save_wins(ada: Any, ada_client: Client, kite: Project) -> None:
    kite.edit(version=1, by=ada, goal="Their goal")
    answer = ada_client.post(GOAL, {"goal": "My goal", "version": 1}, headers=HTMX)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "My goal" in page
    assert "Their goal" in page
    assert 'value="2"' in page
    assert ada_client.post(GOAL, {"goal": "My goal", "version": 2}).status_code == 303
    assert saved(kite).goal == "My goal"


@pytest.mark.parametrize(
    ("fact", "wrong"),
    [
        ("goal", {"goal": "x" * 241}),
        ("dates", {"starts_on": "2026-05-04", "ends_on": "2026-05-03"}),
        ("dates", {"starts_on": "soon"}),
        ("lead", {"lead": "999"}),
        ("status", {"version": "0"}),
    ],
)
def test_what_cannot_be_is_kept_in_the_form_and_nothing_saved(
    ada_client: Client, kite: Project, fact: str, wrong: dict[str, str]
) -> None:
    answer = ada_client.post(f"/projects/KITE/facts/{fact}", {"version": 1} | wrong, headers=HTMX)
    assert answer.status_code == 422
    assert "field__error" in answer.content.decode() or "notice" in answer.content.decode()
    assert saved(kite).version == 1


def test_dates_are_saved_together(ada_client: Client, kite: Project) -> None:
    said = {"starts_on": "2026-05-04", "decision_due_on": "2026-05-20", "ends_on": "", "version": 1}
    page = ada_client.post("/projects/KITE/facts/dates", said, headers=HTMX).content.decode()
    assert "Decision due" in page
    assert "Wished end" not in page


def test_who_gives_the_lead_away_is_shown_the_whole_page_anew(
    ada: Any, ben_client: Client, ben: Any, kite: Project
) -> None:
    kite.edit(version=1, by=ada, lead=ben)
    answer = ben_client.post("/projects/KITE/facts/lead", {"lead": ada.pk, "version": 2}, headers=HTMX)
    assert answer.headers["HX-Redirect"] == "/projects/KITE/"
    assert ben_client.get(GOAL).status_code == 403


def test_an_unknown_fact_is_not_found(ada_client: Client, kite: Project) -> None:
    assert ada_client.get("/projects/KITE/facts/weather").status_code == 404


def test_members_guests_and_outsiders_edit_nothing(
    ada: Any, ben_client: Client, gil: Any, gil_client: Client, cy_client: Client, kite: Project
) -> None:
    kite.add_member(gil, by=ada)
    for client, status in ((ben_client, 403), (gil_client, 403), (cy_client, 404)):
        assert client.get(GOAL).status_code == status
        assert client.post(GOAL, {"goal": "Mine", "version": 1}).status_code == status
    for client in (ben_client, gil_client):
        assert "/facts/" not in client.get("/projects/KITE/").content.decode()
    assert saved(kite).version == 1


def test_blank_facts_invite_those_who_may_fill_them(
    ada: Any, ada_client: Client, ben_client: Client, kite: Project
) -> None:
    kite.edit(version=1, by=ada, goal="")
    invite = "Say in one sentence what changes for whom"
    assert invite in ada_client.get("/projects/KITE/").content.decode()
    assert invite not in ben_client.get("/projects/KITE/").content.decode()
