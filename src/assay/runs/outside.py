"""A run as somebody without an account reads it: when it was, and what came out in the words of the project."""

import hashlib
import json
from collections.abc import Iterator

from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from markupsafe import Markup

from assay.kit.clock import now
from assay.projects.queries.metrics import definitions_of
from assay.pure.metrics import Definitions, shown
from assay.runs.models import MetricSeries, Run
from assay.runs.models.run import RunStatus
from assay.runs.queries.spans import span_of
from assay.runs.queries.table.defaults import SYSTEM

MOST_METRICS = 8
Fact = tuple[str, str]


def outside(run: Run) -> Markup:
    """Return a sheet of facts as HTML. Metrics that the project has no plain title for stand there only if none has."""
    project = run.subject.project_id
    defined = definitions_of(project) if project else Definitions()
    context = {
        "run": run,
        "state": _state(run),
        "span": span_of(run, at=now()),
        "results": _results(run, defined),
    }
    return Markup(render_to_string("runs/_outside.html", context))  # noqa: S704  our own template


def edition(run: Run) -> str:
    """Name what the run says now: how it ended, and what it measured."""
    told = [run.status, *_series_of(run).values_list("key", "count", "last", "low", "high")]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def _series_of(run: Run) -> QuerySet[MetricSeries]:
    return run.series.exclude(key__startswith=SYSTEM).order_by("key")


def _state(run: Run) -> str:
    if not run.is_over:
        return _("Still going on")
    return _("Done") if run.status == RunStatus.FINISHED else _("Stopped before its end")


def _results(run: Run, defined: Definitions) -> list[Fact]:
    """Titles with values, what the project cares for most first."""
    known = sorted(_series_of(run).exclude(last=None), key=lambda one: (defined.rank(one.key), one.key))
    return (list(_in_plain_words(known, defined)) or [(one.key, _value(one, defined)) for one in known])[:MOST_METRICS]


def _in_plain_words(series: list[MetricSeries], defined: Definitions) -> Iterator[Fact]:
    """Each title once: of a metric that is logged under two names, the first."""
    told = set()
    for one in series:
        definition = defined.of_key(one.key)
        if definition and definition.title and definition.title not in told:
            told.add(definition.title)
            yield definition.title, _value(one, defined)


def _value(one: MetricSeries, defined: Definitions) -> str:
    return shown(defined.of_key(one.key), one.last or 0.0)
