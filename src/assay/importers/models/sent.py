"""Runs that were sent as plain values, and files of results between their upload and their storing."""

from typing import TYPE_CHECKING

from django.db import models

from assay.projects.models import Project

if TYPE_CHECKING:
    from assay.accounts.models import Person


class SentRun(models.Model):
    """A run by the name its sender gave it, so that the same run sent again is one run."""

    workspace = models.ForeignKey("accounts.Workspace", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=250)
    digest = models.CharField(max_length=64)
    run = models.OneToOneField("runs.Run", on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "name"], name="sent_run_once")]

    def __str__(self) -> str:
        return self.name


class ResultsFileQuerySet(models.QuerySet["ResultsFile"]):
    def visible_to(self, person: "Person") -> "ResultsFileQuerySet":
        """One's own, for projects one may see."""
        return self.filter(created_by=person, task__project__in=Project.objects.visible_to(person))


class ResultsFile(models.Model):
    """An uploaded table that waits until somebody says what its columns are; nothing of it is stored before."""

    task = models.ForeignKey("tasks.Task", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=250)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="+")

    objects = ResultsFileQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name
