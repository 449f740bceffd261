"""Whatever people or programs write is shown as text: it runs nothing and loads nothing from elsewhere."""

from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Error, Page
from tests.browser.hostile import FILES, SHORT, artifact_addresses, fill
from tests.browser.looking import NOTE_VIOLATIONS, Watch

from assay.runs.models import Run

# Pages on which the text must stand as it was written, so that the others prove something.
SHOWING = {"home", "board", "runs", "task", "run", "inbox", "people", "tokens"}
LOOK = """() => ({
  pwned: document.querySelectorAll("[data-pwned]").length,
  violations: window.violations ?? [],
  links: [...document.querySelectorAll("a[href], form[action], [formaction], iframe, object, embed, base")]
    .map((one) => one.href ?? one.action ?? one.formAction ?? one.src ?? one.data)
    .filter((href) => typeof href === "string" && /^\\s*(javascript|data|vbscript):/i.test(href)),
  handlers: [...document.querySelectorAll("*")].flatMap((one) => [...one.attributes])
    .filter((one) => /^on/i.test(one.name)).map((one) => one.name),
  htmx: [...document.querySelectorAll(".prose *")].flatMap((one) => one.getAttributeNames())
    .filter((name) => /^(data-)?hx-/.test(name)),
  counted: document.body.innerText.includes("49 {%"),
})"""


@pytest.fixture
def pages(ada: Any) -> dict[str, str]:
    return fill(ada)


def test_no_text_runs_and_nothing_is_loaded_from_elsewhere(ada_page: Page, served: str, pages: dict[str, str]) -> None:
    own, found = urlsplit(served).netloc, {}
    ada_page.add_init_script(NOTE_VIOLATIONS)
    ada_page.on("dialog", lambda dialog: dialog.dismiss())
    watch = Watch(ada_page)
    for name, address in pages.items():
        watch.hosts.clear()
        response = ada_page.goto(served + address)
        assert response is not None
        seen = ada_page.evaluate(LOOK)
        wrong = {what: value for what, value in seen.items() if value}
        hosts = set(+watch.hosts) - {own, ""}
        if name in SHOWING and SHORT not in ada_page.locator("body").inner_text():
            wrong["the text itself is not shown"] = True
        if wrong or hosts or response.status != 200:
            found[name] = (response.status, wrong, hosts)
    assert found == {}


def test_files_of_a_run_are_opened_by_nothing_that_could_run_them(
    ada_page: Page, served: str, pages: dict[str, str]
) -> None:
    uid = Run.objects.order_by("pk")[0].uid
    addresses = artifact_addresses(uid)
    assert len(addresses) == len(FILES)
    for address in addresses:
        if address.endswith(".png"):
            ada_page.goto(served + address)
            assert ada_page.locator("[data-pwned]").count() == 0
            continue
        with ada_page.expect_download() as saved, pytest.raises(Error, match="Download is starting"):
            ada_page.goto(served + address)
        assert saved.value.failure() is None


def test_a_preview_in_a_dialog_runs_nothing(ada_page: Page, served: str, pages: dict[str, str]) -> None:
    ada_page.goto(served + pages["run"])
    for name in ("notes.md", "data.json", "table.csv"):
        ada_page.get_by_role("link", name=name, exact=True).click()
        ada_page.get_by_role("dialog").get_by_role("heading", name=name).wait_for()
        assert ada_page.locator("[data-pwned]").count() == 0
        ada_page.keyboard.press("Escape")
