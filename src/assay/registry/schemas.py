"""What the API of models takes and gives."""

from datetime import datetime
from typing import Annotated

from ninja import Schema
from pydantic import Field

from assay.registry.models import ModelVersion, RegisteredModel, Stage
from assay.registry.naming import ALIAS_LENGTH, DESCRIPTION_LENGTH, NAME_LENGTH, TAG_VALUE_LENGTH
from assay.rest.paging import PageAsked
from assay.rest.schemas import Body
from assay.runs.limits import KEY_LENGTH

Name = Annotated[str, Field(max_length=NAME_LENGTH)]
Alias = Annotated[str, Field(max_length=ALIAS_LENGTH)]
TagKey = Annotated[str, Field(max_length=KEY_LENGTH)]
Number = Annotated[int, Field(ge=1, lt=2**31)]


class ModelAsked(PageAsked):
    """Which models: of a project by its key."""

    project: str = ""


class ModelOut(Schema):
    """A model. `project` is a key, empty if it belongs to none; `aliases` says which version each means."""

    name: str
    description: str
    project: str
    aliases: dict[str, int]
    tags: dict[str, str]
    created_at: datetime
    updated_at: datetime

    @staticmethod
    def resolve_project(model: RegisteredModel) -> str:
        return model.project.key if model.project else ""

    @staticmethod
    def resolve_aliases(model: RegisteredModel) -> dict[str, int]:
        return {alias.name: alias.version.number for alias in model.aliases.all()}

    @staticmethod
    def resolve_tags(model: RegisteredModel) -> dict[str, str]:
        return {tag.key: tag.value for tag in model.tags.all()}


class VersionOut(Schema):
    """A version. `run` is the id of the run that made it and `task` the key of its task, both empty if unknown."""

    model: str
    number: int
    description: str
    source: str
    run: str
    task: str
    aliases: list[str]
    tags: dict[str, str]
    stage: Stage
    created_by: str
    created_at: datetime
    updated_at: datetime

    @staticmethod
    def resolve_model(version: ModelVersion) -> str:
        return version.model.name

    @staticmethod
    def resolve_run(version: ModelVersion) -> str:
        return version.run.uid if version.run else ""

    @staticmethod
    def resolve_task(version: ModelVersion) -> str:
        return version.run.task.key if version.run and version.run.task else ""

    @staticmethod
    def resolve_aliases(version: ModelVersion) -> list[str]:
        return sorted(alias.name for alias in version.aliases.all())

    @staticmethod
    def resolve_tags(version: ModelVersion) -> dict[str, str]:
        return {tag.key: tag.value for tag in version.tags.all()}

    @staticmethod
    def resolve_created_by(version: ModelVersion) -> str:
        return version.created_by.name


class ModelChange(Body):
    name: str | None = Field(default=None, min_length=1, max_length=NAME_LENGTH)
    description: str | None = Field(default=None, max_length=DESCRIPTION_LENGTH)


class VersionChange(Body):
    description: str = Field(max_length=DESCRIPTION_LENGTH)


class VersionWanted(Body):
    version: int = Field(ge=1, lt=2**31)


class Tag(Body):
    key: str = Field(min_length=1, max_length=KEY_LENGTH)
    value: str = Field(default="", max_length=TAG_VALUE_LENGTH)


class Registration(Body):
    """The name of the model."""

    name: str = Field(min_length=1, max_length=NAME_LENGTH)
