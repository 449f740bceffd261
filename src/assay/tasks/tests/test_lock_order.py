"""Every change of a task takes its locks in one order, so that two wait for each other, and never for ever."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assay.kit.clock import now
from assay.tasks.jobs import erase_old
from assay.tasks.models import Task
from assay.tasks.models.task.editing import facts_of

pytestmark = pytest.mark.django_db


def first_reads(queried):
    """Return where the project was read first, and where the task."""
    read = [query["sql"].split("WHERE")[0] for query in queried.captured_queries]
    return [
        next(at for at, sql in enumerate(read) if f'FROM "{table}"' in sql)
        for table in ("projects_project", "tasks_task")
    ]


@pytest.fixture
def task(kite, ada):
    made = Task.create(kite, title="Tune", by=ada)
    return Task.objects.select_related("project").get(pk=made.pk)


def test_an_edit_holds_the_project_before_the_task_as_a_move_does(task, ada):
    with CaptureQueriesContext(connection) as queried:
        task.sort(by=ada, discipline="data")
    project, row = first_reads(queried)
    assert project < row
    with CaptureQueriesContext(connection) as queried:
        task.edit(facts_of(task), version=task.version, by=ada)
    project, row = first_reads(queried)
    assert project < row


def test_what_is_erased_is_read_again_only_once_its_project_is_held(task, ada):
    task.trash(by=ada)
    with CaptureQueriesContext(connection) as queried:
        assert erase_old(at=now() + timedelta(days=31)) == 1
    project = first_reads(queried)[0]
    rows = [at for at, query in enumerate(queried.captured_queries) if 'FROM "tasks_task"' in query["sql"]]
    # The first one only says which tasks there are.
    assert rows[0] < project < rows[1]
