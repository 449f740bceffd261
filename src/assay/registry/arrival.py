"""Registered models that come from elsewhere, with the names, numbers and times they have there.

No events and no calls to others are made of single versions: who brings them tells of them as a whole.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from assay.activity.recording import touch
from assay.kit.clock import now
from assay.projects.models import Project
from assay.registry.models import ModelAlias, ModelTag, ModelVersion, RegisteredModel, VersionTag
from assay.registry.models.version import Stage
from assay.registry.naming import checked_alias, checked_description, checked_name, checked_tag
from assay.registry.sources import Origin
from assay.runs.limits import checked_text

if TYPE_CHECKING:
    from assay.accounts.models import Person


@dataclass(frozen=True)
class ArrivingVersion:
    number: int
    origin: Origin
    created_at: datetime
    updated_at: datetime
    description: str = ""
    run_link: str = ""
    stage: str = Stage.NONE
    tags: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ArrivingRegistered:
    name: str
    created_at: datetime
    updated_at: datetime
    description: str = ""
    tags: Mapping[str, str] = field(default_factory=dict)
    aliases: Mapping[str, int] = field(default_factory=dict)
    versions: Sequence[ArrivingVersion] = ()


@transaction.atomic
def take_registered(
    known: RegisteredModel | None, new: ArrivingRegistered, *, project: Project, by: "Person"
) -> RegisteredModel:
    """Make the model with all its versions, or bring the known one up to date; nothing of it is deleted.

    Raises `BadName`, `BadValue` and `ModelGone`; the name must be free.
    """
    if known is not None:
        known.lock()
    model = known or RegisteredModel(workspace_id=by.workspace_id, project=project, created_by=by)
    model.name, model.description = checked_name(new.name), checked_description(new.description)
    model.created_at, model.updated_at = new.created_at, new.updated_at
    model.last_number = max([model.last_number, *(version.number for version in new.versions)])
    model.save()
    _set_tags(model, new.tags)
    for version in new.versions:
        _take_version(model, version, by=by)
    _set_aliases(model, new.aliases, by=by)
    touch(model)
    return model


def _take_version(model: RegisteredModel, new: ArrivingVersion, *, by: "Person") -> None:
    facts = {
        "source": checked_text(new.origin.source, what="source"),
        "run": new.origin.run,
        "logged_model": new.origin.logged_model,
        "path": checked_text(new.origin.path, what="path", most=1000),
        "run_link": checked_text(new.run_link, what="link", most=500),
        "description": checked_description(new.description),
        "stage": new.stage if new.stage in Stage.values else Stage.NONE,
        "created_at": new.created_at,
        "updated_at": new.updated_at,
    }
    version, _is_new = ModelVersion.objects.update_or_create(
        model=model, number=new.number, defaults=facts, create_defaults=facts | {"created_by": by}
    )
    for key, value in _checked(new.tags):
        VersionTag.objects.update_or_create(version=version, key=key, defaults={"value": value})


def _set_tags(model: RegisteredModel, tags: Mapping[str, str]) -> None:
    for key, value in _checked(tags):
        ModelTag.objects.update_or_create(model=model, key=key, defaults={"value": value})


def _set_aliases(model: RegisteredModel, aliases: Mapping[str, int], *, by: "Person") -> None:
    """Let each alias mean the version it means there; aliases that are gone there go here."""
    versions = {version.number: version for version in model.versions.filter(number__in=aliases.values())}
    model.aliases.exclude(name__in=aliases).delete()
    known = dict(model.aliases.values_list("name", "version__number"))
    for name, number in aliases.items():
        if number in versions and known.get(name) != number:
            facts = {"version": versions[number], "set_at": now(), "set_by": by}
            ModelAlias.objects.update_or_create(model=model, name=checked_alias(name), defaults=facts)


def _checked(tags: Mapping[str, str]) -> list[tuple[str, str]]:
    return [checked_tag(key, value) for key, value in tags.items()]
