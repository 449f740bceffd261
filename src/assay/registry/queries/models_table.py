"""The list of models: one line each, the last changed first."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Max, QuerySet

from assay.accounts.models import Person
from assay.projects.models import Project
from assay.registry.models import ModelAlias, ModelVersion, RegisteredModel
from assay.registry.queries.results import Measure, measures_of
from assay.runs.models import Run
from assay.tasks.models import Task

MOST = 100


@dataclass(frozen=True)
class ModelRow:
    """A model with its latest version; `task` is the one whose run made it."""

    model: RegisteredModel
    latest: ModelVersion | None
    aliases: list[ModelAlias]
    measure: Measure | None

    @property
    def task(self) -> Task | None:
        return self.latest.run.task if self.latest and self.latest.run else None


@dataclass(frozen=True)
class ModelsTable:
    rows: list[ModelRow]
    found: int
    total: int


def models_table(reader: Person, *, project: Project | None = None, words: str = "") -> ModelsTable:
    """Return the models that the reader sees, of a project and with these words in their name if told."""
    mine: QuerySet[RegisteredModel] = RegisteredModel.objects.visible_to(reader).alive()
    if project is not None:
        mine = mine.filter(project=project)
    chosen = mine.filter(name__icontains=words) if words else mine
    models = list(chosen.select_related("project").order_by("-updated_at", "-pk")[:MOST])
    total = len(models) if not words and len(models) < MOST else mine.count()
    found = len(models) if len(models) < MOST else chosen.count()
    return ModelsTable(_rows(models, reader), found=found, total=total)


def _rows(models: Sequence[RegisteredModel], reader: Person) -> list[ModelRow]:
    ids = [model.pk for model in models]
    latest, aliases = _latest(ids, reader), _aliases(ids)
    runs: dict[int, Run] = {row.run.pk: row.run for row in latest.values() if row.run}
    measures = measures_of(runs.values())
    rows = []
    for model in models:
        version = latest.get(model.pk)
        measure = measures.get(version.run_id) if version and version.run_id else None
        rows.append(ModelRow(model, version, aliases[model.pk], measure))
    return rows


def _latest(ids: Collection[int], reader: Person) -> Mapping[int, ModelVersion]:
    seen = ModelVersion.objects.visible_to(reader).alive().filter(model__in=ids)
    newest = seen.order_by().values("model").annotate(newest=Max("pk")).values("newest")
    rows = ModelVersion.objects.filter(pk__in=newest).select_related("run__task__project", "created_by")
    return {row.model_id: row for row in rows}


def _aliases(ids: Collection[int]) -> dict[int, list[ModelAlias]]:
    found: dict[int, list[ModelAlias]] = defaultdict(list)
    for alias in ModelAlias.objects.filter(model__in=ids).select_related("version").order_by("name"):
        found[alias.model_id].append(alias)
    return found
