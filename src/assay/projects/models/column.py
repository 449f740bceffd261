"""Columns of a board. Limits, the one-in-progress rule and flow read the state, never the name."""

from django.db import models
from django.utils.translation import gettext_lazy


class ColumnState(models.TextChoices):
    QUEUE = "queue", gettext_lazy("Queue")
    ACTIVE = "active", gettext_lazy("Active")
    WAITING = "waiting", gettext_lazy("Waiting")
    DONE = "done", gettext_lazy("Done")


class Column(models.Model):
    """A place on the board. `limit` is the most cards it should hold; none means no limit."""

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="columns")
    name = models.CharField(max_length=40)
    state = models.CharField(max_length=10, choices=ColumnState)
    position = models.PositiveSmallIntegerField()
    limit = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "name"], name="column_name_once"),
            models.CheckConstraint(condition=models.Q(state__in=ColumnState.values), name="column_state_known"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_active(self) -> bool:
        return self.state == ColumnState.ACTIVE

    @property
    def is_done(self) -> bool:
        return self.state == ColumnState.DONE
