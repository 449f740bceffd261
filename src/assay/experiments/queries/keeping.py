"""What the runs of an experiment left behind, offered when people name what is kept."""

from assay.runs.models import Artifact, LoggedModel, Run

MOST_OFFERED = 30


def keepable(task_id: int) -> list[str]:
    """Return models, then files, each with the id of its run, which becomes a link where it is shown."""
    runs = Run.objects.of_task(task_id)
    models = LoggedModel.objects.alive().filter(run__in=runs).order_by("-run__number", "pk")
    files = Artifact.objects.filter(run__in=runs).order_by("-run__number", "path")
    named = [f"{name}, run {uid}" for name, uid in models.values_list("name", "run__uid")[:MOST_OFFERED]]
    return named + [f"{path}, run {uid}" for path, uid in files.values_list("path", "run__uid")[:MOST_OFFERED]]
