import json

import pytest
from django.test import RequestFactory

from assay.web import views
from assay.web.context import Shell, shell

ask = RequestFactory()


@pytest.mark.parametrize(
    ("view", "name", "value"), [(views.theme, "theme", "dark"), (views.density, "density", "compact")]
)
def test_a_choice_is_kept_in_a_cookie(view, name: str, value: str) -> None:
    response = view(ask.post("/x", {name: value, "next": "/projects/"}))
    assert response.cookies[name].value == value
    assert response.headers["Location"] == "/projects/"


def test_the_page_follows_a_new_density_without_loading() -> None:
    response = views.density(ask.post("/density", {"density": "compact"}, headers={"HX-Request": "true"}))
    assert (response.status_code, response.cookies["density"].value) == (204, "compact")
    assert json.loads(response.headers["HX-Trigger"]) == {"density": {"value": "compact", "next": "comfortable"}}


def test_an_unknown_choice_is_refused() -> None:
    assert views.theme(ask.post("/theme", {"theme": "<script>"})).status_code == 422


def test_nobody_is_sent_to_another_site() -> None:
    response = views.theme(ask.post("/theme", {"theme": "dark", "next": "https://evil.example/"}))
    assert response.headers["Location"] == "/"


def test_a_forged_cookie_changes_nothing() -> None:
    request = ask.get("/x")
    request.COOKIES["theme"] = '"><script>'
    assert Shell(request).theme == "system"


def test_nobody_signed_in_means_no_places() -> None:
    context = shell(ask.get("/x"))
    assert context["person"] is None
    assert context["shell"].main_places == []


def test_the_style_page_shows_every_component() -> None:
    html = views.style(ask.get("/style")).content.decode()
    assert html.count('data-theme="dark"') == 1
    for name in (
        "btn--primary",
        "chip is-met",
        "gauge",
        "spark",
        "verdict__head",
        "toast",
        "blank",
        "figure",
    ):
        assert name in html
