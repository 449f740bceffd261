"""What runs give along with a hand-off: the chosen run, the data it read, its code, the files it left."""

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assay.accounts.models import Person
from assay.runs.models import Run
from assay.runs.queries.run_page import source_of
from assay.tasks.carrying import Carrier, Fact, Origin
from assay.tasks.models import Task

MOST_RUNS, MOST_INPUTS, MOST_FILES = 100, 10, 3
LABELS = {
    "run": gettext_lazy("Model run"),
    "data": gettext_lazy("Data version"),
    "code": gettext_lazy("Code version"),
    "artifacts": gettext_lazy("Artifacts"),
}


def runs_to_hand_over(task: Task, reader: Person) -> list[Origin]:
    """Return the runs of the task, the newest first."""
    runs = Run.objects.visible_to(reader).of_task(task.pk).order_by("-number")[:MOST_RUNS]
    return [Origin(run.uid, _name(run)) for run in runs]


def facts(task: Task, reader: Person, origin: str) -> list[Fact]:
    run = Run.objects.visible_to(reader).of_task(task.pk).filter(uid=origin).first() if origin else None
    if run is None:
        return []
    texts = [("run", _name(run)), *(("data", text) for text in _inputs(run)), ("code", _code(run))]
    texts.append(("artifacts", _artifacts(run)))
    return [Fact(name, text, "run", run.uid) for name, text in texts if text]


def _name(run: Run) -> str:
    return _("Run %(number)d %(name)s") % {"number": run.number, "name": run.name}


def _inputs(run: Run) -> list[str]:
    rows = run.inputs.order_by("pk").values_list("name", "digest", "context")[:MOST_INPUTS]
    return [f"{name} {digest}" + (f" ({context})" if context else "") for name, digest, context in rows]


def _code(run: Run) -> str:
    source = source_of(run.tags.filter(key__startswith="mlflow.source."))
    parts = (source.commit[:12], source.branch, source.script)
    return ", ".join(part for part in parts if part)


def _artifacts(run: Run) -> str:
    files = list(run.artifacts.order_by("path").values_list("path", "size"))
    if not files:
        return ""
    paths, size = [path for path, _size in files], sum(size for _path, size in files)
    told = ngettext("%(count)d file, %(size)s", "%(count)d files, %(size)s", len(paths))
    names = ", ".join(paths[:MOST_FILES]) + (", …" if len(paths) > MOST_FILES else "")
    return told % {"count": len(paths), "size": filesizeformat(size)} + f": {names}"


RUNS = Carrier(order=20, labels=LABELS, facts=facts, origins=runs_to_hand_over)
