"""What comes of a message of a Git host: merged commits are attached to what they name."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from assay.activity.models import Event
from assay.activity.recording import record
from assay.deliverables.models import Deliverable
from assay.deliverables.models.deliverable import Kind
from assay.deliverables.refusals import NoSuchThing, NotNeeded, TooMany
from assay.githooks.events import TaskMerged
from assay.githooks.hosts import Envelope
from assay.githooks.models import GitDelivery, GitHook
from assay.githooks.naming import deliverables_named, tasks_named
from assay.githooks.reading import Merged, merged_in
from assay.kit.clock import now
from assay.tasks.models import Task


@transaction.atomic
def take(hook: GitHook, envelope: Envelope, message: Mapping[str, Any] | None) -> GitDelivery:
    """Do what the message asks for and keep what came of it; one that came before changes nothing."""
    facts = {"event": envelope.event, "at": now()}
    delivery, is_new = hook.deliveries.get_or_create(delivery=envelope.delivery, defaults=facts)
    if is_new:
        delivery.told = _told(hook, envelope, message)[:500]
        delivery.save(update_fields=["told"])
    return delivery


def _told(hook: GitHook, envelope: Envelope, message: Mapping[str, Any] | None) -> str:
    if message is None:
        return _("The message is no JSON: choose application/json at the host.")
    if envelope.event == "ping":
        return _("The host said hello.")
    merged = merged_in(envelope.event, message)
    if not merged:
        return _("Nothing was merged.")
    return " ".join(dict.fromkeys(_attached(hook, merged))) or _("No key of this project is named.")


def _attached(hook: GitHook, merged: list[Merged]) -> Iterator[str]:
    """Attach each commit to what it names; of several that name one thing the newest counts."""
    deliverables: dict[int, Merged] = {}
    tasks: dict[int, Merged] = {}
    for commit in merged:
        for number in deliverables_named(commit.texts, project=hook.project.key):
            deliverables.setdefault(number, commit)
        for number in tasks_named(commit.texts, project=hook.project.key):
            tasks.setdefault(number, commit)
    mine = Task.objects.filter(project_id=hook.project_id, number__in=tasks).select_related("project", "phase")
    for task in mine.order_by("number"):
        commit = tasks[task.number]
        yield _note(task, commit)
        owed = _owed_code(task)
        if owed is not None:
            deliverables.setdefault(owed, commit)
    wanted = Deliverable.objects.filter(project_id=hook.project_id, number__in=deliverables)
    for deliverable in wanted.select_related("project").order_by("number"):
        yield _attach(deliverable, deliverables[deliverable.number])


def _attach(deliverable: Deliverable, commit: Merged) -> str:
    try:
        deliverable.attach_commit(
            commit.repository, commit.sha, title=commit.title, merged_at=commit.merged_at, by=None
        )
    except (NoSuchThing, NotNeeded, TooMany) as refusal:
        return f"{deliverable.key}: {refusal}"
    return _("%(sha)s is attached to %(key)s.") % {"key": deliverable.key, "sha": commit.sha[:10]}


def _note(task: Task, commit: Merged) -> str:
    """Write it into the history of the task, once for each commit."""
    known = Event.objects.about(task.subject).filter(kind=TaskMerged.kind)
    if all(event.data.get("sha") != commit.sha for event in known):
        url = commit.url if commit.url.startswith(("https://", "http://")) else ""
        record(TaskMerged(sha=commit.sha[:64], title=commit.title[:200], url=url[:500]), on=task, by=None)
    return _("%(key)s knows of %(sha)s.") % {"key": task.key, "sha": commit.sha[:10]}


def _owed_code(task: Task) -> int | None:
    """The number of the one deliverable of code that the task's phase still owes; of several any would be a guess."""
    owed = Deliverable.objects.open().filter(phase_id=task.phase_id, kind=Kind.CODE)
    numbers = list(owed.values_list("number", flat=True)[:2])
    return numbers[0] if len(numbers) == 1 else None
