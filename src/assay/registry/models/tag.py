"""Tags: notes of people and programs; the last value counts."""

from django.db import models


class ModelTag(models.Model):
    """A tag of a registered model."""

    model = models.ForeignKey("registry.RegisteredModel", on_delete=models.CASCADE, related_name="tags", db_index=False)
    key = models.CharField(max_length=250)
    value = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["model", "key"], name="model_tag_once")]

    def __str__(self) -> str:
        return f"{self.key}={self.value}"


class VersionTag(models.Model):
    """A tag of one version."""

    version = models.ForeignKey("registry.ModelVersion", on_delete=models.CASCADE, related_name="tags", db_index=False)
    key = models.CharField(max_length=250)
    value = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "key"], name="version_tag_once")]

    def __str__(self) -> str:
        return f"{self.key}={self.value}"
