"""REST: a team's own history from another tracker."""

from typing import Annotated, Any

from django.utils.translation import gettext as _
from ninja import File, Form, Router, Schema, Status, UploadedFile
from pydantic import Field

from assay.accounts.doors import require
from assay.importers.changelog.looking import Looked, look
from assay.importers.changelog.placing import NewPlace, placed
from assay.importers.changelog.previewing import Preview, preview
from assay.importers.results.table import MOST_BYTES, Unreadable
from assay.projects.finding import project_of
from assay.projects.workflows import SIX_PHASES, UnknownWorkflow
from assay.rest.doors import ApiRequest
from assay.rest.errors import Refusal
from assay.rest.schemas import Body

router = Router(tags=["Imports"])
Pair = Annotated[str, Field(max_length=400, pattern="=")]
Pairs = Annotated[list[Pair], Field(max_length=200)]


class ChangelogWanted(Body):
    """Where the history goes, and what its columns and statuses are where the guess is wrong.

    `project` is the key of a project that is there; without it `name` begins a new one, with `key` if it shall have a
    certain one. `columns` and `states` are texts as `Summary=title` and `Review=active`. Nothing is stored without
    `store`.
    """

    project: Annotated[str, Field(max_length=8)] = ""
    name: Annotated[str, Field(max_length=80)] = ""
    key: Annotated[str, Field(max_length=8)] = ""
    workflow: Annotated[str, Field(max_length=60)] = SIX_PHASES
    columns: Pairs = []
    states: Pairs = []
    store: bool = False


class ColumnTaken(Schema):
    """A column and what it is taken for."""

    heading: str
    role: str


class StatusTaken(Schema):
    """A status, its state and column here, and how often issues came into it."""

    name: str
    state: str
    column: str
    times: int


class ChangelogTaken(Schema):
    """What the file says, how many issues are there already; with `store`, where it came to and how many tasks came."""

    columns: list[ColumnTaken]
    statuses: list[StatusTaken]
    issues: int
    changes: int
    jumps: int
    project: str = ""
    tasks: int = 0
    known: int = 0


@router.post("/changelogs", response={200: ChangelogTaken, 201: ChangelogTaken})
def send_changelog(
    request: ApiRequest, data: Form[ChangelogWanted], file: File[UploadedFile]
) -> Status[dict[str, Any]]:
    """Look at a CSV of status changes, or bring its issues as tasks with their past: all of them, or none.

    Sent as `multipart/form-data`. What is wrong is told with its line and column under `file`.
    """
    require(request.person.can_write)
    project = project_of(request.person, data.project) if data.project else None
    try:
        looked = _looked(data, file)
        if not data.store:
            return Status(200, _shown(looked, preview(looked, project)))
        if project is None and not data.name:
            message = _("Name the project that is there, or the new one.")
            raise Refusal(422, "invalid", message, fields={"name": [message]})
        expected = preview(looked, project)
        new = NewPlace(data.name, data.key, data.workflow)
        brought = placed(looked, project, new, origin=(file.name or "")[:250], by=request.person)
    except Unreadable as refusal:
        raise Refusal(422, "unreadable", refusal.problems[0], fields={"file": refusal.problems}) from refusal
    except UnknownWorkflow as refusal:
        message = _("There is no such workflow.")
        raise Refusal(422, "invalid", message, fields={"workflow": [message]}) from refusal
    told = {"project": brought.project.key, "tasks": brought.tasks, "known": brought.known}
    return Status(201, _shown(looked, expected) | told)


def _looked(data: ChangelogWanted, file: UploadedFile) -> Looked:
    """Read the file with what is said of it. Raises `Unreadable`, with all that is wrong."""
    roles, states = (dict(_pair(one) for one in pairs) for pairs in (data.columns, data.states))
    looked = look(file.read(MOST_BYTES + 1), roles)
    if not looked.problems:
        looked = looked.saying(states)
    if looked.problems:
        raise Unreadable(looked.problems)
    return looked


def _pair(text: str) -> tuple[str, str]:
    name, _equals, value = text.rpartition("=")
    return name, value


def _shown(looked: Looked, expected: Preview) -> dict[str, Any]:
    known = looked.changelog
    uses, columns = looked.uses, expected.columns or {}
    return {
        "columns": [{"heading": column.heading, "role": column.role} for column in looked.columns],
        "statuses": [
            {"name": one.name, "state": one.state, "column": columns.get(one.name, ""), "times": uses[one.name]}
            for one in looked.statuses
        ],
        "issues": len(known.issues) if known else 0,
        "changes": known.changes if known else 0,
        "jumps": known.jumps if known else 0,
        "known": expected.known,
    }
