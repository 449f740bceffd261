"""What happened in the tenth week of 2026, for the tests of digests."""

from datetime import UTC, datetime
from typing import Any

from assay.digests.digest import Digest, Line, Name
from assay.digests.weeks import week_named
from assay.experiments.models import Closing, Experiment
from assay.tasks.models import Task

WEEK = week_named("2026-W10")
WEDNESDAY = datetime(2026, 3, 4, 12, tzinfo=UTC)


def close(project: Any, by: Any, *, learnings: str, outcome: str = "success", at: datetime = WEDNESDAY) -> Closing:
    """Decide about a new experiment of the project."""
    task = project.tasks.filter(kind="experiment").first()
    experiment, _is_new = Experiment.objects.get_or_create(task=task)
    return Closing.objects.create(experiment=experiment, at=at, by=by, outcome=outcome, learnings=learnings)


def finish(project: Any, *, at: datetime = WEDNESDAY) -> None:
    """Let the first task of the project have been done then."""
    task = Task.objects.filter(project=project).order_by("number")[0]
    Task.objects.filter(pk=task.pk).update(finished_at=at)


def lines(digest: Digest, name: Name) -> tuple[Line, ...]:
    part = digest.part(name)
    return part.lines if part else ()


def texts(digest: Digest, name: Name) -> list[str]:
    return [one.text for one in lines(digest, name)]
