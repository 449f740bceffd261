"""Splits and environments that a line names although no run of the project has ever logged them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from django.utils.translation import gettext as _

from assay.accounts.models import Person
from assay.projects.models import Project
from assay.pure.criteria import Condition, StopRule, metrics_named
from assay.pure.matching import same_split, words_at_the_ends
from assay.runs.marks import ENVIRONMENT_TAGS, environment_of
from assay.runs.models import DatasetInput, Run, RunTag
from assay.runs.queries.table.keys import NEWEST, known_keys

# What splits are usually called: before the first run of a project these pass without a word.
USUAL = ("test", "validation", "train", "holdout", "dev", "development", "staging", "production")
MOST_KNOWN = 6


@dataclass(frozen=True)
class KnownSplits:
    """Names that runs have logged, and every word that a key begins or ends with."""

    names: Sequence[str]
    words: frozenset[str]
    has_runs: bool

    @classmethod
    def of(cls, project: Project, reader: Person) -> "KnownSplits":
        """Read the newest runs of the project that the reader may see."""
        runs = Run.objects.visible_to(reader).alive().filter(task__project=project).order_by("-number")[:NEWEST]
        ids = list(runs.values_list("pk", flat=True))
        tags = RunTag.objects.filter(run__in=ids, key__in=("split", *ENVIRONMENT_TAGS)).exclude(value="")
        declared = {environment_of({"env": value}) for value in tags.values_list("value", flat=True)}
        contexts = DatasetInput.objects.filter(run__in=ids).exclude(context="").values_list("context", flat=True)
        declared |= {context.casefold() for context in contexts.distinct()}
        words = words_at_the_ends(known_keys(project, reader=reader).metrics) if ids else frozenset()
        usual = {name for name in USUAL if any(same_split(name, word) for word in words)}
        return cls(sorted(declared | usual), words | declared, bool(ids))

    def knows(self, split: str) -> bool:
        names = self.words if self.has_runs else USUAL
        # A run that names no environment is one of development.
        return split.casefold() == "development" or any(same_split(split, name) for name in names)

    def note_on(self, split: str) -> str:
        """Say that nobody has logged it, and what is known or meant."""
        known = list(self.names[:MOST_KNOWN]) if self.has_runs else list(USUAL)
        near = get_close_matches(split.casefold(), known, n=1)
        if near:
            return _("No run has logged a split called “%(split)s”; did you mean “%(near)s”?") % {
                "split": split,
                "near": near[0],
            }
        if not known:
            return _("No run has logged a split called “%(split)s” so far.") % {"split": split}
        listed = {"split": split, "known": ", ".join(known)}
        return _("No run has logged a split called “%(split)s”; known: %(known)s.") % listed


def notes_on_splits(meanings: Iterable[Condition | StopRule], project: Project, reader: Person) -> list[str]:
    """Return a note for each split or environment that nothing has ever logged, each once."""
    conditions = [one.condition if isinstance(one, StopRule) else one for one in meanings]
    named = dict.fromkeys(metric.split for one in conditions for metric in metrics_named(one) if metric.split)
    if not named:
        return []
    known = KnownSplits.of(project, reader)
    return [known.note_on(split) for split in sorted(named) if not known.knows(split)]
