"""Whether the best run keeps to the guardrails of its project: what is gained on one metric may be lost on another."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from assay.experiments.queries.run_rows import RunRows
from assay.pure.metrics import Definition, Definitions
from assay.pure.verdict import RunFacts
from assay.runs.models import Run


@dataclass(frozen=True)
class Rail:
    """One guardrail. `state` is holds, crossed or not-measured."""

    definition: Definition
    state: str
    value: str


@dataclass(frozen=True)
class Guarded:
    """The run that is best by the primary metric, and the guardrails in that very run.

    Where nothing measured the primary metric it is the latest finished run, and `primary` is empty.
    """

    run: Run
    definition: Definition | None
    primary: str
    rails: list[Rail]


def guarded(definitions: Definitions, facts: Sequence[RunFacts], stored: RunRows) -> Guarded | None:
    """Return the guardrails beside the primary metric; None without guardrails or a finished run in development."""
    finished = [one for one in facts if one.is_finished and one.marks.is_development and one.ref in stored]
    if not definitions.guardrails or not finished:
        return None
    primary = definitions.primary
    best = _best(primary, finished) if primary else None
    shown = best or max(finished, key=lambda one: one.started_at)
    value = _value(primary, shown) if primary and best else None
    return Guarded(
        run=stored[shown.ref].run,
        definition=primary,
        primary=primary.shown(value) if primary and value is not None else "",
        rails=[_rail(one, shown) for one in definitions.guardrails],
    )


def _best(primary: Definition, runs: Sequence[RunFacts]) -> RunFacts | None:
    measured = [(value, one) for one in runs if (value := _value(primary, one)) is not None]
    better = max if primary.wants_more else min
    return better(measured, key=lambda pair: pair[0])[1] if measured else None


def _value(defined: Definition, run: RunFacts) -> float | None:
    series = run.answer(defined.metric)
    return series.last if series and math.isfinite(series.last) else None


def _rail(defined: Definition, run: RunFacts) -> Rail:
    value = _value(defined, run)
    if value is None:
        return Rail(defined, "not-measured", "")
    return Rail(defined, "holds" if defined.keeps(value) else "crossed", defined.shown(value))
