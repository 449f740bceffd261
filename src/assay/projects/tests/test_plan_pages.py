"""The pages and operations of a plan, as different people meet them."""

from decimal import Decimal
from typing import Any

import pytest
from django.template import engines

from assay.projects.models import PlanVersion


def post_draft(client: Any, plan: PlanVersion, **changed: str) -> Any:
    """Send the form of the draft as the page holds it, with some fields changed."""
    sent = {"starts_on": plan.starts_on.isoformat(), "version": str(plan.version)}
    for line in plan.facts.lines:
        sent |= {f"phase-{line.phase}-low": str(line.weeks_low), f"phase-{line.phase}-high": str(line.weeks_high or "")}
    return client.post(f"/projects/{plan.project.key}/plan/draft", sent | changed)


@pytest.fixture
def draft(kite: Any, ada: Any) -> PlanVersion:
    return PlanVersion.begin(kite, by=ada)


def test_a_project_without_a_plan_shows_what_the_usual_weeks_would_make(ada_client: Any, kite: Any) -> None:
    page = ada_client.get("/projects/KITE/plan").content.decode()
    assert "Nobody agreed a plan yet" in page
    assert "9 to 24 weeks" in page


def test_a_plan_goes_from_the_page_through_a_draft_to_agreed(ada_client: Any, kite: Any) -> None:
    ada_client.post("/projects/KITE/plan/versions")
    plan = PlanVersion.objects.get()
    number = kite.phases.get(name="Modeling").pk
    assert post_draft(ada_client, plan, methodology="Slowly", **{f"phase-{number}-high": "9"}).status_code == 303
    assert ada_client.post("/projects/KITE/plan/draft/agreement", {"version": "2"}).status_code == 303
    plan.refresh_from_db()
    assert plan.is_in_force
    page = ada_client.get("/projects/KITE/plan").content.decode()
    assert "Slowly" in page
    assert "2–9 wk" in page
    assert "Version 1" in page


def test_what_was_typed_stays_when_a_line_cannot_be(ada_client: Any, kite: Any, draft: PlanVersion) -> None:
    number = kite.phases.get(name="Modeling").pk
    answer = post_draft(ada_client, draft, methodology="Slowly", **{f"phase-{number}-low": "8"})
    assert answer.status_code == 422
    assert "Slowly" in answer.content.decode()
    assert "Weeks are a range" in answer.content.decode()


@pytest.mark.parametrize("bad", ["1e99", "-1", "NaN", "Infinity", "two", "9" * 400])
def test_weeks_that_are_no_weeks_are_refused(ada_client: Any, kite: Any, draft: PlanVersion, bad: str) -> None:
    number = kite.phases.get(name="Modeling").pk
    assert post_draft(ada_client, draft, **{f"phase-{number}-low": bad}).status_code == 422
    draft.refresh_from_db()
    assert draft.version == 1


def test_who_was_slower_sees_both(ada_client: Any, kite: Any, draft: PlanVersion, ben: Any, client_of: Any) -> None:
    assert post_draft(client_of(ben), draft, methodology="Fast").status_code == 303
    answer = post_draft(ada_client, draft, methodology="Slowly")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Slowly" in page
    assert "Fast" in page
    assert "Save anyway" in page


def test_an_old_version_opens_and_is_compared(ada_client: Any, kite: Any, draft: PlanVersion, ada: Any) -> None:
    draft.agree(version=1, by=ada)
    assert ada_client.post("/projects/KITE/plan/versions", {"reason": ""}).status_code == 422
    ada_client.post("/projects/KITE/plan/versions", {"reason": "Late labels"})
    PlanVersion.objects.drafts().get().agree(version=1, by=ada)
    assert "Version 2 against version 1" in ada_client.get("/projects/KITE/plan").content.decode()
    old = ada_client.get("/projects/KITE/plan?version=1").content.decode()
    assert "until" in old
    assert "against" not in old
    assert ada_client.get("/projects/KITE/plan?version=7").status_code == 404
    assert ada_client.get("/projects/KITE/plan?version=x").status_code == 404


@pytest.mark.parametrize(
    ("weeks", "said"),
    [("1", "+1 week"), ("-1", "−1 week"), ("1.04", "+1 week"), ("2.5", "+2.5 weeks"), ("0", "as before")],
)
def test_weeks_that_a_plan_moved_are_counted_as_people_count(weeks: str, said: str) -> None:
    page = '{% from "projects/_plan_parts.html" import moved %}{{ moved(weeks) }}'
    assert engines["jinja2"].from_string(page).render({"weeks": Decimal(weeks)}).strip() == said


def test_a_thin_delivery_is_said_with_figures(ada_client: Any, kite: Any, draft: PlanVersion) -> None:
    changed = {f"phase-{kite.phases.get(name=name).pk}-high": "2" for name in ("Productization", "A/B testing")}
    post_draft(ada_client, draft, **changed)
    for address in ("/projects/KITE/plan?version=1", "/projects/KITE/plan/draft"):
        assert "Delivery gets 30 % of the weeks" in ada_client.get(address).content.decode()


def test_members_write_and_leads_agree(kite: Any, ben: Any, gil: Any, cy: Any, ada: Any, client_of: Any) -> None:
    kite.add_member(gil, by=ada)
    assert client_of(ben).post("/projects/KITE/plan/versions").status_code == 303
    assert client_of(ben).post("/projects/KITE/plan/draft/agreement", {"version": "1"}).status_code == 403
    assert client_of(gil).get("/projects/KITE/plan").status_code == 200
    assert client_of(gil).get("/projects/KITE/plan/draft").status_code == 403
    for address in ("plan", "plan/draft"):
        assert client_of(cy).get(f"/projects/KITE/{address}").status_code == 404


def test_a_draft_is_thrown_away_and_comes_back(ada_client: Any, kite: Any, draft: PlanVersion) -> None:
    ada_client.post("/projects/KITE/plan/draft/removal")
    assert not PlanVersion.objects.present().exists()
    ada_client.post(f"/projects/KITE/plan/drafts/{draft.pk}/return")
    assert PlanVersion.objects.drafts().exists()


def test_the_page_needs_few_queries(ada_client: Any, kite: Any, ada: Any, django_assert_max_num_queries: Any) -> None:
    for reason in ("", "Once more", "And again"):
        PlanVersion.begin(kite, reason=reason, by=ada).agree(version=1, by=ada)
    with django_assert_max_num_queries(15):
        ada_client.get("/projects/KITE/plan")


def test_a_program_plans(kite: Any, ada: Any, api: Any) -> None:
    program, address = api(ada), "/api/v1/projects/KITE/plan"

    def send(method: str, path: str, **body: Any) -> Any:
        return getattr(program, method)(f"{address}{path}", body, content_type="application/json").json()

    assert program.get(address).json()["state"] == "proposed"
    first = send("post", "/versions")["phases"][0]["phase"]
    lines = [{"phase": first, "weeks_low": 2, "weeks_high": 3.5, "people": [ada.pk]}]
    written = send("patch", "/draft", phases=lines, risks="Rain")
    assert (written["weeks_high"], written["phases"][0]["people"], written["risks"]) == ("25.5", [ada.pk], "Rain")
    assert send("patch", "/draft", version=1)["error"]["code"] == "edited-meanwhile"
    assert send("post", "/draft/agreement", version=2)["state"] == "in-force"
    refused = send("post", "/versions")["error"]
    assert (refused["code"], list(refused["fields"])) == ("reason-needed", ["reason"])
    assert [one["number"] for one in program.get(f"{address}/versions").json()] == [1]
    assert send("patch", "/draft")["error"]["code"] == "not-found"


def test_a_program_is_told_what_cannot_be(kite: Any, ada: Any, api: Any, draft: PlanVersion) -> None:
    first = draft.facts.lines[0].phase
    for lines in ([{"phase": first, "weeks_low": 3, "weeks_high": 2}], [{"phase": 2**40}]):
        answer = api(ada).patch("/api/v1/projects/KITE/plan/draft", {"phases": lines}, content_type="application/json")
        assert (answer.status_code, answer.json()["error"]["code"]) == (422, "bad-plan")


def test_weeks_written_shorter_and_people_named_twice_say_the_same(kite: Any, ada: Any, api: Any) -> None:
    plan = PlanVersion.begin(kite, by=ada)

    def write(**line: Any) -> Any:
        said = {"phases": [{"phase": plan.facts.lines[0].phase, "weeks_low": 1, "weeks_high": 2} | line]}
        return api(ada).patch("/api/v1/projects/KITE/plan/draft", said, content_type="application/json").json()

    assert write()["version"] == 1
    twice = write(people=[ada.pk, ada.pk])
    assert (twice["version"], twice["phases"][0]["people"]) == (2, [ada.pk])
    assert write(people=[ada.pk])["version"] == 2


def test_a_list_of_all_versions_needs_no_more_queries_for_more(
    kite: Any, ada: Any, api: Any, django_assert_max_num_queries: Any
) -> None:
    for reason in ("", "Once more", "And again", "At last"):
        PlanVersion.begin(kite, reason=reason, by=ada).agree(version=1, by=ada)
    program = api(ada)
    with django_assert_max_num_queries(6):
        assert len(program.get("/api/v1/projects/KITE/plan/versions").json()) == 4
