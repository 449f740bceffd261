"""Measures, and how they are taken: round by round, the sides in turn, the median of the rounds."""

import statistics
from collections.abc import Callable
from dataclasses import dataclass, field

from bench.stage import Stage, StageBroken
from bench.wire import NotServed
from ground import say


@dataclass(frozen=True)
class Row:
    """One line of the table. An aim is what DESIGN.md, section 6, asks for."""

    key: str
    label: str
    unit: str
    aim: float | None = None
    more_is_better: bool = False

    def holds(self, value: float) -> bool | None:
        """Return whether the aim is met; None without one."""
        if self.aim is None:
            return None
        return value > self.aim if self.more_is_better else value < self.aim


# Measures one side once; the numbers stand under the keys of the rows.
Take = Callable[[Stage, str], dict[str, float]]


@dataclass(frozen=True)
class Measure:
    """Something to measure; `sides` that have nothing of the kind are left out."""

    name: str
    rows: tuple[Row, ...]
    take: Take
    sides: tuple[str, ...]
    rounds: int | None = None


@dataclass
class Outcome:
    """What came out: for each side the medians, and every round behind them."""

    measure: Measure
    medians: dict[str, dict[str, float]] = field(default_factory=dict)
    rounds: dict[str, list[dict[str, float]]] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    fault: str = ""


def take(measure: Measure, stage: Stage) -> Outcome:
    """Take all rounds. What breaks is told and costs the other measures nothing."""
    outcome = Outcome(measure)
    for _round in range(measure.rounds or stage.size.rounds):
        for name in measure.sides:
            if name in stage.names and name not in outcome.notes:
                _take_once(outcome, stage, name)
    for name, found in outcome.rounds.items():
        outcome.medians[name] = {key: statistics.median(one[key] for one in found) for key in found[0]}
    return outcome


def _take_once(outcome: Outcome, stage: Stage, name: str) -> None:
    try:
        outcome.rounds.setdefault(name, []).append(outcome.measure.take(stage, name))
    except NotServed as missing:
        outcome.notes[name] = f"not served: {missing}"
        outcome.rounds.pop(name)
    except StageBroken:
        raise  # no other measure could be taken either
    except Exception as fault:
        outcome.fault = outcome.notes[name] = f"{type(fault).__name__}: {fault}"
        outcome.rounds.pop(name)
        say(f"  {outcome.measure.name} broke on {name}: {outcome.fault}\n{stage.log_tail(name)}")
