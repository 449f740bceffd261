"""The tasks of somebody: how many they have, and handing all of them over."""

from collections.abc import Collection, Mapping

from assay.accounts.models import Person
from assay.tasks.models import Task
from assay.tasks.models.task.limits import resting_column
from assay.tasks.queries.busy import in_progress
from assay.tasks.taking import may_take


class TaskWork:
    """What `accounts` may know of tasks."""

    def in_progress(self, people: Collection[Person], *, reader: Person) -> Mapping[int, int]:
        return in_progress(people, reader=reader)

    def open(self, person: Person) -> int:
        return Task.objects.filter(assignee=person).open().count()

    def hand_over(self, person: Person, to: Person | None, *, by: Person) -> None:
        """Give the open tasks to `to` where they may take them, the rest to nobody; what is in progress waits."""
        for task in Task.objects.filter(assignee=person).open().with_facts().order_by("project_id", "pk"):
            if task.is_in_progress:
                task.move_to(resting_column(task), by=by)
            takes = to is not None and may_take(task.project).filter(pk=to.pk).exists()
            task.assign(to if takes else None, by=by)
