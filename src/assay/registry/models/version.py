"""A version of a registered model: where its files lie, and which run made it."""

from typing import TYPE_CHECKING

from django.db import models, transaction
from django.db.models import Q
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assay.activity.recording import record
from assay.kit.clock import now
from assay.registry.events import (
    VersionDeleted,
    VersionDescribed,
    VersionStaged,
    VersionTagDeleted,
    VersionTagSet,
)
from assay.registry.models.tag import VersionTag
from assay.registry.naming import checked_description, checked_tag
from assay.runs.models import Artifact, LoggedModel, Run

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.registry.models.registered_model import RegisteredModel


class NoSuchVersion(Http404):
    """The model has no version of this number, or it was deleted meanwhile; pages answer 404."""


class Stage(models.TextChoices):
    """MLflow's stages, kept for clients from before aliases."""

    NONE = "None", gettext_lazy("None")
    STAGING = "Staging", gettext_lazy("Staging")
    PRODUCTION = "Production", gettext_lazy("Production")
    ARCHIVED = "Archived", gettext_lazy("Archived")


class ModelVersionQuerySet(models.QuerySet["ModelVersion"]):
    def visible_to(self, person: "Person") -> "ModelVersionQuerySet":
        """Versions of visible models, but for those made by a run or logged model that the person may not see."""
        from assay.registry.models.registered_model import RegisteredModel

        mine = self.filter(model__in=RegisteredModel.objects.visible_to(person))
        runs = Q(run=None) | Q(run__in=Run.objects.visible_to(person))
        logged = Q(logged_model=None) | Q(logged_model__in=LoggedModel.objects.visible_to(person))
        return mine.filter(runs, logged)

    def alive(self) -> "ModelVersionQuerySet":
        return self.filter(deleted_at=None, model__deleted_at=None)

    def newest_first(self) -> "ModelVersionQuerySet":
        return self.order_by("-number")


class ModelVersion(models.Model):
    """One version. Its number is never given again, also after it was deleted.

    The files lie in `logged_model` if there is one, else in `run`, below `path`; `source` is how the client
    named that place.
    """

    model = models.ForeignKey("registry.RegisteredModel", on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    source = models.TextField()
    run = models.ForeignKey("runs.Run", on_delete=models.SET_NULL, related_name="model_versions", null=True)
    logged_model = models.ForeignKey(
        "runs.LoggedModel", on_delete=models.SET_NULL, related_name="model_versions", null=True
    )
    path = models.CharField(max_length=1000, blank=True)
    run_link = models.CharField(max_length=500, blank=True)
    description = models.TextField(blank=True)
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.NONE)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    updated_at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True)

    objects = ModelVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["model", "number"], name="model_version_once"),
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="model_version_stage_known"),
        ]

    def __str__(self) -> str:
        return f"{self.model.name} {self.number}"

    @property
    def prefix(self) -> str:
        """What the paths of the version's files begin with."""
        return f"{self.path}/" if self.path else ""

    @property
    def artifacts(self) -> models.QuerySet[Artifact]:
        """The files; on SQLite also those whose path differs from `prefix` in the case of letters only."""
        owner = self.logged_model or self.run
        return owner.artifacts.filter(path__startswith=self.prefix) if owner else Artifact.objects.none()

    @transaction.atomic
    def describe(self, description: str, *, by: "Person") -> None:
        """Change the description. Raises `BadValue`."""
        self._lock()
        if checked_description(description) == self.description:
            return
        self._change(description=description)
        record(VersionDescribed(self.model.name, self.number, description), on=self.model, by=by)

    @transaction.atomic
    def move_to_stage(self, stage: Stage, *, by: "Person") -> None:
        """Put the version into an MLflow stage; the same one is no move."""
        model = self._lock()
        before = self.stage
        if before == stage:
            return
        self._change(stage=stage)
        model.note_change()
        record(VersionStaged(model.name, self.number, before, stage.value), on=model, by=by)

    @transaction.atomic
    def replace_in_stage(self, stage: Stage, *, by: "Person") -> None:
        """Put the version into an MLflow stage and archive those that were in it."""
        self._lock()
        others = self.model.versions.alive().filter(stage=stage).exclude(pk=self.pk)
        for other in others.select_related("model"):
            other.move_to_stage(Stage.ARCHIVED, by=by)
        self.move_to_stage(stage, by=by)

    @transaction.atomic
    def set_tag(self, key: str, value: str, *, by: "Person") -> None:
        """Set a tag. Raises `BadValue`."""
        key, value = checked_tag(key, value)
        self._lock()
        if self.tags.filter(key=key, value=value).exists():
            return
        VersionTag.objects.update_or_create(version=self, key=key, defaults={"value": value})
        self._change()
        record(VersionTagSet(self.model.name, self.number, key, value), on=self.model, by=by)

    @transaction.atomic
    def remove_tag(self, key: str, *, by: "Person") -> None:
        """Take a tag off; one that is not there changes nothing."""
        self._lock()
        count, _by_table = self.tags.filter(key=key).delete()
        if count:
            self._change()
            record(VersionTagDeleted(self.model.name, self.number, key), on=self.model, by=by)

    @transaction.atomic
    def discard(self, *, by: "Person") -> None:
        """Mark the version deleted and take its aliases off. The files stay with the run."""
        model = self._lock()
        self.aliases.all().delete()
        self._change(deleted_at=now())
        model.note_change()
        record(VersionDeleted(model.name, self.number), on=model, by=by)

    def _lock(self) -> "RegisteredModel":
        """Lock the model, then read the version again; all verbs lock in this order. Raises `NoSuchVersion`."""
        model = self.model
        model.lock()
        self.refresh_from_db(from_queryset=ModelVersion.objects.select_for_update())
        if self.deleted_at is not None:
            raise NoSuchVersion(_("Version %(number)d was deleted a moment ago.") % {"number": self.number})
        self.model = model
        return model

    def _change(self, **values: object) -> None:
        values["updated_at"] = now()
        for name, value in values.items():
            setattr(self, name, value)
        self.save(update_fields=list(values))
