from assay.importers.models.brought import LeftOut, SourceGroup, SourceModel, SourceRun
from assay.importers.models.source import Schedule, Source, SourceState

__all__ = ["LeftOut", "Schedule", "Source", "SourceGroup", "SourceModel", "SourceRun", "SourceState"]
