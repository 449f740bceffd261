from assay.importers.models.brought import BroughtTask, LeftOut, SourceGroup, SourceModel, SourceRun
from assay.importers.models.changelog_file import ChangelogFile
from assay.importers.models.sent import ResultsFile, SentRun
from assay.importers.models.source import Schedule, Source, SourceState

__all__ = [
    "BroughtTask",
    "ChangelogFile",
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
