"""What search knows of tasks: their words, check lists, files and comments."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db import connection
from django.urls import reverse
from django.utils.translation import gettext_lazy

from assay.activity.models import Event
from assay.projects.workflow_events import LabelEdited, LabelRemoved
from assay.search import stale
from assay.search.sources import Group, Part, Source, Text
from assay.tasks.keys import PREFIXES, TaskKind
from assay.tasks.models import Task

GROUPS = (
    Group("experiment", gettext_lazy("Experiments"), "flask", 10),
    Group("task", gettext_lazy("Tasks"), "task", 20),
)
LABELS = {
    "description": gettext_lazy("Description"),
    "check": gettext_lazy("Check list"),
    "file": gettext_lazy("File"),
    "comment": gettext_lazy("Comment"),
    "label": gettext_lazy("Label"),
}
_SAID = """
    SELECT task_id, name, said, anchor FROM (
    SELECT tl.task_id, 'label' AS name, l.name AS said, '' AS anchor, 1 AS place, '' AS rank, l.id
        FROM tasks_task_labels tl JOIN projects_label l ON l.id = tl.label_id WHERE tl.task_id IN ({ids})
    UNION ALL SELECT task_id, 'check', text, '', 2, rank, id FROM tasks_checklistitem WHERE task_id IN ({ids})
    UNION ALL SELECT task_id, 'file', name, '', 3, '', id FROM tasks_attachment
        WHERE removed_at IS NULL AND task_id IN ({ids})
    UNION ALL SELECT task_id, 'comment', text, 'comment-' || id, 4, '', id FROM tasks_comment
        WHERE removed_at IS NULL AND task_id IN ({ids})
    ) AS parts ORDER BY place, rank, id"""


def texts(ids: Sequence[str]) -> list[Text]:
    """Tasks that are not in the trash."""
    numbers = [int(one) for one in ids]
    tasks = list(Task.objects.filter(pk__in=numbers, trashed_at=None).select_related("project"))
    said = _said([task.pk for task in tasks])
    return [_text(task, said[task.pk]) for task in tasks]


def _said(numbers: Sequence[int]) -> dict[int, list[Part]]:
    """Return what hangs on these tasks, in one query: every edit of a task comes by here."""
    said: dict[int, list[Part]] = defaultdict(list)
    if numbers:
        marks = ", ".join(["%s"] * len(numbers))
        with connection.cursor() as cursor:
            cursor.execute(_SAID.format(ids=marks), [*numbers] * 4)
            for number, name, text, anchor in cursor.fetchall():
                said[number].append(Part(name, text, anchor))
    return said


def all_ids() -> Iterable[str]:
    return (
        str(pk) for pk in Task.objects.filter(trashed_at=None).values_list("pk", flat=True).iterator(chunk_size=2000)
    )


def follow_labels(event: Event) -> None:
    """Note that tasks say another word when a label of their project is renamed or removed."""
    if isinstance(event.happening, LabelEdited | LabelRemoved) and event.project_id is not None:
        numbers = Task.objects.filter(project_id=event.project_id).values_list("pk", flat=True)
        stale.mark_ids("task", (str(number) for number in numbers))


def _text(task: Task, said: Sequence[Part]) -> Text:
    key = task.project.key
    short = PREFIXES[task.kind]
    return Text(
        kind="experiment" if task.kind == TaskKind.EXPERIMENT else "task",
        subject_id=str(task.pk),
        workspace_id=task.project.workspace_id,
        project_id=task.project_id,
        title=f"{task.key} {task.title}",
        url=reverse("tasks:task", args=[task.key]),
        codes=(f"{key}{task.number}", *([f"{key}{short}{task.number}", task.key] if short else [])),
        is_archived=task.archived_at is not None,
        parts=(Part("description", task.description), *said),
    )


TASKS = Source(subject_kind="task", texts=texts, ids=all_ids, groups=GROUPS, labels=LABELS)
