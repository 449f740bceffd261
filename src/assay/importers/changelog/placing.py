"""Into which project a history comes."""

from collections import Counter
from dataclasses import dataclass

from assay.accounts.models import Person
from assay.importers.changelog.bringing import Brought, into, into_new
from assay.importers.changelog.looking import Looked
from assay.importers.results.table import Unreadable
from assay.projects.choosing import chosen
from assay.projects.keys import KEY, free_key, suggested_key
from assay.projects.models import Project
from assay.projects.workflows import SIX_PHASES


@dataclass(frozen=True)
class NewPlace:
    """The project that a history begins; an empty key is made from the name."""

    name: str
    key: str = ""
    workflow: str = SIX_PHASES


def placed(looked: Looked, project: Project | None, new: NewPlace | None, *, origin: str, by: Person) -> Brought:
    """Store everything, in a project that is there or a new one. Raises `Unreadable`, `BadKey`, `KeyTaken`."""
    if looked.changelog is None:
        raise Unreadable(looked.problems)
    if project is not None:
        return into(project, looked.changelog, looked.statuses, origin=origin, by=by)
    wanted = new or NewPlace(name=origin[:80])
    return into_new(
        looked.changelog,
        looked.statuses,
        key=wanted.key or suggested_key(wanted.name, taken=_taken(by)),
        name=wanted.name,
        workflow=chosen(wanted.workflow, by=by),
        origin=origin,
        by=by,
    )


def _taken(by: Person) -> set[str]:
    return set(Project.objects.filter(workspace_id=by.workspace_id).values_list("key", flat=True))


def offered_key(looked: Looked, *, by: Person) -> str:
    """Return the key of the issues if it is free, else a free one like it; empty if they have none."""
    key = key_in(looked)
    return free_key(key, taken=_taken(by)) if key else ""


def key_in(looked: Looked) -> str:
    """Return the key of a project with which most issues begin, if it can be one."""
    issues = looked.changelog.issues if looked.changelog else ()
    found = Counter(issue.key.rpartition("-")[0].upper() for issue in issues).most_common(1)
    return found[0][0] if found and KEY.fullmatch(found[0][0]) else ""
