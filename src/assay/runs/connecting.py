"""Connect a training: lines to paste with address and token filled in, and a row that waits for the first run."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from assay.accounts.doors import PersonRequest, require, signed_in
from assay.accounts.models import Person, Token
from assay.projects.finding import project_at
from assay.projects.guide import Panel, Step
from assay.projects.models import Project
from assay.runs.addresses import address_of_project, address_of_task
from assay.runs.models import Run
from assay.tasks.keys import TaskKind
from assay.tasks.models import Task
from assay.web.messages import is_htmx

# What stands where the token will; nobody takes it for a real one.
UNKNOWN = "assay_…"


@dataclass(frozen=True)
class Connection:
    """What the panel shows. `secret` is empty until a token was made, and is shown that once."""

    key: str
    address: str
    secret: str
    first: Run | None

    @property
    def python(self) -> list[str]:
        return [
            f'import mlflow, os; os.environ["MLFLOW_TRACKING_TOKEN"] = "{self.secret or UNKNOWN}"',
            f'mlflow.set_tracking_uri("{settings.BASE_URL}")',
            f'mlflow.set_experiment("{self.key}")',
        ]

    @property
    def shell(self) -> list[str]:
        return [
            f"export MLFLOW_TRACKING_URI={self.address}",
            f"export MLFLOW_TRACKING_TOKEN={self.secret or UNKNOWN}",
        ]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def connection(request: PersonRequest, key: str) -> HttpResponse:
    """The panel on a page of its own; a POST makes a token and fills it in."""
    project = project_at(request, key)
    require(request.person.can_write)
    secret = ""
    if request.method == "POST":
        name = _("Trainings of %(project)s") % {"project": project.name}
        _token, secret = Token.create_for(request.person, name=name[:80])
    context = {"project": project, "connection": connection_of(project, request.person, secret=secret)}
    template = "runs/_connection.html" if is_htmx(request) else "runs/connection.html"
    return render(request, template, context)


def connection_of(project: Project, reader: Person, *, secret: str = "") -> Connection:
    """Return what connects to the project's first open experiment, and the first run if it came."""
    tasks = Task.objects.visible_to(reader).open().filter(project=project).select_related("project")
    experiment = tasks.filter(kind=TaskKind.EXPERIMENT).order_by("number").first() or tasks.order_by("number").first()
    runs = Run.objects.visible_to(reader).alive().filter(task__project=project).select_related("task__project")
    return Connection(
        key=experiment.key if experiment else f"{project.key}-EXP-01",
        address=address_of_task(experiment) if experiment else address_of_project(project),
        secret=secret,
        first=runs.order_by("pk").first(),
    )


def _panel(project: Project, reader: Person) -> dict[str, Any] | None:
    """Return what the panel shows until the first run has come."""
    connection = connection_of(project, reader)
    return None if connection.first else {"connection": connection}


def _has_run(project: Project) -> bool:
    return Run.objects.alive().filter(task__project=project).exists()


FIRST_RUN = Step(
    order=30,
    title=gettext_lazy("See the first run arrive"),
    text=gettext_lazy("Three lines in a training; the run appears below by itself."),
    action=gettext_lazy("Connect"),
    url=lambda _project, _person: "#connect",
    is_done=_has_run,
)
CONNECT = Panel(template="runs/_connection.html", context=_panel)
