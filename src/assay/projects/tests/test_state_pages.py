"""The pages of stakeholders, checks and decisions, as the roles see them."""

from typing import Any

import pytest
from django.test import Client

from assay.projects.models import Decision, Project, Stakeholder

HTMX = {"HX-Request": "true"}
PAGES = ["stakeholders", "readiness", "decisions"]


def at(path: str) -> str:
    return f"/projects/KITE/{path}"


def decided(project: Project, by: Any, **more: Any) -> Decision:
    return Decision.record(project, **({"kind": "go", "why": "It holds."} | more), by=by)


@pytest.mark.parametrize("page", PAGES)
def test_everybody_who_sees_the_project_reads_and_others_find_nothing(
    page: str, ada: Any, ben_client: Client, gil: Any, gil_client: Client, cy_client: Client, kite: Project
) -> None:
    assert gil_client.get(at(page)).status_code == 404
    kite.add_member(gil, by=ada)
    for client in (ben_client, gil_client):
        assert client.get(at(page)).status_code == 200
    assert 'method="post" action="/projects' not in gil_client.get(at(page)).content.decode()
    assert cy_client.get(at(page)).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_guests_change_nothing(page: str, ada: Any, gil: Any, gil_client: Client, kite: Project) -> None:
    kite.add_member(gil, by=ada)
    said = {"name": "x", "kind": "go", "why": "x", "area": "data"}
    assert gil_client.post(at(page), said).status_code == 403


def test_members_answer_checks_but_decide_only_where_they_lead(
    ada: Any, ben: Any, ben_client: Client, kite: Project
) -> None:
    check = kite.readiness_checks.get(name="Allowed")
    said = {"kind": "go", "why": "It holds."}
    assert ben_client.post(at(f"readiness/{check.pk}"), {"answer": "yes"}).status_code == 303
    assert ben_client.post(at("decisions"), said).status_code == 403
    assert ben_client.post(at("stakeholders"), {"name": "Lu"}).status_code == 403
    kite.edit(version=1, by=ada, lead=ben)
    assert ben_client.post(at("decisions"), said).status_code == 303


def test_a_stakeholder_is_named_edited_in_place_and_taken_off_with_a_way_back(
    ada_client: Client, kite: Project
) -> None:
    ada_client.post(at("stakeholders"), {"name": "Lucía Ortega", "role": "Pays", "email": "lo@care.example"})
    lucia = Stakeholder.objects.get()
    here = at(f"stakeholders/{lucia.pk}")
    assert "<form" in ada_client.get(here, headers=HTMX).content.decode()
    assert "<form" in ada_client.get(here).content.decode()
    row = ada_client.post(here, {"name": "Lucía O.", "role": "Pays"}, headers=HTMX).content.decode()
    assert "Lucía O." in row
    assert f'id="stakeholder-{lucia.pk}"' in row
    assert ada_client.post(f"{here}/removal").status_code == 303
    assert "Lucía" not in ada_client.get(at("stakeholders")).content.decode().split("toasts")[0]
    assert ada_client.get(here).status_code == 404
    assert ada_client.post(f"{here}/return").status_code == 303
    assert "Lucía" in ada_client.get(at("stakeholders")).content.decode()


@pytest.mark.parametrize("wrong", [{"name": ""}, {"email": "no address"}])
def test_a_wrong_stakeholder_is_kept_on_the_page(ada_client: Client, kite: Project, wrong: dict[str, str]) -> None:
    answer = ada_client.post(at("stakeholders"), {"name": "Lu", "role": "Kept words"} | wrong)
    assert answer.status_code == 422
    assert "Kept words" in answer.content.decode()
    assert not Stakeholder.objects.exists()


def test_a_check_is_answered_in_place_dropped_and_asked_again(ben_client: Client, kite: Project) -> None:
    check = kite.readiness_checks.get(name="Allowed")
    here = at(f"readiness/{check.pk}")
    assert "<form" in ben_client.get(here, headers=HTMX).content.decode()
    said = {"answer": "unknown", "note": "privacy review", "due_on": "2026-03-27"}
    row = ben_client.post(here, said, headers=HTMX).content.decode()
    assert "privacy review" in row
    assert ben_client.post(here, {"answer": "maybe"}).status_code == 422
    assert ben_client.post(f"{here}/removal").status_code == 303
    assert ben_client.get(here).status_code == 404
    assert ben_client.post(f"{here}/return").status_code == 303
    assert ben_client.post(at("readiness"), {"area": "data", "name": "Fresh"}).status_code == 303
    assert ben_client.post(at("readiness"), {"area": "data", "name": "Fresh"}).status_code == 409


def test_the_overview_says_how_ready_data_and_machines_are(ben: Any, ben_client: Client, kite: Project) -> None:
    for check in kite.readiness_checks.filter(area="data").exclude(name="Allowed"):
        check.reply(answer="yes", by=ben)
    page = ben_client.get("/projects/KITE/").content.decode()
    assert "4 of 5" in page
    assert "0 of 5" in page


def test_a_decision_is_recorded_with_links_to_its_evidence(ada_client: Client, kite: Project) -> None:
    said = {"kind": "go", "what": "to production", "why": "It **holds**.", "evidence": "KITE-1 says so"}
    assert ada_client.post(at("decisions"), said).status_code == 303
    for path in ("decisions", f"decisions/{Decision.objects.get().pk}"):
        page = ada_client.get(at(path)).content.decode()
        for words in ("to production", "<strong>holds</strong>", 'href="/tasks/KITE-1"'):
            assert words in page
    assert "to production" in ada_client.get(at("latest")).content.decode()


@pytest.mark.parametrize("wrong", [{"why": " "}, {"kind": "maybe"}, {"kind": "other", "what": ""}])
def test_a_wrong_decision_is_kept_on_the_page(ada_client: Client, kite: Project, wrong: dict[str, str]) -> None:
    answer = ada_client.post(at("decisions"), {"kind": "go", "why": "x", "evidence": "Kept words"} | wrong)
    assert answer.status_code == 422
    assert "Kept words" in answer.content.decode()
    assert not Decision.objects.exists()


def test_a_wrong_decision_is_revoked_for_all_to_read(ada: Any, ada_client: Client, kite: Project) -> None:
    here = at(f"decisions/{decided(kite, ada).pk}")
    assert ada_client.post(f"{here}/revocation", {"because": ""}).status_code == 422
    assert ada_client.post(f"{here}/revocation", {"because": "It leaked."}).status_code == 303
    page = ada_client.get(at("decisions")).content.decode()
    assert "It leaked." in page
    assert "It holds." in page


def test_decisions_come_in_pages(ada: Any, ada_client: Client, kite: Project) -> None:
    for number in range(22):
        decided(kite, ada, what=f"step {number}.")
    first = ada_client.get(at("decisions")).content.decode()
    assert "step 21." in first
    assert "step 1." not in first
    older = first.split('rel="next" href="')[1].split('"')[0]
    assert "step 1." in ada_client.get(older).content.decode()
    assert ada_client.get(at("decisions?cursor=x")).status_code == 400


@pytest.mark.parametrize("page", PAGES)
def test_a_page_needs_few_queries(
    page: str, ada: Any, ada_client: Client, kite: Project, django_assert_max_num_queries: Any
) -> None:
    for number in range(5):
        decided(kite, ada, what=f"{number}", evidence=f"KITE-{number}")
        Stakeholder.add(kite, name=f"Lu {number}", by=ada)
    with django_assert_max_num_queries(11):
        assert ada_client.get(at(page)).status_code == 200
