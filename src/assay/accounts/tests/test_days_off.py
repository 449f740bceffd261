"""Absences and holidays on their pages, and who may enter them."""

from datetime import date, timedelta
from typing import Any

import pytest

from assay.accounts.models import Absence, Holiday
from assay.accounts.models.absence import WrongDays
from assay.accounts.models.person import RoleRefused
from assay.activity.models import Event
from assay.kit.clock import now

DAYS = {"first_on": "2026-12-01", "last_on": "2026-12-04", "note": "Skiing"}


def enter(person, *, by=None, **facts):
    days: dict[str, Any] = {"first_on": date(2026, 12, 1), "last_on": date(2026, 12, 4), "note": "Skiing"} | facts
    return Absence.enter(person, **days, by=by or person)


def test_one_enters_changes_and_removes_ones_own_absence(ben, ben_client):
    assert ben_client.post("/absences/", DAYS).headers["Location"] == "/absences/"
    absence = Absence.objects.get()
    assert "Skiing" in ben_client.get("/absences/").content.decode()
    assert ben_client.post(f"/absences/{absence.pk}", DAYS | {"last_on": "2026-12-05"}).status_code == 303
    assert ben_client.post(f"/absences/{absence.pk}/removal").status_code == 303
    kinds = [kind for kind in Event.objects.order_by("pk").values_list("kind", flat=True) if "absence" in kind]
    assert kinds == ["absence.entered", "absence.changed", "absence.removed"]


def test_leads_and_owners_enter_absences_of_others(ben, lea_client):
    assert lea_client.post(f"/people/{ben.pk}/absences", DAYS).headers["Location"] == f"/people/{ben.pk}/absences"
    assert Absence.objects.get().person == ben


@pytest.mark.parametrize("who", ["ben", "gil"])
def test_others_do_not(request, ada, who):
    absence, client = enter(ada), request.getfixturevalue(f"{who}_client")
    for path in (f"/people/{ada.pk}/absences", f"/absences/{absence.pk}", f"/absences/{absence.pk}/removal"):
        assert client.post(path, DAYS).status_code == 403
    with pytest.raises(RoleRefused):
        enter(ada, by=request.getfixturevalue(who))
    assert Absence.objects.count() == 1


def test_the_note_is_not_for_everybody(ben, gil_client, lea_client):
    enter(ben)
    assert "Skiing" not in gil_client.get(f"/people/{ben.pk}").content.decode()
    assert "Skiing" in lea_client.get(f"/people/{ben.pk}/absences").content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"first_on": ""},
        {"first_on": "1.12.2026"},
        {"last_on": "2026-11-30"},
        {"last_on": "2028-12-01"},
        {"first_on": "1999-12-31"},
        {"note": "x" * 201},
    ],
)
def test_wrong_days_are_said_at_their_field(ben_client, wrong):
    answer = ben_client.post("/absences/", DAYS | wrong)
    assert answer.status_code == 422
    assert b"field__error" in answer.content
    assert not Absence.objects.exists()


def test_an_absence_of_more_than_a_year_is_refused_by_the_verb(ben):
    with pytest.raises(WrongDays):
        enter(ben, last_on=date(2027, 12, 2))
    assert enter(ben, last_on=date(2027, 12, 1))


def test_absences_of_another_workspace_do_not_exist(ben, cy_client):
    absence = enter(ben)
    for path in ("", "/removal"):
        foreign, missing = cy_client.post(f"/absences/{absence.pk}{path}"), cy_client.post(f"/absences/999999{path}")
        assert (foreign.status_code, foreign.content) == (404, missing.content)
    assert cy_client.get(f"/people/{ben.pk}/absences").status_code == 404


def test_the_people_page_says_who_is_away_and_who_will_be(ada_client, ben, lea):
    today = now().date()
    enter(ben, first_on=today, last_on=today + timedelta(days=3))
    enter(lea, first_on=today + timedelta(days=20), last_on=today + timedelta(days=21))
    lea.edit(name=lea.name, discipline="", hue=1, working_days=[1, 3, 5])
    page = ada_client.get("/people/").content.decode()
    assert "away until" in page
    assert "away from" in page
    assert "works Mon, Wed, Fri" in page


def test_the_people_page_asks_the_same_however_many_there_are(
    ada, ada_client, ben, kite, django_assert_max_num_queries
):
    for number in range(12):
        person = type(ada).join(ada.workspace, name=f"P{number}", role="member")
        enter(person, first_on=now().date(), last_on=now().date() + timedelta(days=1), by=ada)
    with django_assert_max_num_queries(15):
        assert ada_client.get("/people/").status_code == 200


def test_holidays_are_pasted_line_by_line(lea_client, lea):
    lines = "2026-12-25 Christmas\n\n  2027-01-01\tNew Year \r\n2026-12-25 Christmas Day"
    assert lea_client.post("/workspace/calendar", {"lines": lines}).status_code == 303
    assert list(Holiday.objects.in_order().values_list("day", "name")) == [
        (date(2026, 12, 25), "Christmas Day"),
        (date(2027, 1, 1), "New Year"),
    ]
    lea_client.post("/workspace/calendar", {"lines": "2026-12-25 Christmas"})
    assert Holiday.objects.count() == 2
    told = [event.data["days"] for event in Event.objects.filter(kind="holidays.added").order_by("pk")]
    assert told[1] == [["2026-12-25", "Christmas"]]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("", "field__error"),
        ("Christmas", "Line 1: Christmas is no date"),
        ("2026-12-25 Christmas\n26.12.2026 Boxing Day", "Line 2: 26.12.2026 is no date"),
        ("2026-02-30 Odd", "Line 1"),
        ("1999-12-31 Old", "between 2000 and 2100"),
        ("2026-12-25", "write a name"),
        ("2026-12-25 " + "x" * 81, "write a name"),
    ],
)
def test_a_line_that_does_not_fit_is_named_and_none_is_kept(ada_client, lines, said):
    answer = ada_client.post("/workspace/calendar", {"lines": lines})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Holiday.objects.exists()


def test_a_holiday_becomes_a_working_day_again(ada, ada_client, cy_client, ben_client):
    Holiday.add({date(2026, 12, 25): "Christmas"}, by=ada)
    path = f"/workspace/calendar/{Holiday.objects.get().pk}/removal"
    assert cy_client.post(path).status_code == 404
    assert ben_client.post(path).status_code == 403
    assert ada_client.post(path).status_code == 303
    assert not Holiday.objects.exists()


def test_members_read_the_calendar_and_change_nothing(ben_client, ada):
    Holiday.add({date(2026, 12, 25): "Christmas"}, by=ada)
    page = ben_client.get("/workspace/calendar").content.decode()
    assert "Christmas" in page
    assert "Add days" not in page
    assert ben_client.post("/workspace/calendar", {"lines": "2026-12-26 Boxing Day"}).status_code == 403


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"time_zone": "Europe/Lisbon", "working_days": ["1", "2"]}, 303),
        ({"time_zone": "Europe/Nowhere"}, 422),
        ({"time_zone": "../etc/passwd"}, 422),
        ({"working_days": []}, 422),
        ({"working_days": ["8"]}, 422),
    ],
)
def test_the_profile_takes_zones_and_days_that_exist(ben, ben_client, change, status):
    said = {"name": "Ben", "discipline": "", "hue": "1", "working_days": ["1"], "time_zone": ""} | change
    assert ben_client.post("/profile/", said).status_code == status
    ben.refresh_from_db()
    assert (ben.time_zone == "Europe/Lisbon") == (status == 303)


def test_times_are_shown_in_the_zone_the_person_chose(ben, ben_client):
    ben.edit(name=ben.name, discipline="", hue=1, time_zone="Asia/Kathmandu")
    ben_client.cookies["zone"] = "Europe/Lisbon"
    assert b"+05:45" in ben_client.get("/people/").content
