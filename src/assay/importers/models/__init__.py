from assay.importers.models.brought import LeftOut, SourceGroup, SourceModel, SourceRun
from assay.importers.models.sent import ResultsFile, SentRun
from assay.importers.models.source import Schedule, Source, SourceState

__all__ = [
    "LeftOut",
    "ResultsFile",
    "Schedule",
    "SentRun",
    "Source",
    "SourceGroup",
    "SourceModel",
    "SourceRun",
    "SourceState",
]
