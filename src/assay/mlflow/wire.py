"""Requests and answers of the protocol: the shapes MLflow clients send and understand.

Unknown fields are ignored, as newer clients send more. An int64 may come as a number or as text. NaN and the
infinities travel as texts, because JSON has no numbers for them.
"""

import json
from typing import Any, TypeVar

import msgspec
from django.http import HttpRequest

from assay.mlflow.errors import BadRequest

MOST_BYTES = 1_000_000
# Schema and profile of a dataset may be large.
MOST_BYTES_OF_INPUTS = 18_000_000
Whole = int | float | str | None
T = TypeVar("T", bound=msgspec.Struct)


class Pair(msgspec.Struct):
    """A param or a tag."""

    key: str | None = None
    value: str | None = None


class Metric(msgspec.Struct):
    key: str | None = None
    value: float | str | None = None
    timestamp: Whole = None
    step: Whole = None
    model_id: str | None = None
    dataset_name: str | None = None
    dataset_digest: str | None = None


class Dataset(msgspec.Struct):
    name: str | None = None
    digest: str | None = None
    source_type: str | None = None
    source: str | None = None
    schema: str | None = None
    profile: str | None = None


class DatasetInput(msgspec.Struct):
    dataset: Dataset | None = None
    tags: list[Pair] | None = None


class ModelUse(msgspec.Struct):
    model_id: str | None = None
    step: Whole = None


class OfRun(msgspec.Struct):
    """Any request about one run; old clients say `run_uuid`."""

    run_id: str | None = None
    run_uuid: str | None = None

    @property
    def run(self) -> str:
        """The run's id. Raises `BadRequest` without one."""
        return required(self.run_id or self.run_uuid, "run_id")


class LogMetric(OfRun):
    key: str | None = None
    value: float | str | None = None
    timestamp: Whole = None
    step: Whole = None
    model_id: str | None = None
    dataset_name: str | None = None
    dataset_digest: str | None = None


class LogPair(OfRun):
    key: str | None = None
    value: str | None = None


class LogBatch(OfRun):
    metrics: list[Metric] | None = None
    params: list[Pair] | None = None
    tags: list[Pair] | None = None


class LogInputs(OfRun):
    datasets: list[DatasetInput] | None = None
    models: list[ModelUse] | None = None


class LogOutputs(OfRun):
    models: list[ModelUse] | None = None


class LogModel(OfRun):
    model_json: str | None = None


class CreateRun(msgspec.Struct):
    experiment_id: str | int | None = None
    user_id: str | None = None
    run_name: str | None = None
    start_time: Whole = None
    tags: list[Pair] | None = None


class UpdateRun(OfRun):
    status: str | int | None = None
    end_time: Whole = None
    run_name: str | None = None


class SearchRuns(msgspec.Struct):
    experiment_ids: list[str | int] | None = None
    filter: str | None = None
    run_view_type: str | int | None = None
    max_results: Whole = None
    order_by: list[str] | None = None
    page_token: str | None = None


class SearchExperiments(msgspec.Struct):
    filter: str | None = None
    view_type: str | int | None = None
    max_results: Whole = None
    order_by: list[str] | None = None
    page_token: str | None = None


class CreateExperiment(msgspec.Struct):
    name: str | None = None
    artifact_location: str | None = None
    tags: list[Pair] | None = None


class OfExperiment(msgspec.Struct):
    """Any request about one experiment."""

    experiment_id: str | int | None = None
    new_name: str | None = None
    key: str | None = None
    value: str | None = None


class CreateModel(msgspec.Struct):
    experiment_id: str | int | None = None
    name: str | None = None
    model_type: str | None = None
    source_run_id: str | None = None
    params: list[Pair] | None = None
    tags: list[Pair] | None = None


class ChangeModel(msgspec.Struct):
    status: str | int | None = None
    params: list[Pair] | None = None
    tags: list[Pair] | None = None


class OnDataset(msgspec.Struct):
    dataset_name: str | None = None
    dataset_digest: str | None = None


class Order(OnDataset):
    field_name: str | None = None
    ascending: bool | None = None


class SearchModels(msgspec.Struct):
    experiment_ids: list[str | int] | None = None
    filter: str | None = None
    datasets: list[OnDataset] | None = None
    max_results: Whole = None
    order_by: list[Order] | None = None
    page_token: str | None = None


_decoders: dict[type[msgspec.Struct], msgspec.json.Decoder[Any]] = {}


def read(request: HttpRequest, shape: type[T], *, most: int = MOST_BYTES) -> T:
    """Return the JSON body as `shape`. Raises `BadRequest` for whatever is wrong with it."""
    body = _body(request, most) or b"{}"
    decoder = _decoders.get(shape) or _decoders.setdefault(shape, msgspec.json.Decoder(shape))
    try:
        found = decoder.decode(body)
        if b"\\u0000" in body:
            refuse_nul(msgspec.to_builtins(found))
    except msgspec.DecodeError as error:  # also what is valid JSON of another shape
        if b"NaN" in body or b"Infinity" in body:
            return _with_bare_nan(body, shape)
        raise BadRequest(f"The request cannot be read: {error}") from error
    except (RecursionError, UnicodeDecodeError) as error:
        raise BadRequest("The request is not readable JSON.") from error
    return found  # type: ignore[no-any-return]


def _with_bare_nan(body: bytes, shape: type[T]) -> T:
    """Read what Python's own JSON writes: NaN and the infinities as they are, which JSON does not know."""
    try:
        said = json.loads(body)
        refuse_nul(said)
        return msgspec.convert(said, shape)
    except (ValueError, RecursionError, msgspec.ValidationError) as error:
        raise BadRequest(f"The request cannot be read: {str(error)[:200]}") from error


def refuse_nul(value: Any) -> None:
    """Raise `BadRequest` if any text holds NUL, which PostgreSQL cannot store."""
    texts = value if isinstance(value, str) else ""
    if "\0" in texts:
        raise BadRequest("The request holds a NUL character, which cannot be stored.")
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        refuse_nul(inner)


def required(value: str | None, name: str) -> str:
    """Return a text that must be there. Raises `BadRequest`."""
    if not value:
        raise BadRequest(f"Missing value for required parameter '{name}'.")
    return value


def whole(value: Whole, name: str, *, default: int = 0) -> int:
    """Return an int64 in any of its spellings. Raises `BadRequest`."""
    if value is None or value == "":
        return default
    try:
        number = int(value)
    except (ValueError, OverflowError) as error:
        raise BadRequest(f"Invalid value for parameter '{name}': not a whole number.") from error
    if (isinstance(value, float) and value != number) or not -(2**63) <= number < 2**63:
        raise BadRequest(f"Invalid value for parameter '{name}': not a whole number of 64 bits.")
    return number


def moment(value: Whole, name: str) -> int:
    """Return a time in milliseconds, which must be said. Raises `BadRequest`."""
    if value is None or value == "":
        raise BadRequest(f"Missing value for required parameter '{name}'.")
    number = whole(value, name)
    if number < 0:
        raise BadRequest(f"Invalid value for parameter '{name}': a time is not negative.")
    return number


def real(value: float | str | None, name: str) -> float:
    """Return a metric's value; texts may be numbers, NaN and ±Infinity. Raises `BadRequest`."""
    if isinstance(value, float | int):
        return float(value)
    try:
        return float(required(value, name))
    except ValueError as error:
        raise BadRequest(f"Invalid value for parameter '{name}': not a number.") from error


def pairs(some: list[Pair] | None) -> list[tuple[str, str]]:
    return [(pair.key or "", pair.value or "") for pair in some or ()]


def as_pairs(some: dict[str, str]) -> list[dict[str, str]]:
    return [{"key": key, "value": value} for key, value in some.items()]


def _body(request: HttpRequest, most: int) -> bytes:
    """Read the body unless it is too large; Django's own limit would answer with a page."""
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        length = 0
    body = b"" if length > most else request.read(most + 1)
    if length > most or len(body) > most:
        raise BadRequest(f"The request is larger than {most:,} bytes. Send several smaller ones.")
    return body
