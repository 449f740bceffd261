"""What is made of each line while somebody types it: its target, or what is wrong and how to mend it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assay.experiments import wording
from assay.experiments.lines import MOST_LINES, BadLines, Mistake, read_criteria, read_stops
from assay.pure.criteria import Comparison, Condition, StopRule, atoms, format_condition, format_stop, resolve_threshold
from assay.pure.verdict import Baseline

Meaning = Condition | StopRule
SaysOf = Callable[[Meaning], Sequence[str]]


@dataclass(frozen=True)
class LineReading:
    """A line as it is understood with the number behind it, or the mistake in it."""

    text: str
    target: str
    mistake: Mistake | None = None
    notes: Sequence[str] = ()
    explained: Sequence[str] = ()


def readings_of(
    text: str, *, is_stop: bool, baseline: Baseline, notes_on: SaysOf, explained: SaysOf
) -> list[LineReading]:
    """Read each line by itself; the first lines only, as saving refuses the rest anyway.

    `notes_on` gives what is to be said against a line that can be read, `explained` what its metrics are.
    """
    read: Callable[[str], Sequence[Meaning]] = read_stops if is_stop else read_criteria
    lines = [(number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    return [_reading(number, line, read, baseline, notes_on, explained) for number, line in lines[:MOST_LINES]]


def target_of(condition: Condition, baseline: Baseline) -> str:
    """The numbers behind a line before any run: `baseline .810 + 15 % = .932`, or what is unknown."""
    found = []
    for atom in atoms(condition):
        if not isinstance(atom, Comparison):
            continue
        threshold = resolve_threshold(atom, baseline.value_of(atom.metric))
        problem = {"code": str(threshold.problem), "params": {"metric": atom.metric.name}}
        found.append(threshold.text or wording.stored_sentence(problem))
    return "; ".join(found)


def _reading(
    number: int,
    line: str,
    read: Callable[[str], Sequence[Meaning]],
    baseline: Baseline,
    notes_on: SaysOf,
    explained: SaysOf,
) -> LineReading:
    try:
        (meaning,) = read(line)
    except BadLines as error:
        return LineReading(line, "", replace(error.mistakes[0], line=number))
    return LineReading(
        text=format_stop(meaning) if isinstance(meaning, StopRule) else format_condition(meaning),
        target=target_of(meaning.condition if isinstance(meaning, StopRule) else meaning, baseline),
        notes=notes_on(meaning),
        explained=explained(meaning),
    )
