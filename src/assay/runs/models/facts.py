"""What a run says of itself once: params, tags, the data it read."""

from django.db import models


class Param(models.Model):
    """A setting of the run. A param never changes its value."""

    run = models.ForeignKey("runs.Run", on_delete=models.CASCADE, related_name="params", db_index=False)
    key = models.CharField(max_length=250)
    value = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "key"], name="param_once")]

    def __str__(self) -> str:
        return f"{self.key}={self.value}"


class RunTag(models.Model):
    """A note of the run or of its client; the last value counts."""

    run = models.ForeignKey("runs.Run", on_delete=models.CASCADE, related_name="tags", db_index=False)
    key = models.CharField(max_length=250)
    value = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "key"], name="run_tag_once")]

    def __str__(self) -> str:
        return f"{self.key}={self.value}"


class DatasetInput(models.Model):
    """A dataset the run read: name and digest, and in which role (`context`: training, test ...)."""

    run = models.ForeignKey("runs.Run", on_delete=models.CASCADE, related_name="inputs", db_index=False)
    name = models.CharField(max_length=500)
    digest = models.CharField(max_length=36)
    source_type = models.CharField(max_length=100, blank=True)
    source = models.TextField(blank=True)
    schema = models.TextField(blank=True)
    profile = models.TextField(blank=True)
    context = models.CharField(max_length=250, blank=True)
    tags = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "name", "digest", "context"], name="dataset_input_once")]

    def __str__(self) -> str:
        return f"{self.name} {self.digest}"
