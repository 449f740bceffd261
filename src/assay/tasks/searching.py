"""What search knows of tasks: their words, check lists, files and comments."""

from collections.abc import Iterable, Sequence

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext_lazy

from assay.search.sources import Group, Part, Source, Text
from assay.tasks.keys import PREFIXES, TaskKind
from assay.tasks.models import Attachment, ChecklistItem, Comment, Task

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
# They move a task or give it to somebody; its words stay.
SILENT = frozenset(
    {
        "task.moved",
        "task.assigned",
        "task.overridden",
        "task.linked",
        "task.unlinked",
        "task.check-ticked",
        "task.check-unticked",
        "check.ticked",
        "check.unticked",
        "criterion.lost",
        "criterion.met",
        "stop.fired",
        "verdict.changed",
        "experiment.timebox-ended",
        "run.started",
        "run.finished",
    }
)


def texts(ids: Sequence[str]) -> list[Text]:
    """Tasks that are not in the trash."""
    tasks = Task.objects.filter(pk__in=[int(one) for one in ids], trashed_at=None).select_related("project")
    parts = (
        Prefetch("checks", ChecklistItem.objects.in_order()),
        Prefetch("comments", Comment.objects.order_by("pk")),
        Prefetch("attachments", Attachment.objects.present()),
    )
    return [_text(task) for task in tasks.prefetch_related("labels", *parts)]


def all_ids() -> Iterable[str]:
    return (
        str(pk) for pk in Task.objects.filter(trashed_at=None).values_list("pk", flat=True).iterator(chunk_size=2000)
    )


def _text(task: Task) -> Text:
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
        parts=(
            Part("description", task.description),
            Part("label", " ".join(label.name for label in task.labels.all())),
            *(Part("check", item.text) for item in task.checks.all()),
            *(Part("file", file.name) for file in task.attachments.all()),
            *(Part("comment", comment.text) for comment in task.comments.all()),
        ),
    )


TASKS = Source(subject_kind="task", texts=texts, ids=all_ids, silent=SILENT, groups=GROUPS, labels=LABELS)
