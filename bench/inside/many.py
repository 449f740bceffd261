"""Fill an empty data folder with projects whose work went back and forth: `python -m bench.inside.many PROJECTS`."""

import json
import sys
from datetime import timedelta
from typing import Any

from assay.cli.prepare import prepare

# Phase, and from which to which day before today; what has no end goes on.
WORK = ((0, 70, 62), (1, 61, 50), (2, 49, 36), (1, 35, 30), (2, 29, None))
TASKS = 20


def fill(count: int) -> dict[str, Any]:
    """Make the people, then the projects by the verbs of the product, each at the moment it tells of."""
    from assay.accounts.models import Person, SecondStart
    from bench.inside.planting import plant

    facts = plant(1)
    owner = Person.objects.order_by("pk")[0]
    owner.workspace.set_second_start(SecondStart.WARN, by=owner)
    keys = [_project(number, owner) for number in range(count)]
    return facts | {"project": keys[-1]}


def _project(number: int, owner: Any) -> str:
    from assay.kit.clock import as_of, now
    from assay.projects.models import Project
    from assay.projects.workflows import SIX_PHASES, workflow_named
    from assay.tasks.models import Task
    from assay.tasks.models.task.creating import NewTask

    key = "P" + "".join("ABCDEFGHIJ"[int(digit)] for digit in f"{number:03d}")
    with as_of(now() - timedelta(days=71)):
        project = Project.start(key=key, name=f"Project {number}", workflow=workflow_named(SIX_PHASES), by=owner)
        project.close_guide(by=owner)
        phases, more = list(project.phases.in_order()), TASKS - project.tasks.count()
        wanted = [NewTask(title=f"Task {at}", phase=phases[WORK[at % len(WORK)][0]]) for at in range(more)]
        tasks = Task.create_all(project, wanted, by=owner)
    active, done = (project.columns.filter(state=state)[0] for state in ("active", "done"))
    for task, (_phase, begun, ended) in zip(tasks, WORK, strict=False):
        with as_of(now() - timedelta(days=begun)):
            task.move_to(active, by=owner)
        if ended is not None:
            with as_of(now() - timedelta(days=ended)):
                task.move_to(done, by=owner)
    return key


def main(count: int) -> None:
    prepare()
    print(json.dumps(fill(count)))


if __name__ == "__main__":
    main(int(sys.argv[1]))
