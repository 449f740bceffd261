"""REST: me, people, tokens."""

import pytest

from assay.accounts.models import Token


def test_me_is_whom_the_token_acts_as(api, ben):
    me = api(ben).get("/api/v1/me").json()
    assert (me["name"], me["role"], me["workspace"], me["can_write"]) == (ben.name, "member", "Northwind", True)


def test_people_are_those_of_the_own_workspace(api, ada, ben, cy):
    names = [one["name"] for one in api(ada).get("/api/v1/people").json()["items"]]
    assert names == [ben.name, ada.name]


def test_a_list_comes_in_pages(api, ada, ben, gil):
    client = api(ada)
    first = client.get("/api/v1/people?limit=2").json()
    second = client.get(f"/api/v1/people?limit=2&cursor={first['next']}").json()
    assert [len(first["items"]), len(second["items"]), second["next"]] == [2, 1, ""]


def test_a_token_is_made_used_and_ended(api, ada, client):
    maker = api(ada)
    made = maker.post("/api/v1/tokens", {"name": "ci"}, content_type="application/json")
    assert made.status_code == 201
    headers = {"Authorization": f"Bearer {made.json()['secret']}"}
    assert client.get("/api/v1/me", headers=headers).json()["name"] == ada.name
    assert "secret" not in maker.get("/api/v1/tokens").content.decode()
    assert maker.delete(f"/api/v1/tokens/{made.json()['id']}").status_code == 204
    assert client.get("/api/v1/me", headers=headers).status_code == 401


def test_somebody_elses_token_does_not_exist(api, ada, ben):
    api(ben)
    client = api(ada)
    foreign = client.delete(f"/api/v1/tokens/{Token.objects.get(person=ben).pk}")
    missing = client.delete("/api/v1/tokens/999999")
    assert (foreign.status_code, foreign.content) == (404, missing.content)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"name": ""},
        {"name": "x" * 81},
        {"name": "x", "scope": "all"},
        {"name": "x", "expires_at": "2001-01-01T00:00:00Z"},
        {"name": "x", "expires_at": "2101-01-01T00:00:00"},
        {"name": "x", "person": 1},
    ],
)
def test_a_wrong_token_is_refused_with_its_field(api, ada, body):
    answer = api(ada).post("/api/v1/tokens", body, content_type="application/json")
    assert answer.status_code == 422
    assert len(answer.json()["error"]["fields"]) == 1


@pytest.mark.parametrize("number", ["0", "-1", "9223372036854775808", "1e3", "x"])
def test_a_number_that_is_none_is_refused(api, ada, number):
    assert api(ada).delete(f"/api/v1/tokens/{number}").status_code in (404, 422)
