"""Everything the page of one version shows: where it comes from, down to the data and the commit."""

from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePosixPath

from django.urls import reverse

from assay.registry.loading import load_lines
from assay.registry.models import ModelAlias, ModelVersion, VersionTag
from assay.registry.queries.results import Answer, Measure, answers_of, measures_of
from assay.runs.models import Artifact, DatasetInput, MetricSeries, Run
from assay.runs.queries.code_source import Source, source_of
from assay.runs.queries.table.defaults import SYSTEM

METRICS = 24
FILES = 500


@dataclass(frozen=True)
class File:
    name: str
    size: int
    url: str


@dataclass(frozen=True)
class Folder:
    """A folder that holds files itself; the files at the top lie in the folder without a name."""

    path: str
    files: list[File]

    @property
    def size(self) -> int:
        return sum(file.size for file in self.files)


@dataclass(frozen=True, kw_only=True)
class VersionPage:
    """`run` is the one that made it, if it is still there."""

    version: ModelVersion
    run: Run | None
    answer: Answer | None
    measure: Measure | None
    inputs: list[DatasetInput]
    source: Source
    metrics: list[MetricSeries]
    aliases: list[ModelAlias]
    tags: list[VersionTag]
    folders: list[Folder]
    file_count: int
    code: str


def version_page(version: ModelVersion) -> VersionPage:
    """Return what the page shows of a version; whoever may see the version may see all of it."""
    run = version.run if version.run and version.run.deleted_at is None else None
    aliases = list(version.aliases.order_by("name"))
    files = _files(version)
    return VersionPage(
        version=version,
        run=run,
        answer=answers_of([run.task_id]).get(run.task_id) if run and run.task_id else None,
        measure=measures_of([run]).get(run.pk) if run else None,
        inputs=list(run.inputs.order_by("pk")[:20]) if run else [],
        source=source_of(run.tags.order_by("key")) if run else Source(),
        metrics=list(run.series.exclude(key__startswith=SYSTEM).order_by("key")[:METRICS]) if run else [],
        aliases=aliases,
        tags=list(version.tags.order_by("key")),
        folders=_folders(version, files),
        file_count=len(files),
        code=load_lines(version.model.name, f"@{aliases[0].name}" if aliases else f"/{version.number}"),
    )


def _files(version: ModelVersion) -> list[Artifact]:
    """The files below the version's path, the first of very many."""
    rows = version.artifacts.order_by("path")[:FILES]
    # SQLite compares prefixes without regard to case, so Python has the last word.
    return [row for row in rows if row.path.startswith(version.prefix)]


def _folders(version: ModelVersion, files: list[Artifact]) -> list[Folder]:
    """The files by folder, with their address below the version."""
    skipped = len(version.path) + 1 if version.path else 0
    inner = [PurePosixPath(file.path[skipped:]) for file in files]
    in_order = sorted(zip(inner, files, strict=True), key=lambda pair: (_parent(pair[0]), pair[0].name))
    return [
        Folder(folder, [_file(version, path, file) for path, file in pairs])
        for folder, pairs in groupby(in_order, key=lambda pair: _parent(pair[0]))
    ]


def _file(version: ModelVersion, path: PurePosixPath, file: Artifact) -> File:
    url = reverse("registry:artifact", args=[version.model.name, version.number, str(path)])
    return File(path.name, file.size, url)


def _parent(path: PurePosixPath) -> str:
    return "" if str(path.parent) == "." else str(path.parent)
