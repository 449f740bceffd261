"""The names that a filter can hold, and what they mean here: read by one query, compared without regard to case."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, QuerySet, Value

from assay.accounts.models import Person
from assay.projects.models import Column, Label, Phase, Project
from assay.pure.handles import called, handles_of, spelled
from assay.pure.task_filter import FilterError, Key, Mistake, nearest
from assay.pure.task_filter.keys import ME, NOBODY

_PEOPLE = (Key.ASSIGNEE, Key.AUTHOR)
# What somebody writes who looks for what nobody has.
_NO_ONE = (NOBODY, "nobody")
# Of names that fit as well so many are told.
_TOLD = 4
_SHOWN = 40


@dataclass(frozen=True)
class Named:
    """One row that has a name; of a project also its key."""

    id: int
    name: str
    code: str = ""


Place = tuple[int, int]


class Names:
    """What the reader may name, of one project or of all."""

    def __init__(self, reader: Person, project: Project | None, keys: Collection[Key]) -> None:
        self._reader = reader
        rows = _rows(reader, project, {_part(key) for key in keys})
        self._parts: dict[Key, list[Named]] = defaultdict(list)
        for part, number, name, code in rows:
            self._parts[Key(part)].append(Named(number, name, code))

    def of(self, key: Key) -> list[Named]:
        return self._parts[_part(key)]

    @property
    def handles(self) -> Mapping[int, str]:
        """What people are called in a filter, as after an @."""
        return handles_of({one.id: one.name for one in self.of(Key.ASSIGNEE)})

    def ids(self, key: Key, text: str, place: Place) -> list[int | None]:
        """Return which rows are meant; None for nobody. Raises `FilterError` for none, or for one of several."""
        if key in _PEOPLE:
            return self._people(key, text, place)
        wanted, known = simple(text), self.of(key)
        if wanted.endswith("*") and len(wanted) > 1:
            found = [one.id for one in known if simple(one.name).startswith(wanted[:-1])]
        else:
            found = [one.id for one in known if wanted in {simple(one.name), simple(one.code)}]
        if not found:
            spellings = [one.code or one.name for one in known]
            raise _not_found(key, text, place, spellings, wanted, near=spellings)
        return [*found]

    def _people(self, key: Key, text: str, place: Place) -> list[int | None]:
        wanted, people = simple(text), self.of(key)
        if wanted == ME:
            return [self._reader.pk]
        if wanted == NOBODY:
            return [None]
        meant = called({one.id: one.name for one in people})
        handle = meant.get(spelled(text))
        found = [handle] if handle else [one.id for one in people if simple(one.name) == wanted]
        if len(found) == 1:
            return [*found]
        handles = self.handles
        alike = [handles[one.id] for one in people if one.id in handles and _is_part(wanted, one.name)]
        raise _not_found(key, text, place, alike or list(handles.values()), wanted, near=[*meant, ME, *_NO_ONE])


def simple(name: str) -> str:
    """Return a name as it is compared: `Data exploration` is `data-exploration`."""
    return re.sub(r"[\s_-]+", "-", name.strip().casefold())


def _is_part(wanted: str, name: str) -> bool:
    return wanted in simple(name).split("-") or simple(name) == wanted


def _not_found(
    key: Key, text: str, place: Place, known: Iterable[str], wanted: str, *, near: Iterable[str]
) -> FilterError:
    begun, found = [one for one in dict.fromkeys(known) if simple(one).startswith(wanted)], text[:_SHOWN]
    if len(begun) > 1:
        told = ", ".join([*begun[:_TOLD], *(["…"] if len(begun) > _TOLD else [])])
        return FilterError(Mistake.SEVERAL, place, found=found, known=told)
    meant = begun[0] if begun else nearest(text, near)
    instead = NOBODY if key in _PEOPLE and meant in _NO_ONE else meant
    return FilterError(Mistake.UNKNOWN_NAME, place, instead=instead, found=found, key=key)


def _part(key: Key) -> Key:
    return Key.ASSIGNEE if key in _PEOPLE else key


def _rows(reader: Person, project: Project | None, parts: set[Key]) -> list[tuple[str, int, str, str]]:
    """Everything with a name, in one query however many kinds of names there are."""
    if not parts:
        return []
    here = Project.objects.visible_to(reader)
    of_projects: dict[str, Any] = {"project": project} if project else {"project__in": here}
    known: dict[Key, QuerySet[Any]] = {
        Key.ASSIGNEE: Person.objects.visible_to(reader),
        Key.PROJECT: here,
        Key.PHASE: Phase.objects.filter(**of_projects),
        Key.LABEL: Label.objects.filter(**of_projects),
        Key.COLUMN: Column.objects.filter(**of_projects),
    }
    first, *others = [_named(part, known[part]) for part in sorted(parts)]
    return list(first.union(*others, all=True))


def _named(part: Key, rows: QuerySet[Any]) -> QuerySet[Any, tuple[str, int, str, str]]:
    code = F("key") if part is Key.PROJECT else Value("", CharField())
    noted: Any = rows.order_by().annotate(part=Value(part.value, CharField()), code=code, called=F("name"))
    found: QuerySet[Any, tuple[str, int, str, str]] = noted.values_list("part", "pk", "called", "code")
    return found
