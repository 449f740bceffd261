"""The pages say everything there is: each setting, command, event, operation, endpoint and form of a criterion."""

import argparse
import re
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver

from assay.activity.happenings import kinds
from assay.cli.main import _parser as command_line
from assay.config.api import api
from assay.mlflow import urls as mlflow_urls

ROOT = Path(__file__).parent.parent
PAGES = [*sorted((ROOT / "docs").glob("**/*.md")), *sorted(ROOT.glob("*.md"))]
SETTING = re.compile(r"\"(ASSAY_[A-Z0-9_]+|DATABASE_URL)\"")
# Handed from one of our own processes to the next; nobody sets them.
OWN = {"ASSAY_FIRST_LINK", "ASSAY_READER_LINK"}
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s#]+)(?:#([^)\s]*))?\)")


@cache
def text_of(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


@cache
def headings(page: str) -> frozenset[str]:
    found = re.findall(r"^#+ +(.+?) *$", text_of(page), re.MULTILINE)
    return frozenset(heading.replace("`", "") for heading in found)


def settings() -> list[str]:
    code = [path.read_text() for path in (ROOT / "src/assay").glob("**/*.py") if "tests" not in path.parts]
    return sorted({name for text in code for name in SETTING.findall(text)} - OWN)


@pytest.mark.parametrize("name", settings())
def test_every_setting_has_a_heading(name: str) -> None:
    assert name in headings("docs/settings.md")


def test_every_heading_of_the_settings_is_one() -> None:
    named = {heading for heading in headings("docs/settings.md") if heading.isupper()}
    assert named - set(settings()) == set()


def commands(parser: argparse.ArgumentParser) -> Iterator[str]:
    """Name the commands without further ones below them, as one types them."""
    below = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    if not below:
        yield parser.prog
    for action in below:
        for one in action.choices.values():
            yield from commands(one)


@pytest.mark.parametrize("command", list(commands(command_line())))
def test_every_command_has_a_heading(command: str) -> None:
    assert command in headings("docs/commands.md")


@pytest.mark.parametrize("command", re.findall(r"^ +\./run (\w+)", (ROOT / "run").read_text(), re.MULTILINE))
def test_every_word_of_the_script_has_a_heading(command: str) -> None:
    assert f"run {command}" in headings("docs/commands.md")


@pytest.mark.parametrize("kind", sorted(kinds()))
def test_every_event_has_a_heading_and_names_its_data(kind: str) -> None:
    entry = re.search(rf"^### {re.escape(kind)}\n(.*?)(?=^#|\Z)", text_of("docs/events.md"), re.DOTALL | re.MULTILINE)
    assert entry, f"docs/events.md has no heading {kind}"
    assert [field.name for field in fields(kinds()[kind]) if f"`{field.name}`" not in entry[1]] == []


def test_every_heading_of_the_events_is_one() -> None:
    named = {heading for heading in headings("docs/events.md") if "." in heading}
    assert named - set(kinds()) == set()


def operations() -> list[str]:
    described = api.get_openapi_schema()["paths"]
    return sorted(
        f"{method.upper()} {path.removeprefix('/api/v1')}" for path, found in described.items() for method in found
    )


@pytest.mark.parametrize("operation", operations())
def test_every_operation_of_the_api_is_named(operation: str) -> None:
    assert f"`{operation}`" in text_of("docs/api.md") or operation in headings("docs/api.md")


def endpoints() -> list[str]:
    """Name what the tracking protocol serves, without its prefix; the copy below /ajax-api is the same."""
    first = next(one for one in mlflow_urls.urlpatterns if isinstance(one, URLResolver))
    routes = [str(one.pattern) for one in first.url_patterns if isinstance(one, URLPattern)]
    served = [route for route in routes if not route.startswith("^")]
    return sorted(re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", re.sub(r"^2\.0/mlflow/", "", route)) for route in served)


@pytest.mark.parametrize("endpoint", endpoints())
def test_every_endpoint_of_the_protocol_has_a_heading(endpoint: str) -> None:
    assert [heading for heading in headings("docs/mlflow.md") if endpoint in heading.split()]


def links() -> list[tuple[str, str]]:
    found = [(page, target) for page in PAGES for target, _part in LINK.findall(page.read_text())]
    return [(str(page.relative_to(ROOT)), target) for page, target in found if "://" not in target]


@pytest.mark.parametrize(("page", "target"), sorted(set(links())))
def test_every_link_and_picture_leads_somewhere(page: str, target: str) -> None:
    assert ((ROOT / page).parent / target).exists()


def test_no_page_is_out_of_reach_of_the_readme() -> None:
    reached, waiting = set[Path](), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop().resolve()
        if page in reached or not page.exists():
            continue
        reached.add(page)
        targets = [page.parent / target for target, _part in LINK.findall(page.read_text()) if "://" not in target]
        waiting += [one for target in targets for one in (sorted(target.glob("*.md")) if target.is_dir() else [target])]
        waiting = [one for one in waiting if one.suffix == ".md"]
    assert [str(page.relative_to(ROOT)) for page in PAGES if page.resolve() not in reached] == []
