"""Where the pages of projects stand in the rail and in the menu New."""

from collections.abc import Callable

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assay.accounts.models import Person
from assay.projects.models import Project
from assay.web.rail import RailEntry

# Pages of the tab Workflow in a project's settings.
WORKFLOW = (
    *("projects:workflow", "projects:save_template"),
    *("projects:columns", "projects:column", "projects:column_retirement"),
    *("projects:phase_facts", "projects:phase_retirement"),
    *("projects:labels", "projects:label"),
)
# Pages that a project's overview leads to.
STATE = (
    *("projects:overview", "projects:below", "projects:fact", "projects:readiness", "projects:check"),
    *("projects:phases", "projects:phase", "projects:phase_closure", "projects:phase_reopening"),
    *("projects:stakeholders", "projects:stakeholder", "projects:decisions", "projects:decision"),
    "projects:decision_revocation",
)
METRICS = ("projects:metrics", "projects:metric")


def _is_named(*names: str) -> Callable[[HttpRequest], bool]:
    def is_current(request: HttpRequest) -> bool:
        match = request.resolver_match
        return match is not None and match.view_name in names

    return is_current


def _at(name: str) -> Callable[[Person, Project | None], str]:
    def address(_person: Person, project: Project | None) -> str:
        return reverse(name, args=[project.key]) if project else ""

    return address


def _is_editable(person: Person, project: Project | None) -> bool:
    return project is not None and project.can_be_edited_by(person)


PLACES = (
    RailEntry(
        section="main",
        order=50,
        icon="timer",
        label=_("Phase lengths"),
        url=lambda _person, _project: reverse("projects:phase_lengths"),
        is_current=_is_named("projects:phase_lengths"),
    ),
    RailEntry(
        section="project",
        order=10,
        icon="overview",
        label=_("Overview"),
        url=_at("projects:overview"),
        is_current=_is_named(*STATE),
        key="g o",
    ),
    RailEntry(
        section="project",
        order=15,
        icon="calendar",
        label=_("Plan"),
        url=_at("projects:plan"),
        is_current=_is_named("projects:plan", "projects:plan_draft"),
        key="g p",
    ),
    RailEntry(
        section="project",
        order=80,
        icon="clock",
        label=_("Activity"),
        url=_at("projects:activity"),
        is_current=_is_named("projects:activity"),
    ),
    RailEntry(
        section="project",
        order=90,
        icon="settings",
        label=_("Settings"),
        url=_at("projects:settings"),
        is_current=_is_named("projects:settings", "projects:members", *WORKFLOW, *METRICS),
        shown=_is_editable,
    ),
    RailEntry(
        section="project_settings",
        order=10,
        icon="settings",
        label=_("General"),
        url=_at("projects:settings"),
        is_current=_is_named("projects:settings", "projects:members"),
    ),
    RailEntry(
        section="project_settings",
        order=20,
        icon="board",
        label=_("Workflow"),
        url=_at("projects:workflow"),
        is_current=_is_named(*WORKFLOW),
    ),
    RailEntry(
        section="project_settings",
        order=30,
        icon="flag",
        label=_("Metrics"),
        url=_at("projects:metrics"),
        is_current=_is_named(*METRICS),
    ),
    RailEntry(
        section="workspace",
        order=60,
        icon="board",
        label=_("Workflows"),
        url=lambda _person, _project: reverse("projects:workflows"),
        is_current=_is_named("projects:workflows", "projects:template"),
        shown=lambda person, _project: person.can_create_projects,
    ),
    RailEntry(
        section="new",
        order=90,
        icon="portfolio",
        label=_("Project"),
        url=lambda _person, _project: reverse("projects:new"),
        shown=lambda person, _project: person.can_create_projects,
    ),
)
