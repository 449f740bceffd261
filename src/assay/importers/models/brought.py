"""What a source has brought: which thing there is which thing here, and what was left out and why."""

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from assay.accounts.models import Person


class SourceGroup(models.Model):
    """An experiment of the server and the group its runs are in here; none when it was left out."""

    source = models.ForeignKey("importers.Source", on_delete=models.CASCADE, related_name="groups", db_index=False)
    remote_id = models.CharField(max_length=100)
    name = models.CharField(max_length=500)
    group = models.ForeignKey("runs.RunGroup", on_delete=models.CASCADE, related_name="+", null=True)
    is_made = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "remote_id"], name="source_group_once")]

    def __str__(self) -> str:
        return self.name


class SourceRunQuerySet(models.QuerySet["SourceRun"]):
    def visible_to(self, person: "Person") -> "SourceRunQuerySet":
        from assay.runs.models import Run

        return self.filter(run__in=Run.objects.visible_to(person))


class SourceRun(models.Model):
    """A run of the server. `digest` is that of all it said when it was brought last, empty while it is not whole.

    `histories` says of each metric how far its points are here; `uses` are models that it read or made and that have
    not come yet; `task` and `because` its link once it is shown.
    """

    source = models.ForeignKey("importers.Source", on_delete=models.CASCADE, related_name="runs", db_index=False)
    uid = models.CharField(max_length=32)
    run = models.OneToOneField("runs.Run", on_delete=models.CASCADE, related_name="brought")
    remote_group = models.CharField(max_length=100)
    artifact_uri = models.TextField(blank=True)
    digest = models.CharField(max_length=64, blank=True)
    tag_keys = models.JSONField(default=list)
    histories = models.JSONField(default=dict)
    uses = models.JSONField(default=list)
    task = models.ForeignKey("tasks.Task", on_delete=models.SET_NULL, related_name="+", null=True)
    because = models.CharField(max_length=12, blank=True)
    is_shown = models.BooleanField(default=False)
    has_files = models.BooleanField(default=False)
    seen_in_pass = models.PositiveIntegerField(default=0)
    gone_at = models.DateTimeField(null=True)

    objects = SourceRunQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "uid"], name="source_run_once")]

    def __str__(self) -> str:
        return self.uid


class SourceModel(models.Model):
    """A registered model of the server and ours of the same name."""

    source = models.ForeignKey("importers.Source", on_delete=models.CASCADE, related_name="models", db_index=False)
    name = models.CharField(max_length=256)
    model = models.ForeignKey("registry.RegisteredModel", on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "name"], name="source_model_once")]

    def __str__(self) -> str:
        return self.name


class LeftOut(models.Model):
    """Something that did not come, and why; it goes away when it came after all."""

    source = models.ForeignKey("importers.Source", on_delete=models.CASCADE, related_name="left_out", db_index=False)
    what = models.CharField(max_length=40)
    name = models.CharField(max_length=500)
    why = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "what", "name"], name="left_out_once")]

    def __str__(self) -> str:
        return f"{self.what} {self.name}: {self.why}"


class BroughtTask(models.Model):
    """A task that came from another tracker, by the key it had there: the same file again brings nothing twice."""

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=100)
    task = models.OneToOneField("tasks.Task", on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "key"], name="brought_task_once")]

    def __str__(self) -> str:
        return self.key
