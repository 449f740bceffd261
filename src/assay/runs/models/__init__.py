from assay.runs.models.artifact import Artifact
from assay.runs.models.facts import DatasetInput, Param, RunTag
from assay.runs.models.group import RunGroup
from assay.runs.models.logged_model import LoggedModel, ModelStatus, ModelUse
from assay.runs.models.run import LinkReason, Run, RunStatus
from assay.runs.models.series import Chunk, MetricSeries, Point
from assay.runs.models.table import SavedView, TableChoice

__all__ = [
    "Artifact",
    "Chunk",
    "DatasetInput",
    "LinkReason",
    "LoggedModel",
    "MetricSeries",
    "ModelStatus",
    "ModelUse",
    "Param",
    "Point",
    "Run",
    "RunGroup",
    "RunStatus",
    "RunTag",
    "SavedView",
    "TableChoice",
]
