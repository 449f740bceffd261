"""Where the files of a version lie, and how clients name that place.

A source is only ever the address of something in Assay that the person may see: a logged model, a path in a run's
artifacts, or a version that is registered already. Everything else is refused, whatever it points at.
"""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from assay.registry.models import ModelVersion
from assay.runs.files import checked_path
from assay.runs.models import LoggedModel, Run, RunGroup

if TYPE_CHECKING:
    from assay.accounts.models import Person

_LOGGED = re.compile(r"models:/(m-[0-9a-f]{32})")
_VERSION = re.compile(r"models:/([^/:@]+)(?:/([0-9]{1,9})|@([\w-]{1,255}))")
_RUN = re.compile(r"runs:/([0-9a-f]{32})(?:/(.*))?", re.DOTALL)
_FILES = re.compile(
    r"mlflow-artifacts:/([0-9]{1,18})/(?:models/(m-[0-9a-f]{32})|([0-9a-f]{32}))/artifacts(?:/(.*))?", re.DOTALL
)
_DEFAULT_GROUP = "0"


class BadSource(ValueError):
    """A version cannot be made of this; the message says what can."""


@dataclass(frozen=True)
class Origin:
    """The files of a version: of `logged_model` if there is one, else of `run`, below `path`."""

    source: str
    run: Run | None = None
    logged_model: LoggedModel | None = None
    path: str = ""


def origin_of(source: str, *, person: "Person", run_uid: str = "", model_uid: str = "") -> Origin:
    """Return what the source names. Raises `BadSource` and `BadPath`.

    As in MLflow the request names the run or the logged model besides, and both must say the same.
    """
    origin = _named(source, person)
    if origin is None or not (origin.run or origin.logged_model):
        raise BadSource(_invalid(source))
    if isinstance(origin, _Copied):
        wrong = (run_uid and run_uid != _uid(origin.run)) or (model_uid and model_uid != _uid(origin.logged_model))
    elif origin.logged_model is not None:
        wrong = model_uid != origin.logged_model.uid or (run_uid and run_uid != _uid(origin.run))
    else:
        wrong = bool(model_uid) or run_uid != _uid(origin.run)
    if wrong:
        raise BadSource(_mismatch(source))
    return origin


def origin_of_logged(model: LoggedModel) -> Origin:
    """Return the origin of a version that is made of a logged model."""
    return Origin(f"models:/{model.uid}", run=model.run, logged_model=model)


@dataclass(frozen=True)
class _Copied(Origin):
    """What another version is made of."""


def _named(source: str, person: "Person") -> Origin | None:
    if found := _LOGGED.fullmatch(source):
        return _of_logged(source, found[1], "", person)
    if found := _RUN.fullmatch(source):
        return _of_run(source, found[1], found[2] or "", person)
    if found := _FILES.fullmatch(source):
        group, model_uid, run_uid, path = found.groups()
        origin = (
            _of_logged(source, model_uid, path or "", person)
            if model_uid
            else _of_run(source, run_uid, path or "", person)
        )
        return origin if origin and _is_in(origin, group) else None
    if found := _VERSION.fullmatch(source):
        return _of_version(*found.groups(), person=person)
    return None


def _of_logged(source: str, uid: str, path: str, person: "Person") -> Origin | None:
    models = LoggedModel.objects.visible_to(person).alive().select_related("group", "run__task__project")
    model = models.filter(uid=uid).first()
    return Origin(source, run=model.run, logged_model=model, path=_checked(path)) if model else None


def _of_run(source: str, uid: str, path: str, person: "Person") -> Origin | None:
    runs = Run.objects.visible_to(person).alive().select_related("group", "task__project")
    run = runs.filter(uid=uid).first()
    return Origin(source, run=run, path=_checked(path)) if run else None


def _of_version(name: str, number: str | None, alias: str | None, *, person: "Person") -> Origin | None:
    versions = ModelVersion.objects.visible_to(person).alive().filter(model__name=name)
    versions = versions.filter(number=int(number)) if number else versions.filter(aliases__name=alias)
    version = versions.select_related("run__task__project", "logged_model").first()
    if version is None:
        return None
    source = f"models:/{name}/{version.number}"
    return _Copied(source, run=version.run, logged_model=version.logged_model, path=version.path)


def _is_in(origin: Origin, group_id: str) -> bool:
    owner = origin.logged_model or origin.run
    group: RunGroup | None = owner.group if owner else None
    return group is not None and group_id == (_DEFAULT_GROUP if group.is_default else str(group.pk))


def _checked(path: str) -> str:
    return checked_path(path.rstrip("/")) if path.rstrip("/") else ""


def _uid(thing: Run | LoggedModel | None) -> str:
    return thing.uid if thing else ""


def _invalid(source: str) -> str:
    return _(
        "Invalid model version source: '%(source)s'. It must be a model, a run or files that you logged to Assay: "
        "models:/m-…, runs:/<run id>/<path> or mlflow-artifacts:/…"
    ) % {"source": source[:200]}


def _mismatch(source: str) -> str:
    return _(
        "Invalid model version source: '%(source)s'. The run_id or model_id of the request must be that of the "
        "run or logged model that holds the source."
    ) % {"source": source[:200]}
