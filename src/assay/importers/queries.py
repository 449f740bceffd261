"""What pages and commands read of imports."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assay.accounts.models import Person
from assay.importers.models import Source, SourceRun, SourceState
from assay.importers.models.brought import LeftOut
from assay.projects.models import Project
from assay.runs.models import Run

EXAMPLES = 3


@dataclass(frozen=True)
class Reason:
    """Things of one kind that were left out for one reason."""

    what: str
    why: str
    count: int
    examples: list[str]


@dataclass(frozen=True)
class Progress:
    """How far a source is: what it does, what has come, what was left out."""

    doing: str
    counts: Sequence[tuple[str, int]]
    left_out: Sequence[Reason]


@dataclass(frozen=True)
class BroughtFrom:
    """Where a run was logged, for its page."""

    brought: SourceRun
    url: str


def sources_of(project: Project, reader: Person) -> list[Source]:
    sources = Source.objects.visible_to(reader).filter(project=project)
    return list(sources.select_related("created_by").order_by("pk"))


def progress_of(source: Source) -> Progress:
    names = {
        "experiments": _("experiments"),
        "runs": _("runs"),
        "points": _("points"),
        "models": _("logged models"),
        "registered": _("registered models"),
        "versions": _("model versions"),
        "files": _("files"),
        "gone": _("deleted there"),
    }
    counts = [(label, source.counts[name]) for name, label in names.items() if source.counts.get(name)]
    return Progress(_doing(source), counts, left_out_by_reason(source))


def left_out_by_reason(source: Source) -> list[Reason]:
    """Return what did not come."""
    return by_reason(LeftOut.objects.filter(source=source).order_by("pk").values_list("what", "name", "why"))


def by_reason(left_out: Iterable[tuple[str, str, str]]) -> list[Reason]:
    """Return things of a kind, a name and a why by these reasons, the most frequent first, with some names of each."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for what, name, why in left_out:
        found[what, why].append(name)
    reasons = [Reason(what, why, len(names), names[:EXAMPLES]) for (what, why), names in found.items()]
    return sorted(reasons, key=lambda reason: -reason.count)


def brought_from(run: Run, _reader: Person) -> dict[str, BroughtFrom] | None:
    """Return where the run was logged; None for one that was logged here."""
    brought = SourceRun.objects.filter(run=run).select_related("source").first()
    if brought is None:
        return None
    url = f"{brought.source.uri}/#/experiments/{brought.remote_group}/runs/{brought.uid}"
    return {"origin": BroughtFrom(brought, url)}


def _doing(source: Source) -> str:
    said = {
        "experiments": _("Looks for experiments"),
        "runs": _("Brings runs and their points"),
        "models": _("Brings logged models"),
        "uses": _("Notes which models runs made"),
        "gone": _("Looks for what was deleted"),
        "show": _("Shows the runs"),
        "registry": _("Brings registered models"),
        "files": _("Copies files"),
    }
    return said.get(source.cursor.get("step", ""), _("Begins")) if source.state == SourceState.RUNNING else ""
