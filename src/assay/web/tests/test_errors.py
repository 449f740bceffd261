import json

import pytest
from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.test import RequestFactory

from assay.web import views
from assay.web.messages import answer, toast
from assay.web.middleware import busy_database, explained_405, is_readable, reader_zone

ask = RequestFactory()


def plain(request: HttpRequest) -> HttpResponse:
    return HttpResponse("fine")


def test_a_missing_and_a_foreign_page_are_the_same_bytes() -> None:
    one = views.not_found(ask.get("/tasks/ML-1"), Exception("foreign"))
    other = views.not_found(ask.get("/tasks/ML-999999"), Exception("missing"))
    assert one.content == other.content
    assert one.status_code == 404


@pytest.mark.parametrize("status", [400, 403, 404, 405, 409, 413, 422, 429, 500, 503])
def test_every_error_page_says_what_to_do_next(status: int) -> None:
    from assay.web.errors import PROBLEMS, problem

    response = problem(ask.get("/x"), status)
    assert response.status_code == status
    assert str(PROBLEMS[status].advice) in response.content.decode()
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert "<script" not in response.content.decode()


def test_htmx_gets_a_toast_and_keeps_its_page() -> None:
    response = views.forbidden(ask.get("/x", headers={"HX-Request": "true"}), Exception("Only leads may."))
    assert response.headers["HX-Reswap"] == "none"
    assert "Only leads may." in json.loads(response.headers["HX-Trigger"])["toast"]["text"]


def test_programs_get_json_in_the_shape_of_their_protocol() -> None:
    rest = json.loads(views.server_error(ask.get("/api/v1/tasks")).content)
    tracking = json.loads(views.server_error(ask.get("/api/2.0/mlflow/runs/get")).content)
    assert rest["error"]["code"] == "internal-error"
    assert tracking["error_code"] == "INTERNAL_ERROR"


def test_a_message_cannot_bring_html() -> None:
    response = views.forbidden(ask.get("/x"), Exception("<b>no</b>"))
    assert b"<b>no" not in response.content


def test_too_much_at_once_is_413() -> None:
    assert views.bad_request(ask.get("/x"), RequestDataTooBig()).status_code == 413


@pytest.mark.parametrize("words", ["database is locked", "could not serialize access", "deadlock detected"])
def test_a_busy_database_is_503_with_retry_after(words: str) -> None:
    response = busy_database(plain).process_exception(ask.get("/x"), OperationalError(words))
    assert response is not None
    assert (response.status_code, response.headers["Retry-After"]) == (503, "1")


def test_another_fault_of_the_database_is_not_hidden() -> None:
    assert busy_database(plain).process_exception(ask.get("/x"), OperationalError("no such table")) is None


def test_a_fault_of_the_middleware_is_met_by_the_500_page() -> None:
    try:
        raise OperationalError("database is locked")  # noqa: TRY301
    except OperationalError:
        assert views.server_error(ask.get("/x")).status_code == 503


@pytest.mark.parametrize(
    "request_",
    [
        ask.get("/x?q=%00"),
        ask.get("/x?q=%ff%fe"),
        ask.get("/x%00"),
        ask.post("/x", {"title": "a\0b"}),
        ask.post("/x", "title=%ff", content_type="application/x-www-form-urlencoded"),
    ],
)
def test_unreadable_text_is_400(request_: HttpRequest) -> None:
    response = busy_database(plain).process_view(request_)
    assert response is not None
    assert response.status_code == 400


def test_letters_of_all_alphabets_are_readable() -> None:
    assert is_readable(ask.get("/x", {"q": "Лучшая модель 模型 🙂"}))
    assert is_readable(ask.post("/x", {"title": "Лучшая модель"}))


def test_times_are_in_the_zone_of_the_reader() -> None:
    from django.utils import timezone

    def zone(request: HttpRequest) -> HttpResponse:
        return HttpResponse(timezone.get_current_timezone_name())

    for cookie, expected in [("Europe/Lisbon", "Europe/Lisbon"), ("../../etc/passwd", "UTC"), ("", "UTC")]:
        request = ask.get("/x")
        request.COOKIES["zone"] = cookie
        assert reader_zone(zone)(request).content.decode() == expected


def test_toasts_keep_letters_that_headers_cannot_hold() -> None:
    response = toast(HttpResponse(), "Перенесено", undo="/undo")
    assert response.headers["HX-Trigger"].isascii()
    assert json.loads(response.headers["HX-Trigger"])["toast"]["text"] == "Перенесено"


def test_a_plain_form_is_redirected_and_htmx_gets_the_header() -> None:
    assert answer(ask.post("/x"), redirect="/y").status_code == 303
    response = answer(ask.post("/x", headers={"HX-Request": "true"}), redirect="/y")
    assert response.headers["HX-Redirect"] == "/y"


def test_opening_an_address_that_only_takes_forms_shows_a_page() -> None:
    def refuses(_request: HttpRequest) -> HttpResponse:
        return HttpResponseNotAllowed(["POST"])

    response = explained_405(refuses)(ask.get("/tasks/KITE-1/conclusion"))
    assert response.status_code == 405
    assert response.headers["Allow"] == "POST"
    assert b"<h1" in response.content
