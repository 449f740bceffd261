"""Requests about registered models and their versions. Numbers of versions travel as texts."""

import msgspec

from assay.mlflow.errors import BadRequest
from assay.mlflow.wire import Pair, Whole, required, whole


class CreateRegistered(msgspec.Struct):
    name: str | None = None
    description: str | None = None
    tags: list[Pair] | None = None


class OfRegistered(msgspec.Struct):
    """Any request about one model: its new name, its description, one of its tags or aliases."""

    name: str | None = None
    new_name: str | None = None
    description: str | None = None
    key: str | None = None
    value: str | None = None
    alias: str | None = None
    version: Whole = None


class LatestAsked(msgspec.Struct):
    name: str | None = None
    stages: list[str] | None = None


class CreateVersion(msgspec.Struct):
    name: str | None = None
    source: str | None = None
    run_id: str | None = None
    model_id: str | None = None
    run_link: str | None = None
    description: str | None = None
    tags: list[Pair] | None = None


class OfVersion(msgspec.Struct):
    """Any request about one version: its description, one of its tags, its stage."""

    name: str | None = None
    version: Whole = None
    description: str | None = None
    key: str | None = None
    value: str | None = None
    stage: str | None = None
    archive_existing_versions: bool | None = None


def number_of(version: Whole) -> int:
    """Return the number of a version. Raises `BadRequest`."""
    number = whole(required(None if version is None else str(version), "version"), "version")
    if number < 0:
        raise BadRequest("Invalid value for parameter 'version': not the number of a version.")
    return number
