"""Which versions of models went live when: by the stage Production of MLflow, or by the aliases teams use for it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from assay.accounts.models import Person
from assay.activity.models import Event
from assay.registry.events import AliasSet, VersionStaged
from assay.registry.models import RegisteredModel
from assay.registry.models.version import Stage

# What teams call the version that is in use.
LIVE_ALIASES = ("champion", "production", "prod", "live")


@dataclass(frozen=True)
class WentLive:
    """A version that was put to use for the first time; `how` is the stage or the alias it was given."""

    model: str
    number: int
    project_id: int | None
    at: datetime
    how: str


def went_live(reader: Person, projects: Collection[int], *, since: datetime) -> list[WentLive]:
    """Return the versions that went live since then, of models of these projects or of none, the earliest first.

    Two queries. A version counts once, at its first time; one that was taken back counts all the same, as it was live.
    """
    seen = RegisteredModel.objects.visible_to(reader).filter(Q(project__in=projects) | Q(project=None))
    models = {str(pk): (name, project) for pk, name, project in seen.values_list("pk", "name", "project_id")}
    found: dict[tuple[str, int], WentLive] = {}
    for subject, data, at in _told(models) if models else ():
        model, project = models[subject]
        one = WentLive(model, data["number"], project, at, data.get("alias") or data["stage"])
        found.setdefault((subject, one.number), one)
    return [one for one in found.values() if one.at >= since]


def _told(models: Collection[str]) -> Collection[tuple[str, dict[str, Any], datetime]]:
    staged = Q(kind=VersionStaged.kind, data__stage=Stage.PRODUCTION)
    named = Q(kind=AliasSet.kind, data__alias__in=LIVE_ALIASES)
    events = Event.objects.filter(staged | named, subject_kind="model", subject_id__in=models)
    return events.order_by("pk").values_list("subject_id", "data", "at")
