"""What is known of the stays of a project: which state of its tasks they tell, and whether they must be made anew."""

import secrets
from collections.abc import Iterable

from django.db import models


def new_stamp() -> int:
    return secrets.randbits(63)


class Keeping(models.Model):
    """`stamp` is another number after each change of a task of the project: what was derived under an equal one holds.

    It is drawn, not counted, so that no stamp of a transaction that failed, or of a database that was restored, comes
    twice. `is_due` asks the worker to derive all stays of the project again.
    """

    project = models.OneToOneField("projects.Project", on_delete=models.CASCADE, primary_key=True, related_name="+")
    stamp = models.BigIntegerField(default=new_stamp)
    is_due = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.project_id}: {self.stamp}"

    @staticmethod
    def renew(projects: Iterable[int]) -> None:
        """Note in the caller's transaction that tasks of these projects changed."""
        Keeping.objects.bulk_create(
            [Keeping(project_id=project) for project in sorted(set(projects))],
            update_conflicts=True,
            unique_fields=["project"],
            update_fields=["stamp"],
        )
