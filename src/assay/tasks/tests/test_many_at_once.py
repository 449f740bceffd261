"""Tasks that are made together are as if each had been made alone: rows, history, index, touches, who is told."""

from dataclasses import fields
from decimal import Decimal

import pytest
from django.db import connection, transaction

from assay.activity.models import Event, Touch
from assay.notifications.models import Watch
from assay.search.models import Document
from assay.tasks.models import ChecklistItem, Task
from assay.tasks.models.task.creating import NewTask, NotOfThisProject, TooLong
from assay.webhooks.models import Delivery, Settings, Webhook


@pytest.fixture
def wanted(kite, ben):
    labels = tuple(kite.labels.order_by("pk")[:2])
    phases = list(kite.phases.in_order())
    return [
        NewTask(title="Plain"),
        NewTask(title="Full", kind="data", phase=phases[2], assignee=ben, estimate_days=Decimal(2), labels=labels),
        NewTask(title="Told", description="@ben.okafor knows *why*", discipline="data-science", checks=("One", "Two")),
        NewTask(title="Tried", kind="experiment", labels=labels[1:], nature="exploration"),
    ]


@pytest.fixture
def heard(ada, settings):
    """A webhook that hears of new tasks."""
    settings.ASSAY_PRIVATE_HOSTS = ["127.0.0.1:9"]
    return Webhook.create(Settings(name="chat", url="http://127.0.0.1:9/in", events=("task.created",)), by=ada)


def written(project, make):
    """Return everything that making tasks wrote, without the numbers of rows, and leave nothing behind."""
    known = set(Task.objects.values_list("pk", flat=True))
    last = {model: max(model.objects.values_list("pk", flat=True), default=0) for model in (Event, Touch, Delivery)}
    with transaction.atomic():
        make()
        tasks = list(Task.objects.exclude(pk__in=known).order_by("number"))
        found = _said_of(project, tasks, last)
        transaction.set_rollback(True)
    return found


def _said_of(project, tasks, last):
    place = {str(task.pk): number for number, task in enumerate(tasks)}
    events = Event.objects.filter(pk__gt=last[Event]).order_by("pk")
    touches = Touch.objects.filter(pk__gt=last[Touch]).values_list("workspace_id", "topic")
    columns = [one.attname for one in Task._meta.concrete_fields if one.attname not in ("id", "created_at")]
    texts = [one.attname for one in Document._meta.concrete_fields if one.attname not in ("id", "subject_id")]
    heard = Delivery.objects.filter(pk__gt=last[Delivery])
    documents = Document.objects.of("task", place).values_list("subject_id", *texts)
    return {
        "tasks": [[getattr(task, name) for name in columns] for task in tasks],
        "labels": [sorted(label.name for label in task.labels.all()) for task in tasks],
        "checks": [
            (place[str(one.task_id)], one.text, one.rank, one.is_done)
            for one in ChecklistItem.objects.filter(task__in=tasks).order_by("task__number", "rank")
        ],
        "events": [
            (place[one.subject_id], one.kind, one.data, one.person_id, one.project_id, one.workspace_id)
            for one in events
        ],
        "touches": {(number, _placed(topic, place)) for number, topic in touches},
        "documents": sorted((place[number], *rest) for number, *rest in documents),
        "watches": {
            (place[one.subject_id], one.person_id)
            for one in Watch.objects.filter(subject_kind="task")
            if one.subject_id in place
        },
        "deliveries": sorted(place[number] for number in heard.values_list("event__subject_id", flat=True)),
        "last number": type(project).objects.get(pk=project.pk).last_task_number,
    }


def _placed(topic, place):
    kind, _, number = topic.partition(":")
    return f"task {place[number]}" if kind == "task" else topic


def test_many_at_once_write_what_each_alone_would(kite, wanted, ada, heard):
    def one_by_one():
        for one in wanted:
            Task.create(kite, by=ada, **{field.name: getattr(one, field.name) for field in fields(one)})

    alone, together = written(kite, one_by_one), written(kite, lambda: Task.create_all(kite, wanted, by=ada))
    assert together == alone
    assert len(alone["events"]) == len(alone["deliveries"]) == len(wanted)


def test_a_workflow_is_planted_in_few_queries(ada, django_assert_max_num_queries):
    from assay.projects.models import Project
    from assay.projects.workflows import workflow_named

    # PostgreSQL rings the listeners of other processes: once for the project, once for its tasks.
    bells = 2 if connection.vendor == "postgresql" else 0
    with django_assert_max_num_queries(45 + bells):
        project = Project.start(key="NEW", name="New", workflow=workflow_named("six-phases"), by=ada)
    assert project.tasks.count() == 10


def test_one_wrong_task_keeps_all_of_them_from_being_made(kite, wanted, ada, cy):
    before = Task.objects.count()
    with pytest.raises(TooLong):
        Task.create_all(kite, [*wanted, NewTask(title="Long", estimate_days=Decimal(6))], by=ada)
    with pytest.raises(NotOfThisProject):
        Task.create_all(kite, [*wanted, NewTask(title="Theirs", assignee=cy)], by=ada)
    assert Task.objects.count() == before


def test_nothing_wanted_makes_nothing(kite, ada):
    assert Task.create_all(kite, [], by=ada) == []
