"""What a link opens, one row for each thing."""

from typing import TYPE_CHECKING

from django.db import models

from assay.projects.models import Project

if TYPE_CHECKING:
    from assay.accounts.models import Person


class OpenedQuerySet(models.QuerySet["Opened"]):
    def visible_to(self, person: "Person") -> "OpenedQuerySet":
        return self.filter(link__project__in=Project.objects.visible_to(person))


class Opened(models.Model):
    """A thing by its kind and id, as the register of kinds finds it. A project stands for its view for stakeholders."""

    link = models.ForeignKey("sharing.ShareLink", on_delete=models.CASCADE, related_name="opened")
    kind = models.CharField(max_length=40)
    thing = models.CharField(max_length=40)

    objects = OpenedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["link", "kind", "thing"], name="opened_once")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.thing}"
