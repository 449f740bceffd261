"""What storing would do: how many issues are new, and which column each status becomes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assay.importers.changelog.boards import joined, onto_columns
from assay.importers.changelog.looking import Looked
from assay.importers.models import BroughtTask
from assay.importers.results.table import Unreadable
from assay.projects.models import Project


@dataclass(frozen=True)
class Preview:
    """`columns` names the column of each status; `problems` says why a board that is there has none for one."""

    new: int = 0
    known: int = 0
    columns: Mapping[str, str] | None = None
    problems: tuple[str, ...] = ()

    @property
    def shared(self) -> list[tuple[str, Sequence[str]]]:
        """The columns that several statuses become, with those."""
        found: dict[str, list[str]] = {}
        for status, column in (self.columns or {}).items():
            found.setdefault(column, []).append(status)
        return [(column, names) for column, names in found.items() if len(names) > 1]


def preview(looked: Looked, project: Project | None) -> Preview:
    """Return what would come to the project, or to a new one; nothing of a file that makes no changelog."""
    if looked.changelog is None:
        return Preview()
    keys = {issue.key for issue in looked.changelog.issues}
    known = len(keys & known_keys(project)) if project else 0
    try:
        return Preview(len(keys) - known, known, _columns(looked, project))
    except Unreadable as refusal:
        return Preview(len(keys) - known, known, problems=tuple(refusal.problems))


def known_keys(project: Project) -> set[str]:
    """Return the keys that issues had which came to the project before."""
    return set(BroughtTask.objects.filter(project=project).values_list("key", flat=True))


def _columns(looked: Looked, project: Project | None) -> dict[str, str]:
    if project is None:
        return joined(looked.statuses, looked.uses)
    columns = onto_columns(looked.statuses, list(project.columns.present().in_order()))
    return {status: column.name for status, column in columns.items()}
