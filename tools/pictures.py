"""Take the pictures of the documentation afresh: start the sample, let it train, photograph its pages.

`./run pictures` writes docs/pictures/*.png; look at them before you commit them.
"""

import os
import re
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Page, ViewportSize, sync_playwright

from chromium import CHROMIUM
from ground import ROOT
from static import collect

FOLDER = ROOT / "docs" / "pictures"
TRAINED = "all models are trained"
# Parts that a page fetches after itself are there by then, in milliseconds.
LATE_PARTS = 1500
SIZE = ViewportSize(width=1440, height=900)
PLACES = {
    "portfolio": "/",
    "board": "/projects/FM/board",
    "overview": "/projects/FM/",
    "experiment": "/tasks/FM-EXP-22",
    "failure": "/tasks/FM-EXP-23",
    "runs": "/projects/FM/runs",
    "stages": "/projects/MR/board",
    "plan": "/projects/FM/plan",
    "deliverables": "/projects/FM/deliverables/",
    "insights": "/projects/WP/insights",
    "forecast": "/projects/WP/forecast",
}


def main() -> int:
    FOLDER.mkdir(exist_ok=True)
    collect()
    with tempfile.TemporaryDirectory() as data, _sample(data) as links, sync_playwright() as player:
        browser = player.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu"])
        for theme in ("light", "dark"):
            page = browser.new_page(viewport=SIZE, color_scheme=theme)
            if theme == "light":
                _photograph_outside(page, links.reader)
                _enter(page, links.welcome)
                state = page.context.storage_state()
                _photograph_review(page, links.welcome.split("/welcome/")[0])
            else:
                page = browser.new_context(viewport=SIZE, color_scheme=theme, storage_state=state).new_page()
            _photograph(page, links.welcome.split("/welcome/")[0], "" if theme == "light" else "-dark")
    return 0


def _enter(page: Page, link: str) -> None:
    page.goto(link)
    page.get_by_role("button", name=re.compile("Enter")).click()
    page.wait_for_load_state("load")


def _photograph(page: Page, address: str, suffix: str) -> None:
    for name, place in PLACES.items():
        if suffix and name != "board":
            continue
        page.goto(address + place)
        _shoot(page, name + suffix)


def _photograph_review(page: Page, address: str) -> None:
    """The first stop of this week's review."""
    page.goto(address + "/review")
    page.get_by_role("button", name=re.compile("Begin")).click()
    page.wait_for_load_state("load")
    _shoot(page, "review")


def _shoot(page: Page, name: str) -> None:
    page.wait_for_function("document.fonts.ready")
    page.wait_for_timeout(LATE_PARTS)
    page.screenshot(path=FOLDER / f"{name}.png")
    print(f"docs/pictures/{name}.png", flush=True)


def _photograph_outside(page: Page, link: str) -> None:
    """What somebody without an account sees."""
    page.goto(link)
    _shoot(page, "stakeholder")


@dataclass
class Links:
    """The two ways in that the demo prints."""

    welcome: str = ""
    reader: str = ""


@contextmanager
def _sample(data: str) -> Iterator[Links]:
    """Run the demo until its models are trained; give the links it prints."""
    words = [sys.executable, "-m", "assay.cli", "demo", "--data", data, "--port", str(_free_port())]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("ASSAY_U", "ASSAY_DATA"))}
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=environment) as process:
        try:
            yield _links_once_trained(process)
        finally:
            process.terminate()


def _links_once_trained(process: "subprocess.Popen[str]") -> Links:
    links = Links()
    for line in process.stdout or ():
        print(line, end="", flush=True)
        if found := re.search(r"http\S+/welcome/\S+", line):
            links.welcome = found[0]
        if found := re.search(r"http\S+/s/\S+", line):
            links.reader = found[0]
        if TRAINED in line:
            return links
    raise SystemExit("The sample ended before its models were trained.")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main())
