"""Every page in both themes, on a desk and on a phone: it fits, it is readable for everybody, and nothing breaks."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.plugin import DjangoDbBlocker
from tests.browser.conftest import session_cookie
from tests.browser.looking import NOTE_VIOLATIONS, Watch, grave_findings, problems_of
from tests.browser.world import World, build
from tests.serving import Server


@dataclass(frozen=True)
class Place:
    """A page, by the name the world gave it or by its address; `who` looks at it, nobody if empty."""

    name: str
    path: str = ""
    who: str = "ada"
    status: int = 200


PLACES = [
    Place("home", "/"),
    Place("home of a member", "/", "ben"),
    Place("home of a guest", "/", "gil"),
    Place("home, empty", "/", "new"),
    Place("portfolio in groups", "/?group=phase&order=spent&lead=me"),
    Place("portfolio, nothing fits", "/?words=balloon"),
    Place("portfolio in time", "/portfolio/timeline"),
    Place("portfolio in time of a guest", "/portfolio/timeline", "gil"),
    Place("portfolio by people", "/portfolio/people"),
    Place("portfolio by people, of a guest", "/portfolio/people", "gil"),
    Place("portfolio, what was learned", "/portfolio/learned"),
    Place("search", "/search"),
    Place("hits of a search"),
    Place("library", "/library"),
    Place("filtered library"),
    Place("new project", "/projects/new"),
    Place("overview", "/projects/KITE/"),
    Place("overview of a guest", "/projects/KITE/", "gil"),
    Place("overview, empty", "/projects/EMPTY/"),
    Place("activity", "/projects/KITE/activity"),
    Place("activity, empty", "/projects/HUSH/activity"),
    Place("fact of a project", "/projects/KITE/facts/dates"),
    Place("lead of a project", "/projects/KITE/facts/lead"),
    Place("stakeholders", "/projects/KITE/stakeholders"),
    Place("stakeholders, none", "/projects/EMPTY/stakeholders"),
    Place("stakeholder"),
    Place("readiness", "/projects/KITE/readiness"),
    Place("readiness of a guest", "/projects/KITE/readiness", "gil"),
    Place("check"),
    Place("decisions", "/projects/KITE/decisions"),
    Place("decisions, none", "/projects/EMPTY/decisions"),
    Place("decision"),
    Place("revoked decision"),
    Place("project settings", "/projects/KITE/settings"),
    Place("private project settings", "/projects/HUSH/settings"),
    Place("imports", "/projects/KITE/imports"),
    Place("imports, none", "/projects/EMPTY/imports"),
    Place("import under way"),
    Place("results from a file", "/projects/KITE/imports/results"),
    Place("columns of a table"),
    Place("a history to upload", "/imports/changelogs"),
    Place("history of another tracker"),
    Place("exports", "/projects/KITE/exports"),
    Place("import that failed"),
    Place("plan"),
    Place("plan of a guest", "/projects/KITE/plan", "gil"),
    Place("plan that was superseded"),
    Place("draft of a plan"),
    Place("writing a plan"),
    Place("plan that nobody began"),
    Place("how long phases take", "/phases"),
    Place("how long phases take, empty", "/phases", "new"),
    Place("project workflow", "/projects/KITE/workflow"),
    Place("metrics", "/projects/KITE/metrics"),
    Place("metrics of a guest", "/projects/KITE/metrics", "gil"),
    Place("metrics, none", "/projects/EMPTY/metrics"),
    Place("column of the workflow"),
    Place("phase of the workflow"),
    Place("overview of a project that went back"),
    Place("phases in time"),
    Place("phases before anybody began"),
    Place("forecast"),
    Place("overview with a forecast"),
    Place("forecast that was asked"),
    Place("forecast that was asked wrongly", status=422),
    Place("forecast without an end"),
    Place("forecast too early"),
    Place("forecast of nothing"),
    Place("forecast of a phase"),
    Place("phase that was declared done twice"),
    Place("done phase that is worked on"),
    Place("phase as a guest", "/projects/KITE/phases", "gil"),
    Place("end of a phase"),
    Place("label of the workflow"),
    Place("save as a template", "/projects/KITE/template"),
    Place("connect a training", "/projects/EMPTY/connection"),
    Place("workflows", "/workspace/workflows"),
    Place("workflows, none of one's own", "/workspace/workflows", "new"),
    Place("workflow of Assay", "/workspace/workflows/seven-stages"),
    Place("template of the team"),
    Place("review"),
    Place("review, nothing waits", "/review", "new"),
    Place("stop at a project"),
    Place("stop at an experiment"),
    Place("stop at a deliverable"),
    Place("stop at a task"),
    Place("stop that was decided"),
    Place("stop that was settled"),
    Place("summary of a review"),
    Place("summary of a review of another lead", who="ben"),
    Place("finished review"),
    Place("board", "/projects/KITE/board"),
    Place("board of a guest", "/projects/KITE/board", "gil"),
    Place("board, mine", "/projects/KITE/board?mine=1"),
    Place("board by phase", "/projects/KITE/board?lanes=phase"),
    Place("board by discipline", "/projects/KITE/board?lanes=discipline&density=compact"),
    Place("board without lanes", "/projects/KITE/board?lanes=none&density=comfortable"),
    Place("board of all projects", "/board"),
    Place("board of all projects by project", "/board?lanes=project"),
    Place("board of all projects of a guest", "/board", "gil"),
    Place("task beside the board", "/projects/KITE/board?task=KITE-1"),
    Place("board, empty", "/projects/EMPTY/board"),
    Place("board, nothing fits", "/projects/KITE/board?kind=retraining&mine=1", "ben"),
    Place("new task", "/projects/KITE/tasks/new"),
    Place("task page"),
    Place("task move"),
    Place("task edit"),
    Place("task blocked"),
    Place("question of a second start"),
    Place("too much in progress"),
    Place("a task of nobody"),
    Place("a comment of ours"),
    Place("split"),
    Place("phase of a task", "/tasks/KITE-1/phase"),
    Place("templates of tasks", "/workspace/templates"),
    Place("templates of tasks, none of one's own", "/workspace/templates", "new"),
    Place("new template of tasks", "/workspace/templates/new?from=data"),
    Place("own template of tasks"),
    Place("new task from a template", "/projects/KITE/tasks/new?template=data"),
    Place("hand over"),
    Place("hand-off, offered"),
    Place("hand-off, asked-back"),
    Place("hand-off, accepted", who="ben"),
    Place("hand-off, withdrawn"),
    Place("hand-off answer"),
    Place("hand-off offer"),
    Place("hand-offs", "/handoffs"),
    Place("hand-offs, none", "/handoffs", "new"),
    Place("archived task"),
    Place("task in the trash"),
    Place("trash", "/projects/KITE/trash"),
    Place("trash of a guest", "/projects/KITE/trash", "gil"),
    Place("trash, empty", "/projects/EMPTY/trash"),
    Place("board, archived", "/projects/KITE/board?archived=1"),
    Place("tasks", "/projects/KITE/tasks"),
    Place("tasks, filtered", "/projects/KITE/tasks?filter=is:open -kind:data&order=-updated"),
    Place("tasks, filtered wrong", "/projects/KITE/tasks?filter=phse:modeling", status=422),
    Place("tasks of all projects", "/tasks"),
    Place("draft experiment"),
    Place("blank experiment"),
    Place("late experiment"),
    Place("opened experiment"),
    Place("scratch"),
    Place("running experiment"),
    Place("experiment move"),
    Place("experiment edit"),
    Place("stopped experiment"),
    Place("concluded experiment"),
    Place("experiment of a guest", who="gil"),
    Place("deliverables"),
    Place("deliverables, a guest", "/projects/KITE/deliverables/", "gil"),
    Place("new deliverable"),
    Place("deliverable with everything"),
    Place("facts of a deliverable"),
    Place("attach to a deliverable"),
    Place("who signs a deliverable"),
    Place("own comment on a deliverable"),
    Place("deliverable of a guest", who="gil"),
    Place("deliverable that is reviewed"),
    Place("who reviews a deliverable"),
    Place("deliverable that is not needed"),
    Place("document with a draft"),
    Place("document from a starter"),
    Place("empty document"),
    Place("document in the trash"),
    Place("editor"),
    Place("versions"),
    Place("changes of a version"),
    Place("text of a version"),
    Place("folder of documents"),
    Place("vault"),
    Place("notebook"),
    Place("notebook that waits"),
    Place("notebook that is damaged"),
    Place("version of a notebook"),
    Place("earlier notebook"),
    Place("git hooks"),
    Place("no git hooks"),
    Place("new document"),
    Place("trash of documents"),
    Place("documents, empty", "/projects/EMPTY/documents/"),
    Place("own comment on a document"),
    Place("document with quotes"),
    Place("experiment log", "/documents/kept/KITE-experiment-log"),
    Place("experiment log, empty", "/documents/kept/EMPTY-experiment-log"),
    Place("experiment log, nothing fits", "/documents/kept/KITE-experiment-log?outcome=stopped"),
    Place("flow", "/projects/LARK/insights"),
    Place("flow in calendar days since the first task", "/projects/LARK/insights?weeks=all&days=calendar"),
    Place("flow that was asked wrongly", "/projects/LARK/insights?weeks=7&kind=fun"),
    Place("flow before any work", "/projects/EMPTY/insights"),
    Place("flow of all projects", "/insights"),
    Place("own flow", "/insights?who=me", "ben"),
    Place("flow of a guest", "/insights", "gil"),
    Place("phases and what came back", "/projects/LARK/insights/phases"),
    Place("age of projects", "/insights/projects"),
    Place("what the team learned", "/projects/KITE/insights/team"),
    Place("what all teams learned", "/insights/team"),
    Place("best so far of a project", "/projects/KITE/insights/models"),
    Place("best so far of all projects", "/insights/models"),
    Place("what a figure counts", "/projects/LARK/insights/counted/cycle-time"),
    Place("version with quotes"),
    Place("document of a guest", who="gil"),
    Place("runs", "/projects/KITE/runs"),
    Place("runs, empty", "/projects/EMPTY/runs"),
    Place("runs, grouped", "/projects/KITE/runs?group=attributes.task&pick=best"),
    Place("runs of a guest", "/projects/KITE/runs", "gil"),
    Place("runs, nothing fits", "/projects/KITE/runs?filter=nothing"),
    Place("comparison of runs"),
    Place("columns of runs", "/projects/KITE/runs/columns"),
    Place("run page"),
    Place("run without a task"),
    Place("preview of a table"),
    Place("preview of a document"),
    Place("folder of a run"),
    Place("deleted run"),
    Place("run that was stopped"),
    Place("runs, deleted", "/projects/KITE/runs?status=DELETED"),
    Place("plain task with runs"),
    Place("models", "/models/"),
    Place("models of a guest", "/models/", "gil"),
    Place("models, empty", "/models/", "new"),
    Place("models, nothing fits", "/models/?q=nothing"),
    Place("models of a project", "/projects/KITE/models"),
    Place("models of a project, empty", "/projects/EMPTY/models"),
    Place("model", "/models/churn"),
    Place("model of a guest", "/models/churn", "gil"),
    Place("model without versions", "/models/no-version"),
    Place("model edit", "/models/churn/edit"),
    Place("version", "/models/churn/versions/2"),
    Place("version of a guest", "/models/churn/versions/3", "gil"),
    Place("inbox", "/inbox/"),
    Place("runs put aside"),
    Place("inbox, empty", "/inbox/", "new"),
    Place("people", "/people/"),
    Place("people, alone", "/people/", "new"),
    Place("person"),
    Place("somebody who left"),
    Place("leaving"),
    Place("leaving oneself", who="ben"),
    Place("absences", "/absences/", "ben"),
    Place("absences, empty", "/absences/", "gil"),
    Place("absences of somebody"),
    Place("absence", who="ben"),
    Place("calendar", "/workspace/calendar"),
    Place("calendar of a member", "/workspace/calendar", "ben"),
    Place("calendar, empty", "/workspace/calendar", "new"),
    Place("join, new here", who=""),
    Place("join, signed in", who="new"),
    Place("join, another address", who="new"),
    Place("closed invitation", "/join/join_nothing", "", 410),
    Place("new person", "/people/new"),
    Place("tokens", "/tokens/"),
    Place("tokens, empty", "/tokens/", "new"),
    Place("notices", "/notices/"),
    Place("all notices", "/notices/?show=all"),
    Place("notices, empty", "/notices/", "new"),
    Place("choices of notices", "/notices/choices"),
    Place("profile", "/profile/"),
    Place("security", "/security/"),
    Place("security, nothing set up", "/security/", "ben"),
    Place("sessions", "/sessions/"),
    Place("is it still you", "/security/confirmation"),
    Place("sign-in rule", "/workspace/sign-in"),
    Place("sign-in rule for a member", "/workspace/sign-in", "ben"),
    Place("lost password", "/accounts/password/reset", ""),
    Place("new password", who=""),
    Place("no access", "/accounts/inactive/", ""),
    Place("password", "/accounts/password/change/"),
    Place("workspace", "/workspace/"),
    Place("work rules", "/workspace/work"),
    Place("work rules for a member", "/workspace/work", "ben"),
    Place("webhooks", "/workspace/webhooks/"),
    Place("webhooks, none", "/workspace/webhooks/", "new"),
    Place("webhook"),
    Place("webhook that is off"),
    Place("style", "/style", ""),
    Place("sign in", "/accounts/login/", ""),
    Place("sign out", "/accounts/logout/"),
    Place("welcome of a newcomer", who=""),
    Place("welcome of the first owner", who=""),
    Place("used link", "/welcome/enter_nothing", "", 410),
    Place("project for a stakeholder", who=""),
    Place("project for a colleague"),
    Place("several things for a stakeholder", who=""),
    Place("deliverable for a stakeholder", who=""),
    Place("signed deliverable for a stakeholder", who=""),
    Place("document for a stakeholder", who=""),
    Place("code of a stakeholder", who=""),
    Place("ended link", who="", status=410),
    Place("share a document"),
    Place("share a project", "/projects/KITE/sharing/new"),
    Place("shared links", "/projects/KITE/sharing/"),
    Place("shared links, none", "/projects/EMPTY/sharing/"),
    *(Place(name) for name in ("signals", "signals of a task", "signals of a project", "marks of signals")),
    *(Place(name) for name in ("no signals", "snooze", "when signals fire")),
    Place("when signals fire, as a guest", "/workspace/signals", "gil"),
    Place("digest", "/digest"),
    Place("digest of a newcomer", "/digest", "new"),
    Place("digest of a project", "/projects/KITE/digest"),
    Place("digest for stakeholders", "/projects/KITE/digest/outside"),
    Place("digest by mail", "/digest/letters"),
    Place("letters", "/workspace/letters"),
    Place("no letters", "/workspace/letters", "new"),
    Place("no more letters", who=""),
    Place("letters that were ended", who=""),
    Place("letters of a void address", "/no-more-letters/x", "", status=404),
    Place("not found", "/projects/NOWHERE/", status=404),
    Place("not allowed", "/inbox/", "gil", 403),
]


@dataclass(frozen=True)
class Screen:
    theme: Literal["light", "dark"]
    width: int

    def __str__(self) -> str:
        return f"{self.theme}-{self.width}"


SCREENS = [Screen("light", 1440), Screen("dark", 1440), Screen("dark", 360), Screen("light", 360)]


@pytest.fixture(scope="module")
def transactional_db(server: Server, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """In place of pytest-django's, which empties the database after each test: the rich workspace, for all pages."""
    with django_db_blocker.unblock():
        try:
            yield build()
        finally:
            # Numbers go on, as they do in life: the server remembers which touches it has told of.
            call_command("flush", verbosity=0, interactive=False, reset_sequences=False)


@pytest.fixture(scope="module")
def world(transactional_db: World) -> World:
    return transactional_db


@pytest.fixture(scope="module")
def window(browser: Browser, base_url: str) -> Iterator[BrowserContext]:
    """One browser for all pages."""
    context = browser.new_context(base_url=base_url, reduced_motion="reduce")
    context.add_init_script(NOTE_VIOLATIONS)
    yield context
    context.close()


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_the_page_is_sound(place: Place, window: BrowserContext, world: World, base_url: str) -> None:
    window.clear_cookies()
    if place.who:
        window.add_cookies([session_cookie(world.sessions[place.who], base_url)])
    page = window.new_page()
    watch = Watch(page, status=place.status)
    response = page.goto(place.path or world.places[place.name])
    assert response is not None
    assert response.status == place.status
    found = [f"{screen}: {problem}" for screen in SCREENS for problem in problems_on(page, screen, watch)]
    page.close()
    assert not found, "\n".join(found)


def problems_on(page: Page, screen: Screen, watch: Watch) -> list[str]:
    """Look at the open page on this screen; loading it anew for each would only take longer."""
    page.emulate_media(color_scheme=screen.theme)
    page.set_viewport_size({"width": screen.width, "height": 900})
    return problems_of(page, watch) + grave_findings(page)
