"""What a filter can be completed with: keys, and after each its values with how many open tasks have them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assay.accounts.models import Person
from assay.projects.models import Project
from assay.pure.task_filter import CHOICES, NAMES, Form, Key, form_of, quoted
from assay.tasks.filtering.names import Named, Names, simple
from assay.tasks.models import Task
from assay.tasks.models.task.model import TaskQuerySet

# Of a longer list only those are sent that fit what was typed.
MOST = 300
ABOUT: dict[Key, str | Promise] = {
    Key.ASSIGNEE: gettext_lazy("who has it: a person, me, none"),
    Key.PHASE: gettext_lazy("its phase"),
    Key.LABEL: gettext_lazy("a label it has"),
    Key.KIND: gettext_lazy("experiment, data, deployment …"),
    Key.STATE: gettext_lazy("queue, active, waiting, done"),
    Key.COLUMN: gettext_lazy("the column it lies in"),
    Key.IS: gettext_lazy("blocked, overrun, unassigned …"),
    Key.HAS: gettext_lazy("comments, files, steps …"),
    Key.AGE: gettext_lazy("working days since the start"),
    Key.DUE: gettext_lazy("days until its estimate ends"),
    Key.ESTIMATE: gettext_lazy("working days"),
    Key.DISCIPLINE: gettext_lazy("whose work it is"),
    Key.NATURE: gettext_lazy("exploration, delivery"),
    Key.PROJECT: gettext_lazy("a key or a name"),
    Key.AUTHOR: gettext_lazy("who made it"),
    Key.CREATED: gettext_lazy("how long ago, or a date"),
    Key.UPDATED: gettext_lazy("the last change, also a comment"),
    Key.STARTED: gettext_lazy("how long ago, or a date"),
    Key.FINISHED: gettext_lazy("how long ago, or a date"),
}
_EXAMPLES = {
    Form.NUMBER: (">=3", "<1"),
    Form.WORKING_DAYS: (">5d", ">2d", "1d"),
    Form.DAY: ("today", "<2d", "<7d", ">2w"),
}
_FACT_OF = {
    Key.KIND: "kind",
    Key.STATE: "column__state",
    Key.DISCIPLINE: "discipline",
    Key.PHASE: "phase_id",
    Key.COLUMN: "column_id",
    Key.ASSIGNEE: "assignee_id",
    Key.PROJECT: "project_id",
    Key.AUTHOR: "created_by_id",
}


@dataclass(frozen=True)
class Offer:
    """`text` is what is written after the key, `about` what it is called where that differs."""

    text: str
    about: str = ""
    count: int | None = None

    @property
    def as_data(self) -> list[Any]:
        return [self.text, self.about, self.count]


def offers(reader: Person, project: Project | None, *, key: str = "", words: str = "") -> list[dict[str, Any]]:
    """Return all keys with their values, in three queries; or of one key with many values those that fit the words."""
    keys = [one for one in Key if (not key or one == key) and not (project and one is Key.PROJECT)]
    names, counts = Names(reader, project, NAMES & set(keys)), _counts(reader, project)
    return [_key(one, list(_values(one, reader, names, counts)), words) for one in keys]


def keys_in_words() -> list[tuple[str, str]]:
    """Return each key with what it asks, for the help beside the field."""
    return [(key.value, str(text)) for key, text in ABOUT.items()]


def _key(key: Key, values: list[Offer], words: str) -> dict[str, Any]:
    wanted = simple(words)
    fitting = [one for one in values if wanted in simple(f"{one.text} {one.about}")]
    return {
        "key": key.value,
        "about": str(ABOUT[key]),
        "values": [one.as_data for one in fitting[:MOST]],
        "is_part": len(fitting) > MOST,
    }


Counts = dict[tuple[Key, object], int]


def _values(key: Key, reader: Person, names: Names, counts: Counts) -> Iterable[Offer]:
    if key in {Key.ASSIGNEE, Key.AUTHOR}:
        yield Offer("me", reader.name, counts.get((key, reader.pk), 0))
        if key is Key.ASSIGNEE:
            yield Offer("none", _("Nobody"), counts.get((key, None), 0))
        handles = names.handles
        people = sorted(names.of(key), key=lambda one: one.name)
        yield from (_offer(key, one, handles[one.id], counts) for one in people if one.id in handles)
    elif key is Key.PROJECT:
        yield from (_offer(key, one, one.code, counts) for one in sorted(names.of(key), key=lambda one: one.name))
    elif key in NAMES:
        yield from _by_name(key, names.of(key), counts)
    elif key in CHOICES:
        yield from (Offer(one, "", counts.get((key, one)) if key in _FACT_OF else None) for one in CHOICES[key])
    else:
        yield from (Offer(one) for one in _EXAMPLES[form_of(key)])


def _offer(key: Key, one: Named, text: str, counts: Counts) -> Offer:
    return Offer(quoted(text), one.name, counts.get((key, one.id), 0))


def _by_name(key: Key, named: Iterable[Named], counts: Counts) -> Iterable[Offer]:
    """Names that several projects share are one; those with the most open tasks come first."""
    summed: Counter[str] = Counter()
    for one in named:
        summed[one.name] += counts.get((key, one.id), 0)
    found = sorted(summed.items(), key=lambda pair: (-pair[1], pair[0]))
    return (Offer(quoted(name), "", count) for name, count in found)


def _counts(reader: Person, project: Project | None) -> Counts:
    """How many open tasks there are with each value."""
    here: TaskQuerySet = Task.objects.filter(project=project) if project else Task.objects.visible_to(reader)
    found: Counter[tuple[Key, object]] = Counter()
    facts: Any = here.open().order_by().values(*_FACT_OF.values()).annotate(count=Count("pk"))
    for row in facts:
        found.update({(key, row[fact]): row["count"] for key, fact in _FACT_OF.items()})
    carried: Any = Task.labels.through.objects.filter(task__in=here.open().order_by()).values_list("label_id")
    found.update({(Key.LABEL, label): count for label, count in carried.annotate(count=Count("pk"))})
    return dict(found)
