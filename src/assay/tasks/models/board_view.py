"""Looks of a board under a name: the address's filter, lanes and density, for oneself or for everybody who sees it."""

from typing import TYPE_CHECKING

from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from assay.activity.subjects import Subject
from assay.kit.clock import now
from assay.projects.models import Project

if TYPE_CHECKING:
    from assay.accounts.models import Person

MOST_VIEW_NAME, MOST_VIEWS = 60, 50


class ViewNameTaken(ValueError):
    """The person has another view of this name on the board."""


class TooManyViews(ValueError):
    """More views than anybody finds again."""


class BoardViewQuerySet(models.QuerySet["BoardView"]):
    def visible_to(self, person: "Person") -> "BoardViewQuerySet":
        """One's own, and the shared ones of boards that one sees."""
        boards = Q(project=None) | Q(project__in=Project.objects.visible_to(person))
        own = Q(person=person) | Q(shared_at__isnull=False)
        return self.filter(boards, own, workspace_id=person.workspace_id)

    def of_board(self, project: Project | None) -> "BoardViewQuerySet":
        return self.filter(project=project)


class BoardView(models.Model):
    """`query` is an address's end without `?`; without a project it is a view of the board of all projects."""

    workspace = models.ForeignKey("accounts.Workspace", on_delete=models.CASCADE, related_name="+")
    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="+", null=True)
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=MOST_VIEW_NAME)
    query = models.TextField(blank=True)
    shared_at = models.DateTimeField(null=True)
    saved_at = models.DateTimeField()

    objects = BoardViewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "person", "name"], name="board_view_once"),
            models.UniqueConstraint(
                fields=["person", "name"], condition=Q(project=None), name="board_view_once_for_the_workspace"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> Subject:
        return Subject("board-view", str(self.pk), self.workspace_id, self.project_id)

    @property
    def is_shared(self) -> bool:
        return self.shared_at is not None

    @classmethod
    @transaction.atomic
    def keep(cls, project: Project | None, *, name: str, query: str, is_shared: bool, by: "Person") -> "BoardView":
        """Save a view; the person's own of the same name is replaced. Raises `TooManyViews`."""
        own = cls.objects.of_board(project).filter(person=by)
        if not own.filter(name=name).exists() and own.count() >= MOST_VIEWS:
            raise TooManyViews(_("You keep %(most)d views of this board. Remove one first.") % {"most": MOST_VIEWS})
        at = now()
        facts = {"query": query, "shared_at": at if is_shared else None, "saved_at": at}
        kept, _is_new = cls.objects.update_or_create(
            workspace_id=by.workspace_id, project=project, person=by, name=name, defaults=facts
        )
        return kept

    def edit(self, *, name: str, query: str, is_shared: bool) -> None:
        """Give the view these facts. Raises `ViewNameTaken`."""
        self.name, self.query = name, query
        self.shared_at = (self.shared_at or now()) if is_shared else None
        try:
            with transaction.atomic():
                self.save(update_fields=["name", "query", "shared_at"])
        except IntegrityError as error:
            raise ViewNameTaken(_("You have another view called %(name)s here.") % {"name": name}) from error

    def can_be_edited_by(self, person: "Person") -> bool:
        """One's own; shared ones also by those who lead the workspace."""
        return self.person_id == person.pk or (self.is_shared and person.leads_workspace)
