"""How one person wants to see one board, remembered until they reset it."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from assay.projects.models import Project

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.tasks.models.board_view import BoardView

MOST_FOLDED = 200


class BoardChoiceQuerySet(models.QuerySet["BoardChoice"]):
    def visible_to(self, person: "Person") -> "BoardChoiceQuerySet":
        return self.filter(person=person)


class BoardChoice(models.Model):
    """What lanes one person wants on a board, which are folded, and the view it opens with.

    A folded lane is named `phase:12`, nobody's is `person:`.

    Without a project it is the board of the whole workspace.
    """

    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="+")
    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="+", null=True)
    lanes = models.CharField(max_length=20, blank=True)
    folded = models.JSONField(default=list)
    # The view that the board opens with.
    view = models.ForeignKey("tasks.BoardView", on_delete=models.SET_NULL, related_name="+", null=True)

    objects = BoardChoiceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "project"], name="board_choice_once"),
            models.UniqueConstraint(
                fields=["person"], condition=Q(project=None), name="board_choice_once_for_the_workspace"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.project_id}"

    @classmethod
    def of(cls, person: "Person", project: Project | None) -> "BoardChoice":
        """Return the person's choice; one that was never made is not stored yet."""
        found = cls.objects.visible_to(person).filter(project=project).first()
        return found or cls(person=person, project=project)

    def take_lanes(self, lanes: str) -> None:
        """Remember what the lanes are."""
        self._keep(lanes=lanes)

    def fold(self, lane: str) -> None:
        """Fold the lane, or unfold it when it is folded."""
        known = [one for one in self.folded if one != lane]
        self._keep(folded=known if len(known) < len(self.folded) else [*known, lane][-MOST_FOLDED:])

    def open_with(self, view: "BoardView") -> None:
        """Open the board with this view, or no longer when it does already."""
        self._keep(view=None if self.view_id == view.pk else view)

    def reset(self) -> None:
        """Forget the lanes and what is folded."""
        self._keep(lanes="", folded=[])

    def _keep(self, **values: object) -> None:
        kept, _is_new = BoardChoice.objects.update_or_create(person=self.person, project=self.project, defaults=values)
        self.lanes, self.folded, self.view = kept.lanes, kept.folded, kept.view
