"""Bring registered models, each with all its versions, aliases and tags at once."""

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from assay.importers.models import SourceModel
from assay.importers.remote import shapes
from assay.importers.remote.faults import NotThere
from assay.importers.sync.state import Pass, moment_or_now, whole
from assay.registry.arrival import ArrivingRegistered, ArrivingVersion, take_registered
from assay.registry.models import ModelGone, RegisteredModel
from assay.registry.naming import BadName
from assay.registry.sources import Origin
from assay.runs.limits import BadValue
from assay.runs.models import LoggedModel

WHAT = "registered model"
PROMPT_TAG = "mlflow.prompt.is_prompt"
MOST_VERSIONS = 1_000_000
# Where the files of a version lie: of a logged model, or below a path of a run, whatever server the address names.
_LOGGED = re.compile(r"(?:models:/|/models/)(m-[0-9a-f]{32})(?:/artifacts(?:/(.*))?)?$", re.DOTALL)
_OF_RUN = re.compile(r"(?:runs:/|/)([0-9a-f]{32})(?:/artifacts)?(?:/(.*))?$", re.DOTALL)


def take_registry(work: Pass) -> None:
    """Bring page after page of the registered models; a server without a registry has none."""
    while True:
        try:
            page = work.remote.registered_models(work.cursor.get("token", ""))
        except NotThere:
            page = shapes.RegisteredModels()
        for model in page.registered_models:
            _take(model, work)
        if not page.next_page_token:
            break
        work.keep(token=page.next_page_token)
        if work.is_over_time:
            return
    work.go_to("files" if work.source.copies_files else "end")


def _take(told: shapes.Registered, work: Pass) -> None:
    if any(tag.key == PROMPT_TAG and tag.value == "true" for tag in told.tags):
        work.leave_out(WHAT, told.name, _("It is a prompt; Assay keeps models only."))
        return
    known = SourceModel.objects.filter(source=work.source, name=told.name).select_related("model").first()
    if known is not None and known.model.deleted_at is not None:
        return  # it was deleted here: that is for people here to say
    named = RegisteredModel.objects.alive().filter(workspace_id=work.by.workspace_id, name=told.name)
    if (named.exclude(pk=known.model_id) if known else named).exists():
        work.leave_out(WHAT, told.name, _("A model of this name is registered here already."))
        return
    try:
        _bring(told, known, work)
    except ModelGone:
        return  # deleted a moment ago
    except (BadValue, BadName) as refusal:
        work.leave_out(WHAT, told.name, refusal)


def _bring(told: shapes.Registered, known: SourceModel | None, work: Pass) -> None:
    versions = [_version(one, work) for one in work.remote.versions(told.name)]
    new = ArrivingRegistered(
        name=told.name,
        description=told.description,
        created_at=moment_or_now(told.creation_timestamp),
        updated_at=moment_or_now(told.last_updated_timestamp),
        tags=_pairs(told.tags),
        aliases={one.alias: whole(one.version) for one in told.aliases},
        versions=versions,
    )
    before = known.model.versions.count() if known else 0
    model = take_registered(known.model if known else None, new, project=work.source.project, by=work.by)
    if known is None:
        SourceModel.objects.create(source=work.source, name=told.name, model=model)
    work.counts["registered"] += known is None
    work.counts["versions"] += model.versions.count() - before
    work.has_come(WHAT, told.name)


def _version(told: shapes.Version, work: Pass) -> ArrivingVersion:
    number = whole(told.version)
    if not 0 < number < MOST_VERSIONS:
        raise BadValue(_("One of its versions has no number that can be kept."))
    return ArrivingVersion(
        number=number,
        origin=_origin(told, work),
        created_at=moment_or_now(told.creation_timestamp),
        updated_at=moment_or_now(told.last_updated_timestamp),
        description=told.description,
        run_link=told.run_link,
        stage=told.current_stage,
        tags=_pairs(told.tags),
    )


def _origin(told: shapes.Version, work: Pass) -> Origin:
    """Find the run and the logged model that the source names, among those that came from this server."""
    if found := _LOGGED.search(told.source):
        brought = work.source.runs.values("run_id")
        model = LoggedModel.objects.filter(uid=found[1], run__in=brought).select_related("run").first()
        if model is not None:
            return Origin(told.source, run=model.run, logged_model=model, path=(found[2] or "").strip("/"))
    found = _OF_RUN.search(told.source)
    uid = told.run_id or (found[1] if found else "")
    brought_run = work.source.runs.filter(uid=uid).select_related("run").first()
    if brought_run is None:
        return Origin(told.source)
    path = found[2] if found and found[1] == uid else ""
    return Origin(told.source, run=brought_run.run, path=(path or "").strip("/"))


def _pairs(tags: Iterable[shapes.Pair]) -> dict[str, str]:
    return {tag.key: tag.value for tag in tags}
