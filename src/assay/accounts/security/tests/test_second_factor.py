"""The second factor: asked for at sign-in, set up by who confirms, taken away by an owner, required by a rule."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from assay.accounts.models import Door, Person
from assay.accounts.models.person import RoleRefused
from assay.accounts.security.second_factor import (
    has_second_factor,
    make_second_factor_optional,
    require_second_factor,
    reset_second_factor,
)
from assay.accounts.security.tests.codes import code_of, confirm, first_of, give_app, password_of
from assay.activity.models import Event

STEP = "/accounts/second-factor"


def test_the_password_alone_lets_nobody_in_who_has_an_app(ben, ben_app, sign_in):
    client, answer = sign_in(ben)
    assert answer.headers["Location"] == STEP
    assert client.get("/people/").status_code == 302
    assert b"One more step" in client.get(STEP).content


def test_the_code_of_the_app_lets_in(ben, ben_app, sign_in):
    client, _answer = sign_in(ben)
    assert client.post(STEP, {"code": code_of(ben_app)}).headers["Location"] == "/"
    assert client.get("/people/").status_code == 200


def test_a_code_opens_once(ben, ben_app, sign_in):
    code = code_of(ben_app)
    first, second = sign_in(ben)[0], sign_in(ben)[0]
    assert first.post(STEP, {"code": code}).status_code == 302
    assert second.post(STEP, {"code": code}).status_code == 422


def test_a_recovery_code_opens_once(ben, ben_codes, sign_in):
    first, second = sign_in(ben)[0], sign_in(ben)[0]
    assert first.post(STEP, {"code": ben_codes[0]}).status_code == 302
    assert second.post(STEP, {"code": ben_codes[0]}).status_code == 422
    assert second.post(STEP, {"code": ben_codes[1]}).status_code == 302


def test_guessing_the_code_ends_after_five_tries(ben, ben_app, sign_in):
    client, _answer = sign_in(ben)
    for _ in range(5):
        assert client.post(STEP, {"code": "000000"}).status_code == 422
    refused = client.post(STEP, {"code": code_of(ben_app)})
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 300


@pytest.mark.parametrize(
    "credential",
    ["", "no json", "[]", "5", '"x"', "{}", '{"id": 1}', '{"response": []}', '{"response": {"userHandle": 7}}'],
)
@pytest.mark.parametrize("place", [STEP, "/accounts/passkey"])
def test_a_made_up_passkey_is_refused(ben, ben_app, sign_in, place, credential):
    client, _answer = sign_in(ben)
    client.get(place, headers={"Accept": "application/json"})
    assert client.post(place, {"credential": credential}).status_code in (302, 422)
    assert client.get("/people/").status_code == 302


def test_whoever_thinks_better_of_it_signs_in_as_somebody_else(ben, ben_app, sign_in):
    client, _answer = sign_in(ben)
    assert client.post(STEP, {"cancel": "yes"}).headers["Location"] == "/accounts/login/"
    assert client.get(STEP).headers["Location"] == "/accounts/login/"


def test_setting_up_an_app_asks_for_the_password_and_shows_codes_once(ben, sign_in):
    client, _answer = sign_in(ben)
    asked = client.get("/security/app")
    assert asked.headers["Location"] == "/security/confirmation?next=%2Fsecurity%2Fapp"
    confirm(client, password_of(ben), to="/security/app")
    page = client.get("/security/app").content.decode()
    secret = first_of(r'id="secret" readonly value="(\w+)"', page)
    assert "data:image/svg+xml;base64," in page
    assert client.post("/security/app", {"code": "000000"}).status_code == 422
    shown = client.post("/security/app", {"code": code_of(secret)})
    codes = first_of(r'<pre id="codes" tabindex="0">([\d\s]+)</pre>', shown.content.decode()).split()
    assert len(set(codes)) == 10
    assert "no-store" in shown.headers["Cache-Control"]
    assert codes[0] not in client.get("/security/").content.decode()
    assert Event.objects.filter(kind="second-factor.added", person=ben).exists()


def test_the_code_that_set_an_app_up_does_not_sign_in_as_well(ben, sign_in):
    client, _answer = sign_in(ben)
    confirm(client, password_of(ben), to="/security/app")
    secret = first_of(r'id="secret" readonly value="(\w+)"', client.get("/security/app").content.decode())
    code = code_of(secret)
    client.post("/security/app", {"code": code})
    again, _answer = sign_in(ben)
    assert again.post(STEP, {"code": code}).status_code == 422
    assert again.post(STEP, {"code": code_of(secret, step=1)}).status_code == 302


def test_the_wrong_password_confirms_nothing(ben, sign_in):
    client, _answer = sign_in(ben)
    assert client.post("/security/confirmation?next=/security/app", {"password": "no"}).status_code == 422
    assert client.get("/security/app").status_code == 302


def test_removing_the_app_asks_for_a_proof_and_goes_on_by_itself(ben, ben_app, sign_in):
    client, _answer = sign_in(ben)
    client.post(STEP, {"code": code_of(ben_app)})
    asked = client.post("/security/app/removal")
    assert asked.headers["Location"].startswith("/security/confirmation?")
    done = client.post(asked.headers["Location"], {"password": password_of(ben)})
    assert done.headers["Location"] == "/security/"
    assert not has_second_factor(ben.user)
    assert Event.objects.filter(kind="second-factor.removed").exists()


def test_new_codes_end_those_of_before(ben, ben_codes, sign_in):
    client, _answer = sign_in(ben)
    client.post(STEP, {"code": ben_codes[0]})
    confirm(client, password_of(ben))
    shown = client.post("/security/recovery-codes").content.decode()
    assert ben_codes[1] not in shown
    other, _answer = sign_in(ben)
    assert other.post(STEP, {"code": ben_codes[1]}).status_code == 422


def test_an_owner_takes_away_a_lost_factor(ada, ada_client, ben, ben_codes, sign_in):
    assert ada_client.post(f"/people/{ben.pk}/second-factor/removal").status_code == 303
    assert not Authenticator.objects.filter(user=ben.user).exists()
    assert sign_in(ben)[1].headers["Location"] == "/"
    assert Event.objects.get(kind="second-factor.reset").person == ada


@pytest.mark.parametrize("who", ["lea", "ben", "gil"])
def test_nobody_but_an_owner_takes_it_away(request, ben, ben_app, client_of, who):
    client = client_of(request.getfixturevalue(who))
    assert client.post(f"/people/{ben.pk}/second-factor/removal").status_code == 403
    assert has_second_factor(ben.user)


def test_an_outsider_cannot_tell_whose_factor_there_is(ben, ben_app, cy_client):
    assert cy_client.post(f"/people/{ben.pk}/second-factor/removal").status_code == 404


def test_a_factor_that_guards_another_workspace_stays(ada, ben, ben_app, kestrel):
    Person.join(kestrel, name="Ben", role="member", user=ben.user)
    with pytest.raises(RoleRefused):
        reset_second_factor(ben, by=ada)


def test_an_owners_link_does_not_get_around_the_second_factor(ada, ben, ben_app, client):
    answer = client.post(f"/welcome/{ben.make_link(by=ada)}")
    assert answer.headers["Location"] == STEP
    assert client.get("/people/").status_code == 302
    assert Door.objects.get(person=ben).used_at
    assert client.post(STEP, {"code": code_of(ben_app)}).status_code == 302
    assert client.get("/people/").status_code == 200


def test_a_workspace_that_requires_it_leads_to_setting_it_up(ada, ada_client, ben, ben_client):
    require_second_factor(ada.workspace, by=ada)
    led = ben_client.get("/people/")
    assert led.headers["Location"] == "/security/"
    page = ben_client.get("/security/")
    assert b"asks everybody for a second factor" in page.content
    give_app(ben.user)
    assert ben_client.get("/people/").status_code == 200
    assert ben_client.get("/security/").status_code == 200


def test_the_rule_is_made_and_ended_by_an_owner(ada, ada_client, lea_client):
    assert lea_client.post("/workspace/sign-in", {"second_factor": "on"}).status_code == 403
    assert lea_client.get("/workspace/sign-in").status_code == 200
    assert ada_client.post("/workspace/sign-in", {"second_factor": "on"}).status_code == 303
    ada.workspace.refresh_from_db()
    assert ada.workspace.second_factor_required_at
    make_second_factor_optional(ada.workspace, by=ada)
    assert list(Event.objects.filter(kind__startswith="second-factor.").values_list("kind", flat=True)) == [
        "second-factor.required",
        "second-factor.made-optional",
    ]


def test_tokens_go_on_working_where_a_factor_is_required(ada, ben, api):
    require_second_factor(ada.workspace, by=ada)
    assert api(ben).get("/api/v1/me").status_code == 200


def test_the_challenge_of_a_passkey_is_given_to_scripts_only(anonymous):
    options = anonymous.get("/accounts/passkey", headers={"Accept": "application/json"}).json()["request_options"]
    assert options["publicKey"]["userVerification"] == "required"
    assert Client().get("/accounts/passkey").headers["Location"] == "/accounts/login/"
