"""What is to be said of criteria that can be read: splits nobody logged, metrics nobody defined, wrong directions."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from assay.accounts.models import Person
from assay.experiments.queries.known_splits import notes_on_splits
from assay.projects.metric_words import direction_in_words, metric_in_words
from assay.projects.models import Project
from assay.projects.queries import definitions_of
from assay.pure.criteria import Comparison, Condition, Operator, StopRule, atoms, format_metric, metrics_named
from assay.pure.metrics import Definitions

MOST_NAMED = 6
Meaning = Condition | StopRule


def notes_on_lines(meanings: Sequence[Meaning], project: Project, reader: Person) -> list[str]:
    """Return all notes on lines that were saved, each once."""
    definitions = definitions_of(project.pk)
    about_metrics = [note for one in meanings for note in notes_on_metrics(one, definitions)]
    return [*dict.fromkeys(about_metrics), *notes_on_splits(meanings, project, reader)]


def notes_on_metrics(meaning: Meaning, definitions: Definitions) -> list[str]:
    """Return what speaks against a criterion by the project's definitions.

    A stop condition may be about anything, and end a training also because it is good enough: nothing is said of it.
    """
    if isinstance(meaning, StopRule) or not definitions:
        return []
    compared = [atom for atom in atoms(meaning) if isinstance(atom, Comparison)]
    return [note for atom in compared if (note := _note(atom, definitions))]


def explained(meaning: Meaning, definitions: Definitions) -> list[str]:
    """Return what the project says of the metrics that a line names."""
    condition = meaning.condition if isinstance(meaning, StopRule) else meaning
    found = [definitions.of(metric) for metric in sorted(metrics_named(condition), key=format_metric)]
    return [metric_in_words(one) for one in found if one]


def _note(atom: Comparison, definitions: Definitions) -> str:
    defined = definitions.nearest_to(atom.metric)
    name = format_metric(atom.metric)
    if defined is None:
        return _("The project does not define %(metric)s; it defines %(known)s.") % {
            "metric": name,
            "known": _known(one.name for one in definitions.all),
        }
    if atom.operator is Operator.EQUAL or atom.operator.wants_more == defined.wants_more:
        return ""
    return _("Of %(metric)s %(direction)s, by the project's definition; this line asks for the other way.") % {
        "metric": name,
        "direction": direction_in_words(defined),
    }


def _known(names: Iterable[str]) -> str:
    listed = list(names)
    return ", ".join([*listed[:MOST_NAMED], *(["…"] if len(listed) > MOST_NAMED else [])])
