from assay.registry.queries.model_page import ModelPage, model_page
from assay.registry.queries.models_table import ModelsTable, models_table
from assay.registry.queries.version_page import VersionPage, version_page

__all__ = ["ModelPage", "ModelsTable", "VersionPage", "model_page", "models_table", "version_page"]
