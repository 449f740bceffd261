"""How deliverables come to be owed: added, edited, moved, waived and wanted again."""

from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from django.db import models, transaction
from django.utils.translation import gettext as _

from assay.activity.recording import record
from assay.deliverables.events import (
    DeliverableAdded,
    DeliverableEdited,
    DeliverableMoved,
    DeliverableWaived,
    DeliverableWanted,
)
from assay.kit.clock import now
from assay.kit.conflicts import EditedMeanwhile
from assay.projects.models import NotInWorkspace, Phase, Project

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.deliverables.models.deliverable import Deliverable, DeliverableFacts


class Owing:
    """Verbs of what a phase owes."""

    @classmethod
    @transaction.atomic
    def add(cls, phase: Phase, facts: "DeliverableFacts", *, by: "Person") -> "Deliverable":
        """Let the phase owe one more thing. Raises `NotInWorkspace` for the person responsible."""
        kind = cast("type[Deliverable]", cls)
        project = Project.objects.select_for_update(no_key=True).get(pk=phase.project_id)
        _check_here(facts.responsible, project)
        at = now()
        made = kind(
            project=project,
            phase=phase,
            number=_next(kind.objects.filter(project=project), "number") or 1,
            position=_next(kind.objects.filter(phase=phase), "position"),
            created_at=at,
            created_by=by,
            state_at=at,
            **_columns(facts),
        )
        made.save(force_insert=True)
        made.list_checks()
        record(DeliverableAdded(title=facts.title, phase=phase.name), on=made, by=by, at=at)
        return made

    @transaction.atomic
    def edit(self, facts: "DeliverableFacts", *, version: int, by: "Person") -> None:
        """Give it these facts; nothing changed is no edit. Raises `EditedMeanwhile`, `NotInWorkspace`."""
        deliverable = cast("Deliverable", self)
        deliverable.hold()
        if version != deliverable.version:
            raise EditedMeanwhile(_("Somebody else changed this deliverable a moment ago. Look, then save again."))
        changes = _changes(deliverable.facts, facts)
        if not changes:
            return
        if "responsible" in changes:
            _check_here(facts.responsible, deliverable.project)
        for name, value in _columns(facts).items():
            setattr(deliverable, name, value)
        deliverable.version += 1
        deliverable.save()
        if "review" in changes:
            deliverable.list_checks()
        record(_edited(deliverable, changes), on=deliverable, by=by)

    @transaction.atomic
    def move_to(self, phase: Phase, *, by: "Person") -> None:
        """Let another phase of the project owe it, after what that one owes; the same phase is no move."""
        deliverable = cast("Deliverable", self)
        Project.objects.select_for_update(no_key=True).get(pk=deliverable.project_id)
        deliverable.hold()
        if phase.pk == deliverable.phase_id or phase.project_id != deliverable.project_id:
            return
        before, deliverable.phase = deliverable.phase.name, phase
        deliverable.position = _next(type(deliverable).objects.filter(phase=phase), "position")
        deliverable.save(update_fields=["phase", "position"])
        record(DeliverableMoved(phase=phase.name, before=before), on=deliverable, by=by)

    @transaction.atomic
    def place_at(self, position: int, *, by: "Person") -> None:
        """Put it at this place of its phase, from 0; beyond the end is the end."""
        deliverable = cast("Deliverable", self)
        Project.objects.select_for_update(no_key=True).get(pk=deliverable.project_id)
        deliverable.hold()
        rows = type(deliverable).objects.filter(phase=deliverable.phase_id)
        others = list(rows.exclude(pk=deliverable.pk).order_by("position", "number"))
        at, before = max(0, min(position, len(others))), deliverable.position
        for number, one in enumerate([*others[:at], deliverable, *others[at:]]):
            if one.position != number:
                one.position = number
                one.save(update_fields=["position"])
        if deliverable.position != before:
            changes = {"position": [before, deliverable.position]}
            record(DeliverableEdited(title=deliverable.title, changes=changes), on=deliverable, by=by)

    @transaction.atomic
    def waive(self, *, reason: str, by: "Person") -> None:
        """Say that it is not needed, and why. Twice is once."""
        deliverable = cast("Deliverable", self)
        deliverable.hold()
        if deliverable.is_waived:
            return
        deliverable.waived_at, deliverable.waived_by, deliverable.waived_because = now(), by, reason
        deliverable.save(update_fields=["waived_at", "waived_by", "waived_because"])
        record(DeliverableWaived(reason=reason), on=deliverable, by=by)

    @transaction.atomic
    def want(self, *, by: "Person") -> None:
        """Want it again after all, in the state it had. Twice is once."""
        deliverable = cast("Deliverable", self)
        deliverable.hold()
        if not deliverable.is_waived:
            return
        deliverable.waived_at = deliverable.waived_by = None
        deliverable.waived_because = ""
        deliverable.save(update_fields=["waived_at", "waived_by", "waived_because"])
        record(DeliverableWanted(), on=deliverable, by=by)


def _next(rows: "models.QuerySet[Deliverable]", field: str) -> int:
    """Return the number after the highest of the rows, 0 without any; the caller holds the project's row."""
    last: int | None = rows.aggregate(last=models.Max(field))["last"]
    return 0 if last is None else last + 1


def _check_here(person: "Person | None", project: Project) -> None:
    if person is not None and (person.workspace_id != project.workspace_id or person.left_at is not None):
        raise NotInWorkspace(_("This person is not in the workspace."))


def _columns(facts: "DeliverableFacts") -> dict[str, Any]:
    return {field.name: getattr(facts, field.name) for field in fields(facts)}


def _changes(before: "DeliverableFacts", after: "DeliverableFacts") -> dict[str, list[Any]]:
    """Return before and after of each fact that differs, as plain values for the history."""
    old, new = _columns(before), _columns(after)
    return {name: [_plain(value), _plain(new[name])] for name, value in old.items() if value != new[name]}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return value.name if hasattr(value, "name") and hasattr(value, "workspace_id") else (value and str(value))


def _edited(deliverable: "Deliverable", changes: dict[str, list[Any]]) -> DeliverableEdited:
    given = deliverable.responsible_id if "responsible" in changes else None
    return DeliverableEdited(title=deliverable.title, changes=changes, responsible_id=given)
