"""Write a project into another MLflow server. It can be repeated, and goes on where it ended."""

from assay.importers.exporting.mlflow.experiments import look
from assay.importers.exporting.mlflow.models import write_models
from assay.importers.exporting.mlflow.registry import write_registry
from assay.importers.exporting.mlflow.runs import write_runs
from assay.importers.exporting.mlflow.state import Export
from assay.importers.exporting.tables import runs_of
from assay.runs.models import Run


def export(work: Export) -> None:
    """Write all that the reader may see, but for what came from this server itself. Raises `RemoteFault`."""
    look(work)
    came = set(Run.objects.filter(brought__source__uri=work.remote.uri).values_list("pk", flat=True))
    pks = runs_of(work.project, work.reader)
    own = [pk for pk in pks if pk not in came]
    work.count("came_from_there", len(pks) - len(own))
    write_runs(own, work)
    write_models(own, work)
    write_registry(work)
