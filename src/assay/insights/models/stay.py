"""Where tasks were and are: the history of their moves as rows, so that no figure replays events."""

from django.db import models
from django.db.models import Q

from assay.projects.models import ColumnState

IS_DONE = Q(state=ColumnState.DONE, ended_at=None)


class Stay(models.Model):
    """One time of a task in one place; `number` orders those of a task, and only the last has no end.

    Derived from events alone (`insights.keeping`), by whom each row can be made anew. `column` is the name the column
    had; empty for the first queue of a task that never moved. Done work is in one place, whatever happens to it
    there: `began_at` of such a stay is when the task was finished.
    """

    task = models.ForeignKey("tasks.Task", on_delete=models.CASCADE, related_name="stays")
    project_id = models.BigIntegerField()
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10)
    phase_id = models.BigIntegerField(null=True)
    column = models.CharField(max_length=40, blank=True)
    is_blocked = models.BooleanField(default=False)
    # In the archive or the trash: nobody works on it there, whatever its column says.
    is_away = models.BooleanField(default=False)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["task", "number"], name="stay_number_once")]
        indexes = [
            models.Index(fields=["project_id", "task", "number"], name="stay_of_project"),
            models.Index(fields=["project_id", "began_at"], name="stay_finished", condition=IS_DONE),
        ]

    def __str__(self) -> str:
        return f"{self.task_id} {self.state} since {self.began_at:%Y-%m-%d}"
