"""Aliases: names that move from version to version, so that `models:/churn@champion` always loads the right one."""

from django.db import models


class ModelAlias(models.Model):
    """One alias of a model and the version that has it now."""

    model = models.ForeignKey(
        "registry.RegisteredModel", on_delete=models.CASCADE, related_name="aliases", db_index=False
    )
    version = models.ForeignKey("registry.ModelVersion", on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=255)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["model", "name"], name="model_alias_once")]

    def __str__(self) -> str:
        return self.name
