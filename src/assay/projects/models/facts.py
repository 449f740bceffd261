"""What a project says of itself. Two people who change different facts do not disturb each other."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, TypedDict, Unpack, cast

from django.db import transaction
from django.utils.translation import gettext as _

from assay.activity.models import Event
from assay.activity.recording import record
from assay.kit.clock import now
from assay.kit.conflicts import EditedMeanwhile
from assay.kit.days import is_within_reach, out_of_reach
from assay.projects.events import ProjectEdited
from assay.projects.fact_events import DecisionRecorded, DecisionRevoked, ProjectStatusSaid
from assay.projects.models.members import check_can_lead

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.projects.models.project import Project


# What grows the version of a project, each by one and with the facts that changed.
_GROWING = (ProjectEdited.kind, ProjectStatusSaid.kind, DecisionRecorded.kind, DecisionRevoked.kind)


class BadDates(ValueError):
    """A project ends after it starts, on days that somebody can mean."""


class FactChanges(TypedDict, total=False):
    """The facts that people edit. `measure` is the business measure the project serves."""

    name: str
    goal: str
    measure: str
    proxy_trap: str
    status: str
    lead: "Person | None"
    is_private: bool
    starts_on: date | None
    decision_due_on: date | None
    ends_on: date | None


class Facts:
    """Verbs of a project that change what it says of itself."""

    @transaction.atomic
    def edit(self, *, version: int, by: "Person", **facts: Unpack[FactChanges]) -> None:
        """Change these facts; what is left out stays, and nothing changed is no edit.

        Raises `EditedMeanwhile` when one of them was changed after `version`, `NotInWorkspace` or `CannotLead` for the
        lead, and `BadDates`.
        """
        project = cast("Project", self)
        lead = facts.get("lead")
        if lead is not None and lead.pk != project.lead_id:
            check_can_lead(project.workspace_id, lead)
        project.refresh_from_db(from_queryset=type(project).objects.select_for_update())
        if touched_since(project, version) & set(facts):
            raise EditedMeanwhile(_("Somebody else changed this a moment ago. Look, then save again."))
        changes = set_facts(project, facts, by=by)
        if set(changes) == {"status"}:
            record(ProjectStatusSaid(changes=changes, version=project.version), on=project, by=by)
        elif changes:
            edited = ProjectEdited(name=project.name, goal=project.goal, changes=changes, version=project.version)
            record(edited, on=project, by=by)


def set_facts(project: "Project", facts: Mapping[str, Any], *, by: "Person") -> dict[str, list[Any]]:
    """Set facts of a project that the caller holds, and save them with the next version.

    Returns before and after of those that differ, as plain values for an event that keeps the new `version` as well.
    """
    before = {fact: getattr(project, fact) for fact in facts}
    changed = {fact: value for fact, value in facts.items() if before[fact] != value}
    if not changed:
        return {}
    for fact, value in changed.items():
        setattr(project, fact, value)
    if not all(is_within_reach(day) for day in (project.starts_on, project.decision_due_on, project.ends_on)):
        raise BadDates(out_of_reach())
    if project.starts_on and project.ends_on and project.ends_on < project.starts_on:
        raise BadDates(_("The project would end before it starts. Turn the dates round."))
    if "status" in changed:
        project.status_by, project.status_at = by, now()
    project.version += 1
    project.save(update_fields=["version", "status_by", "status_at", *(_column(fact) for fact in changed)])
    return {fact: [_plain(before[fact]), _plain(value)] for fact, value in changed.items()}


def touched_since(project: "Project", version: int) -> set[str]:
    """Return the facts that were changed after this version; all of them where the history does not tell."""
    if version == project.version:
        return set()
    edits = Event.objects.about(project.subject).filter(kind__in=_GROWING, data__version__gt=version)
    found = [data["changes"] for data in edits.values_list("data", flat=True)]
    if len(found) != project.version - version:
        return set(FactChanges.__annotations__)
    return {fact for changes in found for fact in changes}


def _column(fact: str) -> str:
    return "private_at" if fact == "is_private" else fact


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return value if value is None or isinstance(value, str | bool) else str(value)
