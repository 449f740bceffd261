"""Digests for programs."""

import pytest

pytestmark = pytest.mark.django_db


def test_programs_read_the_week_with_whole_addresses(kite, closing, api, ada, settings):
    settings.BASE_URL = "https://assay.example"
    found = api(ada).get("/api/v1/digest?week=2026-W10").json()
    [learned] = [part for part in found["parts"] if part["name"] == "learned"]
    assert learned["lines"][0]["text"] == "Tail length tells more than weight."
    assert learned["lines"][0]["url"].startswith("https://assay.example/tasks/KITE-")
    assert (found["week"], found["first"], found["last"]) == ("2026-W10", "2026-03-02", "2026-03-08")
    assert found["markdown"].startswith("# Northwind, 2 to 8 March")


def test_of_one_project_and_as_stakeholders_get_it(kite, closing, api, ada, ben):
    assert api(ben).get("/api/v1/projects/KITE/digest").json()["about"] == "project"
    assert api(ben).get("/api/v1/projects/KITE/digest/outside").status_code == 403
    found = api(ada).get("/api/v1/projects/KITE/digest/outside?week=2026-W10").json()
    assert found["about"] == "stakeholder"


def test_cy_finds_no_project_of_others(kite, api, cy):
    assert api(cy).get("/api/v1/projects/KITE/digest").status_code == 404


@pytest.mark.parametrize("week", ["x", "2026-W99", "9" * 99])
def test_a_week_that_is_none_is_refused(kite, api, ada, week):
    assert api(ada).get("/api/v1/digest", {"week": week}).status_code == 422


def test_letters_are_chosen(api, ben):
    program = api(ben)
    assert program.get("/api/v1/digest/letters").json() == {"day": 1, "covers": "mine"}
    given = {"day": None, "covers": "all"}
    assert program.put("/api/v1/digest/letters", given, content_type="application/json").json() == given
    assert program.get("/api/v1/digest/letters").json() == given


@pytest.mark.parametrize("body", [{"day": 8, "covers": "all"}, {"day": 1, "covers": "x"}, {"day": 1}])
def test_a_choice_that_is_none_is_refused(api, ben, body):
    answer = api(ben).put("/api/v1/digest/letters", body, content_type="application/json")
    assert answer.status_code == 422
