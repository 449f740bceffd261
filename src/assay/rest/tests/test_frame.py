"""The frame of the API: doors, shapes, strictness. Operations of accounts stand in for all."""

import json
from datetime import timedelta

import pytest

TOKENS = "/api/v1/tokens"


def error_of(answer):
    body = answer.json()
    assert set(body) == {"error"}
    assert set(body["error"]) == {"code", "message", "fields"}
    return body["error"]


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer x", "Basic YTpi", "Bearer assay_wrong", "Bearer \u00e9"])
def test_without_a_valid_token_there_is_one_answer(anonymous, db, header):
    answer = anonymous.get("/api/v1/me", headers={"Authorization": header})
    assert (answer.status_code, error_of(answer)["code"]) == (401, "no-token")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_an_expired_token_is_no_token(api, ada, clock_of_tokens):
    client = api(ada)
    clock_of_tokens(timedelta(days=-1))
    assert client.get("/api/v1/me").status_code == 401


@pytest.fixture
def clock_of_tokens(ada):
    """Let all tokens end so long from now."""
    from assay.accounts.models import Token
    from assay.kit.clock import now

    return lambda ahead: Token.objects.update(expires_at=now() + ahead)


def test_a_session_opens_no_door_of_the_api(ada_client):
    assert ada_client.get("/api/v1/me").status_code == 401


def test_a_token_in_the_address_opens_nothing(anonymous, ada_token):
    assert anonymous.get(f"/api/v1/me?token={ada_token}").status_code == 401


def test_a_reading_token_reads_and_is_told_why_it_cannot_write(api, ada):
    client = api(ada, scope="read")
    assert client.get("/api/v1/me").status_code == 200
    answer = client.post(TOKENS, {"name": "x"}, content_type="application/json")
    assert (answer.status_code, error_of(answer)["code"]) == (403, "read-only-token")


@pytest.mark.parametrize("path", ["/api/v1/", "/api/v1/nothing", "/api/v1/me/", "/api/v1/docs", "/api/v1/%00"])
def test_an_unknown_address_has_the_same_shape(api, ada, path):
    assert api(ada).get(path).status_code in (400, 404)


def test_an_unknown_address_says_not_found(api, ada):
    assert error_of(api(ada).post("/api/v1/nothing"))["code"] == "not-found"


def test_a_wrong_method_says_which_are_right(api, ada):
    answer = api(ada).put("/api/v1/me")
    assert (answer.status_code, error_of(answer)["code"]) == (405, "method-not-allowed")
    assert "GET" in answer.headers["Allow"]


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"\xff\xfe",
        b'{"name": NaN}',
        b'{"name": 1e999}',
        b'{"name": 9223372036854775808}',
        b'{"name": "a\\u0000b"}',
        b'{"name": "\\ud800"}',
        b'{"a\\u0000": 1}',
        b"[" * 100_000,
        b"[" * 60 + b"]" * 60,
        b"9" * 5000,
    ],
)
def test_a_body_that_cannot_be_kept_is_refused(api, ada, body):
    answer = api(ada).post(TOKENS, body, content_type="application/json")
    assert (answer.status_code, error_of(answer)["code"]) == (400, "bad-request")


def test_a_huge_body_is_refused(api, ada):
    body = json.dumps({"name": "x" * 2_000_001})
    answer = api(ada).post(TOKENS, body, content_type="application/json")
    assert (answer.status_code, error_of(answer)["code"]) == (413, "too-large")


@pytest.mark.parametrize("query", ["cursor=x", "cursor=99999999999999999999", "cursor=-1", "cursor=²"])
def test_an_invented_cursor_is_refused(api, ada, query):
    answer = api(ada).get(f"/api/v1/people?{query}")
    assert (answer.status_code, error_of(answer)["code"]) == (400, "bad-cursor")


@pytest.mark.parametrize("query", ["limit=0", "limit=201", "limit=1e9", "limit=x"])
def test_a_limit_out_of_bounds_is_refused_at_its_field(api, ada, query):
    answer = api(ada).get(f"/api/v1/people?{query}")
    assert (answer.status_code, list(error_of(answer)["fields"])) == (422, ["limit"])


def test_the_description_is_open_and_names_every_operation(anonymous, db):
    described = anonymous.get("/api/v1/openapi.json").json()
    assert {"/api/v1/me", "/api/v1/people", "/api/v1/tokens"} <= set(described["paths"])
    assert described["components"]["securitySchemes"]


def test_a_field_is_named_as_the_caller_wrote_it(api, ada):
    answer = api(ada).post(TOKENS, {"name": "x", "scope": "all"}, content_type="application/json")
    assert list(error_of(answer)["fields"]) == ["scope"]


@pytest.mark.parametrize("query", ["tasks?kind=x", "tasks?state=x", "tasks?assignee=x", "insights?kind=x"])
def test_no_field_is_named_by_a_type_or_a_variable_of_ours(api, ada, query):
    fields = error_of(api(ada).get(f"/api/v1/{query}"))["fields"]
    assert list(fields) == [query.split("?")[1].split("=")[0]]
