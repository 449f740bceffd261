"""What an MLflow server says, as far as it is brought.

Nothing of it is trusted: each value is checked on its way in.
"""

from typing import Annotated, Any

import msgspec

# Protobuf writes 64-bit numbers as texts at times, and numbers that JSON has not always.
Whole = int | str
Real = int | float | str
# By these things are looked up, before anything of them is checked; no database holds NUL.
Id = Annotated[str, msgspec.Meta(pattern=r"^[^\0]*$")]


class Pair(msgspec.Struct):
    key: str = ""
    value: str = ""


class Experiment(msgspec.Struct):
    experiment_id: Id
    name: str = ""
    lifecycle_stage: str = "active"
    tags: list[Pair] = []


class Experiments(msgspec.Struct):
    experiments: list[Experiment] = []
    next_page_token: str = ""


class RunInfo(msgspec.Struct):
    run_id: Id
    experiment_id: Id
    run_name: str = ""
    user_id: str = ""
    status: str = "FINISHED"
    start_time: Whole = 0
    end_time: Whole = 0
    artifact_uri: str = ""
    lifecycle_stage: str = "active"


class Metric(msgspec.Struct):
    key: str = ""
    value: Real = "NaN"
    timestamp: Whole = 0
    step: Whole = 0


class RunData(msgspec.Struct):
    metrics: list[Metric] = []
    params: list[Pair] = []
    tags: list[Pair] = []


class Dataset(msgspec.Struct):
    name: str = ""
    digest: str = ""
    source_type: str = ""
    source: str = ""
    schema: str = ""
    profile: str = ""


class DatasetInput(msgspec.Struct):
    dataset: Dataset = msgspec.field(default_factory=Dataset)
    tags: list[Pair] = []


class ModelUse(msgspec.Struct):
    model_id: Id = ""
    step: Whole = 0


class RunInputs(msgspec.Struct):
    dataset_inputs: list[DatasetInput] = []
    model_inputs: list[ModelUse] = []


class RunOutputs(msgspec.Struct):
    model_outputs: list[ModelUse] = []


class Run(msgspec.Struct):
    info: RunInfo
    data: RunData = msgspec.field(default_factory=RunData)
    inputs: RunInputs = msgspec.field(default_factory=RunInputs)
    outputs: RunOutputs = msgspec.field(default_factory=RunOutputs)


class OneRun(msgspec.Struct):
    run: Run


class Runs(msgspec.Struct):
    runs: list[Run] = []
    next_page_token: str = ""


class History(msgspec.Struct):
    metrics: list[Metric] = []
    next_page_token: str = ""


class ModelInfo(msgspec.Struct):
    model_id: Id
    experiment_id: Id = ""
    name: str = ""
    creation_timestamp_ms: Whole = 0
    last_updated_timestamp_ms: Whole = 0
    artifact_uri: str = ""
    status: str | int = "LOGGED_MODEL_READY"
    model_type: str = ""
    source_run_id: Id = ""
    tags: list[Pair] = []


class ModelData(msgspec.Struct):
    params: list[Pair] = []
    metrics: list[dict[str, Any]] = []


class LoggedModel(msgspec.Struct):
    info: ModelInfo
    data: ModelData = msgspec.field(default_factory=ModelData)


class LoggedModels(msgspec.Struct):
    models: list[LoggedModel] = []
    next_page_token: str = ""


class Alias(msgspec.Struct):
    alias: str = ""
    version: Whole = 0


class Registered(msgspec.Struct):
    name: Id
    description: str = ""
    creation_timestamp: Whole = 0
    last_updated_timestamp: Whole = 0
    tags: list[Pair] = []
    aliases: list[Alias] = []


class RegisteredModels(msgspec.Struct):
    registered_models: list[Registered] = []
    next_page_token: str = ""


class Version(msgspec.Struct):
    name: Id
    version: Whole
    source: str = ""
    run_id: Id = ""
    run_link: str = ""
    description: str = ""
    current_stage: str = "None"
    creation_timestamp: Whole = 0
    last_updated_timestamp: Whole = 0
    tags: list[Pair] = []


class Versions(msgspec.Struct):
    model_versions: list[Version] = []
    next_page_token: str = ""


class File(msgspec.Struct):
    path: str
    is_dir: bool = False
    file_size: Whole = 0


class Files(msgspec.Struct):
    files: list[File] = []
    root_uri: str = ""
    next_page_token: str = ""
