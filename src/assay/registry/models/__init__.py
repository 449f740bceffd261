from assay.registry.models.alias import ModelAlias
from assay.registry.models.registered_model import ModelGone, NameTaken, RegisteredModel
from assay.registry.models.tag import ModelTag, VersionTag
from assay.registry.models.version import ModelVersion, NoSuchVersion, Stage

__all__ = [
    "ModelAlias",
    "ModelGone",
    "ModelTag",
    "ModelVersion",
    "NameTaken",
    "NoSuchVersion",
    "RegisteredModel",
    "Stage",
    "VersionTag",
]
