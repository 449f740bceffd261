"""Columns of a board. Limits, the one-in-progress rule and flow read the state, never the name."""

from typing import TYPE_CHECKING

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assay.activity.recording import record
from assay.kit.clock import now
from assay.projects.models.naming import check_free, hold
from assay.projects.models.ordering import next_position, put_at
from assay.projects.occupants import occupants
from assay.projects.workflow_events import ColumnEdited, ColumnRestored, ColumnRetired

if TYPE_CHECKING:
    from assay.accounts.models import Person

# A board with more does not fit on a screen.
MOST_COLUMNS = 8


class ColumnState(models.TextChoices):
    QUEUE = "queue", gettext_lazy("Queue")
    ACTIVE = "active", gettext_lazy("Active")
    WAITING = "waiting", gettext_lazy("Waiting")
    DONE = "done", gettext_lazy("Done")


# Work comes from a queue, is done in an active column and ends in a done one; waiting can be left out.
NEEDED = (ColumnState.QUEUE, ColumnState.ACTIVE, ColumnState.DONE)


class ColumnNeeded(ValueError):
    """The board would lose its last queue, active or done column."""


class ColumnHeld(ValueError):
    """The tasks in the column do not allow it; the message says which, and what to do."""


class TooManyColumns(ValueError):
    """The board has as many columns as it can show."""


class ColumnQuerySet(models.QuerySet["Column"]):
    def present(self) -> "ColumnQuerySet":
        return self.filter(retired_at=None)

    def retired(self) -> "ColumnQuerySet":
        return self.exclude(retired_at=None)

    def in_order(self) -> "ColumnQuerySet":
        return self.order_by("position", "pk")


class Column(models.Model):
    """A place on the board. `limit` is the most cards it should hold; none means no limit.

    A column that is no longer wanted is retired: its tasks go to another one, the history keeps its name.
    """

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="columns")
    name = models.CharField(max_length=40)
    state = models.CharField(max_length=10, choices=ColumnState)
    position = models.PositiveSmallIntegerField()
    limit = models.PositiveSmallIntegerField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True)

    objects = ColumnQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "name"], condition=Q(retired_at=None), name="column_name_once_present"
            ),
            models.CheckConstraint(condition=Q(state__in=ColumnState.values), name="column_state_known"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_active(self) -> bool:
        return self.state == ColumnState.ACTIVE

    @property
    def is_done(self) -> bool:
        return self.state == ColumnState.DONE

    @transaction.atomic
    def edit(self, *, name: str, state: str, limit: int | None, by: "Person") -> None:
        """Give the column these facts; nothing changed is no edit.

        With a new state all rules of starting and finishing hold for the tasks in it. Raises `NameTaken`,
        `ColumnNeeded`, and `ColumnHeld` when a task may not change its state so.
        """
        occupants().lock(self, by)
        hold(self)
        before = {"name": self.name, "state": self.state, "limit": self.limit}
        after = {"name": name, "state": state, "limit": limit}
        changes = {fact: [value, after[fact]] for fact, value in before.items() if value != after[fact]}
        if not changes:
            return
        check_free(self, name)
        if "state" in changes:
            check_not_last(self)
        self.name, self.state, self.limit = name, state, limit
        self.save(update_fields=["name", "state", "limit"])
        if "state" in changes:
            occupants().restate(self, str(before["state"]), by)
        record(ColumnEdited(name=name, changes=changes), on=self.project, by=by)

    @transaction.atomic
    def place_at(self, position: int, *, by: "Person") -> None:
        """Move the column to this place, from 0; the same place is no move."""
        hold(self)
        before = self.position
        if put_at(self, position):
            record(ColumnEdited(name=self.name, changes={"position": [before, self.position]}), on=self.project, by=by)

    @transaction.atomic
    def retire(self, *, by: "Person", to: "Column | None" = None) -> None:
        """Take the column off the board; its tasks move to `to`, by the rules of every move.

        Raises `ColumnNeeded`, and `ColumnHeld` when there are tasks and nowhere to go, or one may not go there.
        """
        occupants().lock(self, by)
        hold(self)
        if self.retired_at is not None:
            return
        check_not_last(self)
        occupants().move_out(self, _checked_goal(self, to), by)
        self.retired_at = now()
        self.save(update_fields=["retired_at"])
        record(ColumnRetired(name=self.name, to=to.name if to else ""), on=self.project, by=by)

    @transaction.atomic
    def bring_back(self, *, by: "Person") -> None:
        """Put a retired column back, as the last one, empty. Raises `NameTaken`, `TooManyColumns`."""
        hold(self)
        if self.retired_at is None:
            return
        check_free(self, self.name)
        check_room(self.project_id)
        self.position = next_position(Column, self.project_id)
        self.retired_at = None
        self.save(update_fields=["position", "retired_at"])
        record(ColumnRestored(name=self.name), on=self.project, by=by)


def check_room(project_id: int) -> None:
    """Raises `TooManyColumns`."""
    if Column.objects.filter(project=project_id).present().count() >= MOST_COLUMNS:
        raise TooManyColumns(_("A board has at most %(most)s columns. Remove one first.") % {"most": MOST_COLUMNS})


def check_not_last(column: Column) -> None:
    """Raises `ColumnNeeded` when the board needs the column's state and no other present column has it."""
    others = Column.objects.filter(project=column.project_id, state=column.state).present().exclude(pk=column.pk)
    if column.state in NEEDED and not others.exists():
        raise ColumnNeeded(
            _("This is the only column with the state %(state)s. Add another one with that state first.")
            % {"state": column.get_state_display()}
        )


def _checked_goal(column: Column, to: Column | None) -> Column | None:
    if to is not None and (to.pk == column.pk or to.project_id != column.project_id or to.retired_at is not None):
        raise ColumnHeld(_("Choose another column of this board for the tasks."))
    return to
