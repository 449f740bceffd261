"""The files of a run, or of a model that it logged, and the addresses under which pages reach them."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from assay.runs.models import Artifact, LoggedModel, Run


@dataclass(frozen=True)
class Shelf:
    """Files of `run`; with `model`, those of the model that it logged."""

    run: Run
    model: LoggedModel | None = None

    @property
    def artifacts(self) -> QuerySet[Artifact]:
        return Artifact.objects.filter(logged_model=self.model) if self.model else Artifact.objects.filter(run=self.run)

    @property
    def name(self) -> str:
        return self.model.name if self.model else self.run.name or str(self.run.number)

    def url(self, what: str, path: str = "") -> str:
        """Return the address of a file or folder; `what` is artifact, preview, frame, files or zip."""
        owner = [self.run.uid, self.model.uid] if self.model else [self.run.uid]
        return reverse(f"runs:{'model_' if self.model else ''}{what}", args=[*owner, *([path] if path else [])])
