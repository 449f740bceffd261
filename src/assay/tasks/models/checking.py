"""How the steps of a check list are ticked, rewritten, moved and removed."""

from typing import TYPE_CHECKING, cast

from django.db import transaction
from django.utils.translation import gettext as _

from assay.activity.recording import record, touch
from assay.kit import ranks
from assay.kit.clock import now
from assay.kit.conflicts import EditedMeanwhile
from assay.tasks.events.parts import CheckEdited, CheckRemoved, CheckTicked, CheckUnticked

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.tasks.models.check import ChecklistItem


class Ticking:
    """Verbs of one step."""

    @transaction.atomic
    def tick(self, *, by: "Person") -> None:
        """Mark the step done; done already is no change."""
        item = _locked(cast("ChecklistItem", self))
        if item.is_done:
            return
        item.done_at, item.done_by = now(), by
        item.save(update_fields=["done_at", "done_by"])
        record(CheckTicked(check=item.pk, text=item.text), on=item.task, by=by)

    @transaction.atomic
    def untick(self, *, by: "Person") -> None:
        """Open the step again; open already is no change."""
        item = _locked(cast("ChecklistItem", self))
        if not item.is_done:
            return
        item.done_at = item.done_by = None
        item.save(update_fields=["done_at", "done_by"])
        record(CheckUnticked(check=item.pk, text=item.text), on=item.task, by=by)

    @transaction.atomic
    def rewrite(self, text: str, *, by: "Person", seen: str | None = None) -> None:
        """Give the step other words. Raises `EditedMeanwhile` when it no longer says what the writer has `seen`."""
        item = _locked(cast("ChecklistItem", self))
        if text == item.text:
            return
        if seen is not None and seen != item.text:
            raise EditedMeanwhile(
                _("This step was changed meanwhile and says “%(theirs)s”. Yours is “%(yours)s”: save again to take it.")
                % {"theirs": item.text, "yours": text}
            )
        before, item.text = item.text, text
        item.save(update_fields=["text"])
        record(CheckEdited(check=item.pk, text=text, before=before), on=item.task, by=by)

    @transaction.atomic
    def put_below(self, above: "ChecklistItem | None") -> None:
        """Put the step below another one of its list, or with None at the top. The order is not kept as history."""
        item = _locked(cast("ChecklistItem", self))
        others = item.task.checks.exclude(pk=item.pk)
        low = others.filter(pk=above.pk).values_list("rank", flat=True).first() or "" if above else ""
        high = others.filter(rank__gt=low).order_by("rank").values_list("rank", flat=True).first() or ""
        item.rank = ranks.between(low, high)
        item.save(update_fields=["rank"])
        touch(item.task)

    def move_up(self) -> None:
        """Put the step above the one before it."""
        self._step(before=2)

    def move_down(self) -> None:
        """Put the step below the one after it."""
        self._step(before=-1)

    @transaction.atomic
    def _step(self, *, before: int) -> None:
        item = _locked(cast("ChecklistItem", self))
        items = list(item.task.checks.in_order())
        at = items.index(item) - before
        if at < len(items):
            item.put_below(items[at] if at >= 0 else None)

    @transaction.atomic
    def remove(self, *, by: "Person") -> None:
        """Take the step off the list; the history keeps what is needed to put it back."""
        item = _locked(cast("ChecklistItem", self))
        gone = CheckRemoved(check=item.pk, text=item.text, rank=item.rank, was_done=item.is_done)
        item.delete()
        record(gone, on=item.task, by=by)


def _locked(item: "ChecklistItem") -> "ChecklistItem":
    """Hold the task and read the step again; a step of a task in the archive or the trash stays as it is."""
    item.task.hold()
    item.refresh_from_db(fields=["text", "rank", "done_at", "done_by"])
    return item
