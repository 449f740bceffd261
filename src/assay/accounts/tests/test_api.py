"""REST: me, people, tokens."""

import pytest

from assay.accounts.models import Holiday, Invitation, Token


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


JSON = "application/json"
DAYS = {"first_on": "2026-12-01", "last_on": "2026-12-04", "note": "Skiing"}


def test_a_profile_is_changed_in_parts(api, ben):
    client = api(ben)
    said = client.patch("/api/v1/me", {"time_zone": "Europe/Lisbon", "working_days": [4, 1]}, content_type=JSON).json()
    assert (said["name"], said["time_zone"], said["working_days"]) == (ben.name, "Europe/Lisbon", [1, 4])
    wrongs: list[dict[str, object]] = [
        {"time_zone": "Nowhere"},
        {"working_days": []},
        {"working_days": [8]},
        {"role": "x"},
    ]
    for wrong in wrongs:
        assert client.patch("/api/v1/me", wrong, content_type=JSON).status_code == 422


def test_an_invitation_is_made_renewed_listed_and_ended(api, ada, anonymous):
    client = api(ada)
    made = client.post("/api/v1/invitations", {"name": "Max", "role": "lead"}, content_type=JSON).json()
    renewed = client.post(f"/api/v1/invitations/{made['id']}/renewal").json()
    first, second = (one["link"].replace("http://127.0.0.1:8000", "") for one in (made, renewed))
    assert (anonymous.get(first).status_code, anonymous.get(second).status_code) == (410, 200)
    (listed,) = client.get("/api/v1/invitations").json()["items"]
    assert (listed["name"], listed["role"], listed["made_by"], "link" in listed) == ("Max", "lead", ada.name, False)
    assert client.delete(f"/api/v1/invitations/{made['id']}").status_code == 204
    assert client.post(f"/api/v1/invitations/{made['id']}/renewal").status_code == 404
    assert client.get("/api/v1/invitations").json()["items"] == []


def test_a_wrong_address_is_refused(api, ada):
    answer = api(ada).post("/api/v1/invitations", {"name": "Max", "email": "no address"}, content_type=JSON)
    assert (answer.status_code, list(answer.json()["error"]["fields"])) == (422, ["email"])


def test_an_absence_is_entered_changed_and_removed_and_its_note_is_not_for_all(api, ben, gil, lea):
    client = api(ben)
    made = client.post("/api/v1/absences", DAYS, content_type=JSON).json()
    assert (made["person"], made["note"]) == (ben.pk, "Skiing")
    notes = [api(one).get("/api/v1/absences").json()["items"][0]["note"] for one in (gil, lea)]
    assert notes == ["", "Skiing"]
    changed = client.put(f"/api/v1/absences/{made['id']}", DAYS | {"last_on": "2026-12-05"}, content_type=JSON).json()
    assert changed["last_on"] == "2026-12-05"
    assert client.get("/api/v1/absences?since=2026-12-06").json()["items"] == []
    assert (
        client.put(f"/api/v1/absences/{made['id']}", DAYS | {"last_on": "2026-11-05"}, content_type=JSON).status_code
        == 422
    )
    assert (
        client.put(f"/api/v1/absences/{made['id']}", DAYS | {"last_on": "2028-11-05"}, content_type=JSON).status_code
        == 422
    )
    assert client.delete(f"/api/v1/absences/{made['id']}").status_code == 204


def test_holidays_are_added_and_removed(api, ada):
    client = api(ada)
    days = {"days": [{"day": "2026-12-25", "name": "Christmas"}, {"day": "2027-01-01", "name": "New Year"}]}
    made = client.post("/api/v1/holidays", days, content_type=JSON).json()
    assert [one["day"] for one in made] == ["2026-12-25", "2027-01-01"]
    assert client.delete(f"/api/v1/holidays/{made[0]['id']}").status_code == 204
    assert [one["name"] for one in client.get("/api/v1/holidays").json()["items"]] == ["New Year"]


def test_the_last_owner_and_a_missing_successor_are_said(api, ada, ben):
    client = api(ada)
    alone = client.delete(f"/api/v1/people/{ada.pk}")
    assert (alone.status_code, alone.json()["error"]["code"]) == (409, "last-owner")
    nobody = client.delete(f"/api/v1/people/{ben.pk}?tasks=hand")
    assert (nobody.status_code, list(nobody.json()["error"]["fields"])) == (422, ["to"])
    assert client.delete(f"/api/v1/people/{ben.pk}?tasks=hand&to={ada.pk}").status_code == 204
    assert client.get(f"/api/v1/people/{ben.pk}").status_code == 404


def test_the_workspace_is_changed_in_parts(api, ada):
    client = api(ada)
    assert (
        client.patch("/api/v1/workspace", {"time_zone": "Asia/Tokyo"}, content_type=JSON).json()["name"] == "Northwind"
    )
    assert client.get("/api/v1/workspace").json()["time_zone"] == "Asia/Tokyo"


@pytest.mark.parametrize("path", ["people", "absences", "holidays", "invitations"])
def test_what_belongs_to_another_workspace_does_not_exist(api, ada, ben, cy, path):
    client = api(cy)
    made = {
        "people": ben.pk,
        "absences": api(ben).post("/api/v1/absences", DAYS, content_type=JSON).json()["id"],
        "holidays": Holiday.objects.create(workspace=ada.workspace, day="2026-12-25", name="Christmas").pk,
        "invitations": Invitation.make(name="Max", role="member", by=ada)[0].pk,
    }
    foreign = client.delete(f"/api/v1/{path}/{made[path]}")
    missing = client.delete(f"/api/v1/{path}/999999")
    assert (foreign.status_code, foreign.content) == (404, missing.content)
