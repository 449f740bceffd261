"""Write registered models with their versions, aliases and tags."""

from django.utils.translation import gettext as _

from assay.importers.exporting.mlflow.state import REGISTERED, VERSION, Export, Json, pair, pairs
from assay.importers.models import SourceModel
from assay.importers.remote import shapes
from assay.importers.remote.faults import Odd
from assay.kit.clock import to_milliseconds
from assay.registry.models import ModelVersion, RegisteredModel

WHAT, VERSION_WHAT = "registered model", "model version"
NO_STAGE = "None"


def write_registry(work: Export) -> None:
    """Write the registered models of the project, but for those that came from this server."""
    came = SourceModel.objects.filter(source__uri=work.remote.uri).values("model")
    mine = RegisteredModel.objects.visible_to(work.reader).alive().filter(project=work.project).exclude(pk__in=came)
    for model in mine.order_by("pk"):
        with work.item(WHAT, model.name):
            _take(model, work)


def _take(model: RegisteredModel, work: Export) -> None:
    ours = f"{model.pk}-{to_milliseconds(model.created_at)}"
    tags = {tag.key: tag.value for tag in model.tags.all()}
    said = [*pairs(tags), pair(REGISTERED, ours)]
    there = work.remote.registered(model.name)
    has = {tag.key: tag.value for tag in there.tags} if there else {}
    if there is None:
        body = {"name": model.name, "description": model.description, "tags": said}
        work.remote.make("registered-models/create", body)
        work.count("registered")
    elif has.get(REGISTERED) != ours:
        work.leave_out(WHAT, model.name, _("A model of this name is registered there already."))
        return
    else:
        _bring_up_to_date(model, there, said, work)
    _set_aliases(model, there, _versions(model, work), work)


def _bring_up_to_date(model: RegisteredModel, there: shapes.Registered, said: list[Json], work: Export) -> None:
    if there.description != model.description:
        body = {"name": model.name, "description": model.description}
        work.remote.put("registered-models/update", body, method="PATCH")
    has = {tag.key: tag.value for tag in there.tags}
    for tag in said:
        if has.get(tag["key"]) != tag["value"]:
            work.remote.put("registered-models/set-tag", {"name": model.name} | tag)


def _versions(model: RegisteredModel, work: Export) -> dict[int, str]:
    """Write the versions; return the number that each has there, by its number here."""
    there = {_tags(one).get(VERSION, ""): one for one in work.remote.versions(model.name)}
    numbers: dict[int, str] = {}
    mine = ModelVersion.objects.visible_to(work.reader).alive().filter(model=model)
    for version in mine.select_related("model", "run", "logged_model").prefetch_related("tags").order_by("number"):
        name = f"{model.name} {version.number}"
        with work.item(VERSION_WHAT, name):
            found = there.get(str(version.number)) or _make(version, work)
            _follow(version, found, work)
            numbers[version.number] = str(found.version)
            if str(found.version) != str(version.number):
                work.leave_out("number of a version", name, _("The server counts its versions without gaps."))
    return numbers


def _make(version: ModelVersion, work: Export) -> shapes.Version:
    body = {
        "name": version.model.name,
        "description": version.description,
        "tags": [*pairs({tag.key: tag.value for tag in version.tags.all()}), pair(VERSION, str(version.number))],
    }
    body |= {"run_link": version.run_link} if version.run_link else {}
    made = work.remote.make("model-versions/create", body | _source(version, work)).model_version
    if made is None:
        raise Odd(_("The server did not name the version that it made."))
    work.count("versions")
    return made


def _source(version: ModelVersion, work: Export) -> Json:
    """Say where its files lie, by the ids that the run and the logged model have there."""
    run = work.runs.get(version.run.uid) if version.run else None
    model = work.models.get(version.logged_model.uid) if version.logged_model else None
    said = {"run_id": run.id} if run else {}
    if model is not None and not version.path:
        return said | {"source": f"models:/{model.id}", "model_id": model.id}
    if run is not None and version.logged_model is None:
        return said | {"source": f"{run.artifact_uri}/{version.path}".rstrip("/")}
    return said | {"source": version.source}


def _follow(version: ModelVersion, there: shapes.Version, work: Export) -> None:
    """Bring stage, description and tags to what they are here."""
    place: Json = {"name": version.model.name, "version": str(there.version)}
    if version.stage != (there.current_stage or NO_STAGE):
        stage = {"stage": version.stage, "archive_existing_versions": False}
        work.remote.put("model-versions/transition-stage", place | stage)
    if version.description != there.description:
        work.remote.put("model-versions/update", place | {"description": version.description}, method="PATCH")
    has = _tags(there)
    for tag in pairs({tag.key: tag.value for tag in version.tags.all()}):
        if has.get(tag["key"]) != tag["value"]:
            work.remote.put("model-versions/set-tag", place | tag)


def _set_aliases(
    model: RegisteredModel, there: shapes.Registered | None, numbers: dict[int, str], work: Export
) -> None:
    has = {one.alias: str(one.version) for one in there.aliases} if there else {}
    for alias in model.aliases.select_related("version"):
        number = numbers.get(alias.version.number)
        if number is not None and has.get(alias.name) != number:
            with work.item("alias", f"{model.name}@{alias.name}"):
                body = {"name": model.name, "alias": alias.name, "version": number}
                work.remote.put("registered-models/alias", body)


def _tags(version: shapes.Version) -> dict[str, str]:
    return {tag.key: tag.value for tag in version.tags}
