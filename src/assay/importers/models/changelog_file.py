"""Files of status changes between their upload and their storing."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from assay.projects.models import Project

if TYPE_CHECKING:
    from assay.accounts.models import Person


class ChangelogFileQuerySet(models.QuerySet["ChangelogFile"]):
    def visible_to(self, person: "Person") -> "ChangelogFileQuerySet":
        """One's own, for a new project or one that one may see."""
        seen = Q(project=None) | Q(project__in=Project.objects.visible_to(person))
        return self.filter(seen, created_by=person)


class ChangelogFile(models.Model):
    """An uploaded history of another tracker that waits until somebody agrees to what it is taken for.

    Without a `project` it becomes a new one.
    """

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="+", null=True)
    name = models.CharField(max_length=250)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="+")

    objects = ChangelogFileQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name
