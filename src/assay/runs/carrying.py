"""What runs give along with a hand-off: the chosen run, the data it read, its code, the files it left."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import BigIntegerField, CharField, F, Value
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assay.runs.models import Run, RunTag
from assay.runs.models.run import RunQuerySet
from assay.runs.queries.code_source import source_of
from assay.tasks.carrying import Carrier, Fact, Origin

MOST_RUNS, MOST_INPUTS, MOST_FILES = 100, 10, 3
LABELS = {
    "run": gettext_lazy("Model run"),
    "data": gettext_lazy("Data version"),
    "code": gettext_lazy("Code version"),
    "artifacts": gettext_lazy("Artifacts"),
}


class RunCarrier(Carrier):
    order = 20
    labels = LABELS

    def origins(self) -> list[Origin]:
        """Return the runs of the task, the newest first."""
        return [origin_of(run) for run in self._newest]

    def has(self, origin: str) -> bool:
        return self._run(origin) is not None

    def facts(self, origin: str) -> list[Fact]:
        run = self._run(origin)
        if run is None:
            return []
        made_of = _made_of(run)
        texts = [("run", _name(run)), *(("data", text) for text in _inputs(made_of)), ("code", _code(made_of))]
        texts.append(("artifacts", _artifacts(made_of)))
        return [Fact(name, text, "run", run.uid) for name, text in texts if text]

    @cached_property
    def _newest(self) -> list[Run]:
        return list(self._runs.order_by("-number")[:MOST_RUNS])

    def _run(self, origin: str) -> Run | None:
        if not origin:
            return None
        return next((run for run in self._newest if run.uid == origin), None) or self._runs.filter(uid=origin).first()

    @property
    def _runs(self) -> RunQuerySet:
        return Run.objects.visible_to(self.reader).of_task(self.task.pk)


def origin_of(run: Run) -> Origin:
    return Origin(run.uid, _name(run))


@dataclass(frozen=True)
class _MadeOf:
    """What a run read and left: names with digest and context, the tags of its source, paths with sizes."""

    inputs: list[tuple[str, str, str]]
    tags: list[RunTag]
    files: list[tuple[str, int]]


def _made_of(run: Run) -> _MadeOf:
    """Read inputs, tags and files by one query."""
    text, none = Value("", CharField()), Value(0, BigIntegerField())
    inputs = _rows(run.inputs, "input", F("name"), F("digest"), F("context"), F("pk"))
    tags = _rows(run.tags.filter(key__startswith="mlflow.source."), "tag", F("key"), F("value"), text, none)
    files = _rows(run.artifacts, "file", F("path"), text, text, F("size"))
    found: dict[str, list[Any]] = {"input": [], "tag": [], "file": []}
    for what, *row in inputs.union(tags, files, all=True):
        found[what].append(row)
    read = sorted(found["input"], key=lambda row: int(row[3]))
    return _MadeOf(
        inputs=[(name, digest, context) for name, digest, context, _pk in read],
        tags=[RunTag(key=key, value=value) for key, value, _text, _none in found["tag"]],
        files=sorted((path, size) for path, _text, _more, size in found["file"]),
    )


def _rows(rows: Any, what: str, *parts: Any) -> Any:
    names = dict(zip(("first", "second", "third", "number_"), parts, strict=True))
    return rows.order_by().annotate(what=Value(what, CharField()), **names).values_list("what", *names)


def _name(run: Run) -> str:
    return _("Run %(number)d %(name)s") % {"number": run.number, "name": run.name}


def _inputs(made_of: _MadeOf) -> list[str]:
    rows = made_of.inputs[:MOST_INPUTS]
    return [f"{name} {digest}" + (f" ({context})" if context else "") for name, digest, context in rows]


def _code(made_of: _MadeOf) -> str:
    source = source_of(made_of.tags)
    parts = (source.commit[:12], source.branch, source.script)
    return ", ".join(part for part in parts if part)


def _artifacts(made_of: _MadeOf) -> str:
    if not made_of.files:
        return ""
    paths, size = [path for path, _size in made_of.files], sum(size for _path, size in made_of.files)
    told = ngettext("%(count)d file, %(size)s", "%(count)d files, %(size)s", len(paths))
    names = ", ".join(paths[:MOST_FILES]) + (", …" if len(paths) > MOST_FILES else "")
    return told % {"count": len(paths), "size": filesizeformat(size)} + f": {names}"
