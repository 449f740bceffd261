"""What can happen to the metric definitions of a project."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from assay.activity.happenings import Happening, happens


@happens
@dataclass(frozen=True)
class MetricAdded(Happening):
    """`metric` is the name as criteria write it: `f1 on test`."""

    kind: ClassVar[str] = "metric.added"
    icon: ClassVar[str] = "flag"
    metric: str
    title: str
    role: str

    def wording(self) -> str:
        if self.role == "primary":
            return _("defined %(metric)s as the primary metric") % {"metric": self.metric}
        if self.role == "guardrail":
            return _("defined %(metric)s as a guardrail") % {"metric": self.metric}
        return _("defined the metric %(metric)s") % {"metric": self.metric}

    def quote(self) -> str:
        return self.title


@happens
@dataclass(frozen=True)
class MetricEdited(Happening):
    """`changes` holds before and after of each fact that changed."""

    kind: ClassVar[str] = "metric.edited"
    icon: ClassVar[str] = "edit"
    metric: str
    changes: dict[str, list[Any]] = field(default_factory=dict)

    def wording(self) -> str:
        named = {"metric": self.metric}
        if self.changes.get("role", [None])[-1] == "primary":
            return _("made %(metric)s the primary metric") % named
        if self.changes.get("role", [None])[-1] == "guardrail":
            return _("made %(metric)s a guardrail") % named
        if "target" in self.changes:
            return _("changed the target of %(metric)s") % named
        return _("edited the metric %(metric)s") % named


@happens
@dataclass(frozen=True)
class MetricRetired(Happening):
    kind: ClassVar[str] = "metric.retired"
    icon: ClassVar[str] = "stale"
    metric: str

    def wording(self) -> str:
        return _("retired the metric %(metric)s") % {"metric": self.metric}


@happens
@dataclass(frozen=True)
class MetricRestored(Happening):
    kind: ClassVar[str] = "metric.restored"
    icon: ClassVar[str] = "undo"
    metric: str

    def wording(self) -> str:
        return _("brought the metric %(metric)s back") % {"metric": self.metric}
