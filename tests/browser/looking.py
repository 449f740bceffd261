"""What is wrong with an open page, in words: for the sweep over all pages and for hostile texts."""

import re
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request, Response

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
# Left over when a page is left: its live stream and what it preloads.
ABORTED = "net::ERR_ABORTED"
NOTE_VIOLATIONS = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`);
});
"""
MEASURE = """() => {
  const root = document.scrollingElement;
  const text = (found) => (found ? found.innerText.trim() : "");
  const wide = [...document.querySelectorAll("body *")].filter((one) => {
    const box = one.getBoundingClientRect();
    return box.right > root.clientWidth + 1 && box.width > 0 && !one.closest(".table__scroll > *, .board, pre > *");
  });
  // A quote that shows nothing stands there as it was written, in braces.
  const faults = [...document.querySelectorAll(".quote__fault")];
  for (const one of faults) one.style.visibility = "hidden";
  const body = text(document.querySelector("main"));
  for (const one of faults) one.style.visibility = "";
  return {
    overflow: root.scrollWidth - root.clientWidth,
    widest: wide.slice(0, 3).map((one) => one.outerHTML.slice(0, 100)),
    heading: text(document.querySelector("h1")),
    body,
    title: document.title,
    violations: window.violations ?? [],
    unfinished: [...document.images].filter((one) => one.complete && !one.naturalWidth).map((one) => one.src),
  };
}"""
# Colours fade into each other for a moment after a change of theme, and letters come late. A busy browser may draw no
# frame and end no animation of a page that changes its size; nothing here lasts longer than the wait for them.
SETTLED = """async () => {
  const settled = async () => {
    await document.fonts.ready;
    await new Promise(requestAnimationFrame);
    const moving = document.getAnimations().filter((one) => one.effect.getTiming().iterations !== Infinity);
    await Promise.allSettled(moving.map((one) => one.finished));
  };
  await Promise.race([settled(), new Promise((done) => setTimeout(done, 3000))]);
}"""
LEFT_OVER = re.compile(r"%\(\w+\)[sd]|\{\{|\{%|\bundefined\b|\[object Object\]")


class Watch:
    """Notes what goes wrong on a page from its opening on."""

    def __init__(self, page: Page, *, status: int = 200) -> None:
        self.heard: list[str] = []
        # How many requests went to each host; those that the policy stopped never left the browser.
        self.hosts: Counter[str] = Counter()
        self._page = page
        self._status = status
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.heard.append(f"script error: {error}"))
        page.on("request", lambda request: self.hosts.update([urlsplit(request.url).netloc]))
        page.on("requestfailed", self._failed)
        page.on("response", self._answered)

    def _console(self, message: ConsoleMessage) -> None:
        is_page_itself = self._status >= 400 and message.location.get("url") == self._page.url
        if message.type in {"error", "warning"} and not is_page_itself:
            self.heard.append(f"console {message.type}: {message.text}")

    def _failed(self, request: Request) -> None:
        if request.failure == "csp":
            self.hosts.subtract([urlsplit(request.url).netloc])
        if ABORTED not in (request.failure or ""):
            self.heard.append(f"request failed: {request.url}: {request.failure}")

    def _answered(self, response: Response) -> None:
        expected = self._status if response.url == self._page.url or response.request.is_navigation_request() else 200
        if response.status >= 400 and response.status != expected:
            self.heard.append(f"{response.status} for {response.request.method} {response.url}")


def problems_of(page: Page, watch: Watch) -> list[str]:
    """Return what is wrong with the looks and the sound of the open page."""
    page.evaluate(SETTLED)
    seen: dict[str, Any] = page.evaluate(MEASURE)
    found = watch.heard
    watch.heard = []
    if seen["overflow"] > 0:
        found.append(f"{seen['overflow']} px wider than the screen: {seen['widest']}")
    found += [f"refused by the content policy: {one}" for one in seen["violations"]]
    found += [f"the picture {one} is broken" for one in seen["unfinished"]]
    if not seen["heading"]:
        found.append("no h1")
    if len(seen["body"]) < 20:
        found.append(f"an empty page: {seen['body']!r}")
    if not seen["title"].removesuffix("· Assay").strip():
        found.append("no title")
    found += [f"left over in the text: {one}" for one in LEFT_OVER.findall(seen["body"])]
    return found


def grave_findings(page: Page) -> list[str]:
    """Return axe-core's serious and critical findings on the open page, in words."""
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE.read_text())
    found: list[dict[str, Any]] = page.evaluate("axe.run({resultTypes: ['violations']}).then(done => done.violations)")
    grave = [one for one in found if one["impact"] in {"serious", "critical"}]
    return [f"{one['id']}: {one['help']}: {[node['html'] for node in one['nodes'][:5]]}" for one in grave]
