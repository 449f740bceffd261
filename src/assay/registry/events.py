"""What can happen to a registered model. Everything stands in the history of the model, also what a version did."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from assay.activity.happenings import Happening, happens


@happens
@dataclass(frozen=True)
class ModelCreated(Happening):
    kind: ClassVar[str] = "registered_model.created"
    icon: ClassVar[str] = "model"
    name: str

    def wording(self) -> str:
        return _("registered the model %(name)s") % {"name": self.name}


@happens
@dataclass(frozen=True)
class ModelRenamed(Happening):
    kind: ClassVar[str] = "registered_model.renamed"
    icon: ClassVar[str] = "model"
    before: str
    name: str

    def wording(self) -> str:
        return _("renamed the model %(before)s to %(name)s") % {"before": self.before, "name": self.name}


@happens
@dataclass(frozen=True)
class ModelDescribed(Happening):
    kind: ClassVar[str] = "registered_model.described"
    icon: ClassVar[str] = "edit"
    name: str
    description: str

    def wording(self) -> str:
        return _("described the model %(name)s") % {"name": self.name}


@happens
@dataclass(frozen=True)
class ModelDeleted(Happening):
    kind: ClassVar[str] = "registered_model.deleted"
    icon: ClassVar[str] = "trash"
    name: str
    versions: int

    def wording(self) -> str:
        return _("deleted the model %(name)s") % {"name": self.name}


@happens
@dataclass(frozen=True)
class ModelTagSet(Happening):
    kind: ClassVar[str] = "registered_model_tag.set"
    icon: ClassVar[str] = "edit"
    name: str
    key: str
    value: str

    def wording(self) -> str:
        return _("set the tag %(key)s of the model %(name)s") % {"key": self.key, "name": self.name}


@happens
@dataclass(frozen=True)
class ModelTagDeleted(Happening):
    kind: ClassVar[str] = "registered_model_tag.deleted"
    icon: ClassVar[str] = "edit"
    name: str
    key: str

    def wording(self) -> str:
        return _("took the tag %(key)s off the model %(name)s") % {"key": self.key, "name": self.name}


@dataclass(frozen=True)
class _OfVersion(Happening):
    """Something about the version `number` of the model `name`."""

    icon: ClassVar[str] = "model"
    name: str
    number: int

    @property
    def _facts(self) -> dict[str, object]:
        return self.as_data()


@happens
@dataclass(frozen=True)
class VersionCreated(_OfVersion):
    """`run` is the id of the run that made it, empty if none is known."""

    kind: ClassVar[str] = "model_version.created"
    run: str

    def wording(self) -> str:
        return _("registered version %(number)d of the model %(name)s") % self._facts


@happens
@dataclass(frozen=True)
class VersionDescribed(_OfVersion):
    kind: ClassVar[str] = "model_version.described"
    icon: ClassVar[str] = "edit"
    description: str

    def wording(self) -> str:
        return _("described version %(number)d of the model %(name)s") % self._facts


@happens
@dataclass(frozen=True)
class VersionStaged(_OfVersion):
    """`stage` and `before` are MLflow's: None, Staging, Production, Archived."""

    kind: ClassVar[str] = "model_version.staged"
    before: str
    stage: str

    def wording(self) -> str:
        return _("moved version %(number)d of the model %(name)s from %(before)s to %(stage)s") % self._facts


@happens
@dataclass(frozen=True)
class VersionDeleted(_OfVersion):
    kind: ClassVar[str] = "model_version.deleted"
    icon: ClassVar[str] = "trash"

    def wording(self) -> str:
        return _("deleted version %(number)d of the model %(name)s") % self._facts


@happens
@dataclass(frozen=True)
class VersionTagSet(_OfVersion):
    kind: ClassVar[str] = "model_version_tag.set"
    icon: ClassVar[str] = "edit"
    key: str
    value: str

    def wording(self) -> str:
        return _("set the tag %(key)s of version %(number)d of the model %(name)s") % self._facts


@happens
@dataclass(frozen=True)
class VersionTagDeleted(_OfVersion):
    kind: ClassVar[str] = "model_version_tag.deleted"
    icon: ClassVar[str] = "edit"
    key: str

    def wording(self) -> str:
        return _("took the tag %(key)s off version %(number)d of the model %(name)s") % self._facts


@happens
@dataclass(frozen=True)
class AliasSet(_OfVersion):
    """`before` is the version that had the alias until then, 0 for none."""

    kind: ClassVar[str] = "model_version_alias.set"
    icon: ClassVar[str] = "flag"
    alias: str
    before: int

    def wording(self) -> str:
        if self.before:
            return _("moved the alias %(alias)s of %(name)s from version %(before)d to %(number)d") % self._facts
        return _("gave version %(number)d of the model %(name)s the alias %(alias)s") % self._facts


@happens
@dataclass(frozen=True)
class AliasDeleted(_OfVersion):
    kind: ClassVar[str] = "model_version_alias.deleted"
    icon: ClassVar[str] = "flag"
    alias: str

    def wording(self) -> str:
        return _("took the alias %(alias)s from version %(number)d of the model %(name)s") % self._facts
