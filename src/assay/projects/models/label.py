"""Labels of a project: `stage-training`, `model-gbm`, or a team's own."""

from django.db import models

HUES = 8


class LabelTaken(ValueError):
    """The project has a label of this name."""


class Label(models.Model):
    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="labels")
    name = models.CharField(max_length=40)
    hue = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "name"], name="label_name_once")]

    def __str__(self) -> str:
        return self.name
