"""Find what a request names, if the caller may see it; else it is missing, whoever else may have it."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from assay.accounts.models import Person
from assay.mlflow.bases import default_at
from assay.mlflow.doors import Call
from assay.mlflow.errors import BadRequest, Missing
from assay.mlflow.shapes import DEFAULT_ID, Json
from assay.mlflow.wire import Whole, required, whole
from assay.runs.models import LoggedModel, Run, RunGroup
from assay.runs.models.group import DEFAULT_NAME

MOST_RESULTS = 50_000
_VIEWS = {"1": "ACTIVE_ONLY", "2": "DELETED_ONLY", "3": "ALL"}
View = str


def find_run(uid: str, person: Person) -> Run:
    """Raises `Missing`."""
    run = Run.objects.visible_to(person).select_related("group").filter(uid=uid).first()
    if run is None:
        raise Missing(f"Run '{uid[:64]}' not found.")
    return run


def find_group(identity: str | int | None, request: Call) -> RunGroup:
    """Return the experiment of this id; 0 is the default of the address, made at the first need.

    Raises `Missing`, and `BadRequest` for what is no id.
    """
    text = required(str(identity) if identity is not None else None, "experiment_id")
    found = find_groups([text], request)
    if not found:
        raise Missing(f"No Experiment with id={text[:40]} exists")
    return found[0]


def find_groups(identities: Sequence[str | int], request: Call) -> list[RunGroup]:
    """Return those of the experiments that the caller may see. Raises `BadRequest` for what is no id."""
    texts = {str(identity) for identity in identities}
    if wrong := [text for text in texts if not (text.isascii() and text.isdigit())]:
        raise BadRequest(f"Invalid experiment ID: '{min(wrong)[:40]}'. It must be a number.")
    numbers = [int(text) for text in texts if len(text) < 19]
    wanted = Q(pk__in=numbers) & ~Q(name=DEFAULT_NAME, task=None)
    groups = RunGroup.objects.visible_to(request.person)
    default = default_at(request) if DEFAULT_ID in texts else None
    return list(groups.filter(wanted | Q(pk=default.pk) if default else wanted))


def find_model(uid: str, person: Person, *, deleted: bool = False) -> LoggedModel:
    """Raises `Missing`."""
    models = LoggedModel.objects.visible_to(person).select_related("group", "run__task__project", "run__group")
    model = (models if deleted else models.alive()).filter(uid=uid).first()
    if model is None:
        raise Missing(f"Logged model with ID '{uid[:64]}' not found.")
    return model


def view_named(view: str | int | None) -> View:
    """Return ACTIVE_ONLY, DELETED_ONLY or ALL. Raises `BadRequest`."""
    text = str(view or "ACTIVE_ONLY")
    found = _VIEWS.get(text, text)
    if found not in _VIEWS.values():
        raise BadRequest(f"Invalid value '{text[:40]}' for parameter 'view_type'.")
    return found


def page_size(most: Whole, *, default: int) -> int:
    """Return how many rows a page holds. Raises `BadRequest`."""
    size = whole(most, "max_results", default=default)
    if not 0 < size <= MOST_RESULTS:
        raise BadRequest(f"Invalid value for parameter 'max_results': between 1 and {MOST_RESULTS}.")
    return size


def page_of(most: Whole, token: str | None, *, default: int) -> tuple[int, int]:
    """Return where a page of a list begins and how many it holds. Raises `BadRequest`."""
    start = whole(token or "0", "page_token")
    if start < 0 or start > 10**12:
        raise BadRequest("Invalid value for parameter 'page_token'.")
    return start, page_size(most, default=default)


def page(name: str, shown: Sequence[Any], token: str) -> Json:
    """Return one page of a search, with the token of the next if there is one."""
    return {name: shown, "next_page_token": token} if token else {name: shown}
