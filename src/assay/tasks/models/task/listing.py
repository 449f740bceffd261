"""How a task gets its check list and its files."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.db import transaction
from django.utils.translation import gettext as _

from assay.activity.recording import record
from assay.kit import blobs, ranks
from assay.kit.clock import now
from assay.tasks.events.parts import CheckAdded, CheckRemoved, FileAttached, FileDetached
from assay.tasks.models.attachment import MOST_NAME, Attachment, type_of
from assay.tasks.models.check import ChecklistItem

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.tasks.models.task.model import Task

MOST_CHECKS, MOST_FILES = 200, 200


class TooMany(ValueError):
    """A check list or a list of files that nobody could read."""


class Listing:
    """Verbs of the check list and the attachments."""

    @transaction.atomic
    def add_check(self, text: str, *, by: "Person") -> ChecklistItem:
        """Add a step at the end of the check list. Raises `TooMany`, `PutAway`."""
        return cast("Task", self).add_checks([text], by=by)[0]

    @transaction.atomic
    def add_checks(self, texts: Iterable[str], *, by: "Person") -> list[ChecklistItem]:
        """Add steps at the end of the check list, in this order. Raises `TooMany`, `PutAway`."""
        task, wanted = cast("Task", self), list(texts)
        task.hold()
        if task.checks.count() + len(wanted) > MOST_CHECKS:
            raise TooMany(_("A check list holds at most %(most)d steps. Split the task.") % {"most": MOST_CHECKS})
        rank = task.checks.order_by("-rank").values_list("rank", flat=True).first() or ""
        made = []
        for text in wanted:
            rank = ranks.between(rank, "")
            item = task.checks.create(text=text, rank=rank)
            record(CheckAdded(check=item.pk, text=text), on=task, by=by)
            made.append(item)
        return made

    @transaction.atomic
    def attach(self, blob: blobs.Blob, *, name: str, by: "Person") -> Attachment:
        """Keep a stored file with the task under `name`. Raises `TooMany`, `PutAway`."""
        task = cast("Task", self)
        task.hold()
        if task.attachments.present().count() >= MOST_FILES:
            raise TooMany(_("A task holds at most %(most)d files.") % {"most": MOST_FILES})
        name = short_name(name)
        file = task.attachments.create(
            name=name,
            content_type=type_of(name),
            sha256=blob.sha256,
            size=blob.size,
            created_at=now(),
            created_by=by,
        )
        record(FileAttached(attachment=file.pk, name=file.name), on=task, by=by)
        return file

    @transaction.atomic
    def detach(self, file: Attachment, *, by: "Person") -> None:
        """Remove a file from the task. Row and bytes stay for thirty days, so that it can be undone."""
        self._show(file, at=now(), told=FileDetached, by=by)

    @transaction.atomic
    def attach_again(self, file: Attachment, *, by: "Person") -> None:
        """Put a removed file back."""
        self._show(file, at=None, told=FileAttached, by=by)

    def _show(
        self, file: Attachment, *, at: datetime | None, told: "type[FileAttached | FileDetached]", by: "Person"
    ) -> None:
        task = cast("Task", self)
        task.hold()
        changed = task.attachments.filter(pk=file.pk, removed_at__isnull=at is not None).update(removed_at=at)
        if changed:
            record(told(attachment=file.pk, name=file.name), on=task, by=by)

    @transaction.atomic
    def put_back_check(self, gone: CheckRemoved, *, by: "Person") -> None:
        """Undo the removal of a step: the same number, words and place, done if it was done."""
        task = cast("Task", self)
        task.hold()
        done = {"done_at": now(), "done_by": by} if gone.was_done else {}
        rank = gone.rank
        if task.checks.filter(rank=rank).exists():
            above = task.checks.filter(rank__gt=rank).order_by("rank").values_list("rank", flat=True).first() or ""
            rank = ranks.between(rank, above)
        task.checks.create(pk=gone.check, text=gone.text, rank=rank, **done)
        record(CheckAdded(check=gone.check, text=gone.text, is_done=gone.was_done), on=task, by=by)


def short_name(name: str) -> str:
    """Return what a file is called here: the last part of a path, without what no name may hold."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    plain = "".join(letter for letter in last if letter.isprintable()).strip()
    if len(plain) > MOST_NAME:
        stem, dot, ending = plain.rpartition(".")
        plain = f"{stem[: MOST_NAME - 20]}{dot}{ending[:19]}" if dot else plain[:MOST_NAME]
    return plain or "file"
