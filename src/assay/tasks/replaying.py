"""Read the history of tasks as it is replayed: in the order it was written, without what was taken back."""

from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec
from django.db import connection

from assay.activity.models import Event
from assay.projects.models import Phase

AWAY = {"task.archived": 1, "task.unarchived": -1, "task.trashed": 2, "task.restored": -2}
# Plain SQL, and of the data only what is needed: long histories are read whole.
_HISTORY = f"""
    SELECT id, subject_id, kind, CAST(data AS text), at FROM {Event._meta.db_table}
    WHERE subject_kind = 'task' AND kind IN (%s) AND %s ORDER BY id
"""  # noqa: S608  our own table


class _Changes(msgspec.Struct):
    phase: tuple[str, str] | None = None


class Told(msgspec.Struct):
    """What the events say that matters here; each kind of event has some of it."""

    state: str = ""
    column: str = ""
    before: str = ""
    assignee_id: int | None = None
    person_id: int | None = None
    phase: str = ""
    phase_id: int | None = None
    changes: _Changes | None = None
    undoes: int | None = None


# Number of the event, number of the task, kind, what it tells, and the moment as the database hands it over.
Row = tuple[int, str, str, Told, Any]


def history_of_project(project_id: int, kinds: Sequence[str]) -> list[Row]:
    """Return what happened to all tasks of the project, in one query."""
    return _history(kinds, "project_id = %s", [project_id])


def history_of_tasks(tasks: Collection[int], kinds: Sequence[str]) -> list[Row]:
    """Return what happened to these tasks, in one query; ask for a few hundred at most."""
    if not tasks:
        return []
    return _history(kinds, f"subject_id IN ({_places(tasks)})", [str(task) for task in tasks])


def _history(kinds: Sequence[str], where: str, facts: Sequence[int | str]) -> list[Row]:
    decode = msgspec.json.Decoder(Told).decode
    with connection.cursor() as cursor:
        cursor.execute(_HISTORY % (_places(kinds), where), [*kinds, *facts])
        return [(number, task, kind, decode(data), at) for number, task, kind, data, at in cursor.fetchall()]


def _places(values: Collection[object]) -> str:
    return ", ".join(["%s"] * len(values))


def moment_of(value: Any) -> datetime:
    """Read a moment as the database hands it over: SQLite as text without a zone."""
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment


def undone_in(history: Sequence[Row]) -> set[int]:
    """Return the events that were taken back for good: by one that was not taken back itself."""
    undone: set[int] = set()
    for number, _task, _kind, told, _at in reversed(history):
        if told.undoes is not None and number not in undone:
            undone.add(told.undoes)
    return undone


def put_away(before: int, kind: str) -> int:
    """Return where the task is put after an event of `AWAY`: 1 in the archive, 2 in the trash, 3 in both."""
    change = AWAY[kind]
    return before | change if change > 0 else before & ~-change


class PhaseNames:
    """The numbers of phases by the names they had. Events say the number themselves; those of old only the name."""

    def __init__(self, project_id: int) -> None:
        self._project = project_id
        self._known: dict[str, int] | None = None

    def number(self, told: int | None, name: str) -> int | None:
        if told is not None:
            return told
        if self._known is None:
            self._known = self._read()
        return self._known.get(name)

    def _read(self) -> dict[str, int]:
        """Read the names of now, of two equal ones the present one, then follow each old name to its phase."""
        rows = Phase.objects.filter(project=self._project).values_list("retired_at", "pk", "name")
        found = {name: pk for retired_at, pk, name in sorted(rows, key=lambda row: (row[0] is None, row[1]))}
        for before, after in reversed(list(self._renamed())):
            if after in found:
                found.setdefault(before, found[after])
        return found

    def _renamed(self) -> Iterator[tuple[str, str]]:
        edited = Event.objects.of_project(self._project).filter(kind="phase.edited").order_by("pk")
        for changes in edited.values_list("data__changes", flat=True):
            if "name" in changes:
                yield changes["name"][0], changes["name"][1]
