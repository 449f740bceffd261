"""Artifacts: files that a run or a logged model left behind."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from assay.accounts.models import Person

from assay.runs.models.logged_model import LoggedModel
from assay.runs.models.run import Run


class ArtifactQuerySet(models.QuerySet["Artifact"]):
    def visible_to(self, person: "Person") -> "ArtifactQuerySet":
        return self.filter(
            Q(run__in=Run.objects.visible_to(person)) | Q(logged_model__in=LoggedModel.objects.visible_to(person))
        )


class Artifact(models.Model):
    """One file. `path` is the client's name for it and only ever a column; the bytes lie under their digest."""

    run = models.ForeignKey("runs.Run", on_delete=models.CASCADE, related_name="artifacts", null=True)
    logged_model = models.ForeignKey("runs.LoggedModel", on_delete=models.CASCADE, related_name="artifacts", null=True)
    path = models.CharField(max_length=1000)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    created_at = models.DateTimeField()

    objects = ArtifactQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "path"], name="artifact_path_once_per_run"),
            models.UniqueConstraint(fields=["logged_model", "path"], name="artifact_path_once_per_model"),
            models.CheckConstraint(
                condition=Q(run=None, logged_model__isnull=False) | Q(run__isnull=False, logged_model=None),
                name="artifact_one_owner",
            ),
        ]
        indexes = [models.Index(fields=["sha256"], name="artifact_blob")]

    def __str__(self) -> str:
        return self.path
