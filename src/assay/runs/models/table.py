"""How people want to see a project's runs: each person's columns, and views that a project keeps by name."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models, transaction

from assay.activity.subjects import Subject
from assay.projects.models import Project
from assay.runs.columns import BadColumn, Column, column

if TYPE_CHECKING:
    from assay.accounts.models import Person

VIEW_NAME_LENGTH = 80
QUERY_LENGTH = 8000
MOST_FOLDED = 200


class TableChoiceQuerySet(models.QuerySet["TableChoice"]):
    def visible_to(self, person: "Person") -> "TableChoiceQuerySet":
        return self.filter(person=person)


class TableChoice(models.Model):
    """The columns that one person wants in one project, in their order, and the families that are folded.

    `columns` is None while the person has chosen none: the table then chooses by itself.
    """

    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="+")
    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="+")
    columns = models.JSONField(null=True)
    folded = models.JSONField(default=list)

    objects = TableChoiceQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "project"], name="table_choice_once")]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.project_id}"

    @classmethod
    def of(cls, person: "Person", project: Project) -> "TableChoice":
        """Return the person's choice; one that was never made is not stored yet."""
        found = cls.objects.visible_to(person).filter(project=project).first()
        return found or cls(person=person, project=project)

    @property
    def chosen(self) -> list[Column] | None:
        """The columns; what a newer or older version spelled in its own way is left out."""
        if self.columns is None:
            return None
        return [found for name, width in self.columns if (found := _read(name, width))]

    def choose(self, columns: Sequence[Column]) -> None:
        """Remember these columns in this order."""
        self._keep(columns=[[one.name, one.width.value] for one in columns])

    def fold(self, prefix: str) -> None:
        """Fold the family of columns, or unfold it when it is folded."""
        known = [one for one in self.folded if one != prefix]
        self._keep(folded=known if len(known) < len(self.folded) else [*known, prefix][-MOST_FOLDED:])

    def reset(self) -> None:
        """Forget columns, order, widths and folds."""
        self._keep(columns=None, folded=[])

    def _keep(self, **values: object) -> None:
        kept, _is_new = TableChoice.objects.update_or_create(
            person_id=self.person_id, project_id=self.project_id, defaults=values
        )
        self.columns, self.folded = kept.columns, kept.folded


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def visible_to(self, person: "Person") -> "SavedViewQuerySet":
        return self.filter(project__in=Project.objects.visible_to(person))


class SavedView(models.Model):
    """An address of the runs table under a name, for everybody who sees the project. `query` begins without `?`."""

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=VIEW_NAME_LENGTH)
    query = models.CharField(max_length=QUERY_LENGTH, blank=True)
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "name"], name="saved_view_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> Subject:
        return Subject("saved-view", str(self.pk), self.project.workspace_id, self.project_id)

    @classmethod
    @transaction.atomic
    def keep(cls, project: Project, *, name: str, query: str, by: "Person", at: datetime) -> "SavedView":
        """Save the view; one of the same name is replaced."""
        kept, _is_new = cls.objects.update_or_create(
            project=project, name=name, defaults={"query": query, "person": by, "saved_at": at}
        )
        return kept


def _read(name: str, width: str) -> Column | None:
    try:
        return column(name).wide(width)
    except BadColumn:
        return None
