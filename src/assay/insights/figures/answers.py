"""What a team learned: experiments run, how they ended, and how long an answer takes."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from assay.experiments.queries.questions import Question
from assay.insights.figures.counted import Counted, Period, counted
from assay.pure.flow import Days, LeftOut, percentiles

STILL_OPEN, NO_ANSWER = "without an outcome yet", "stopped, so there is no answer"
DayOf = Callable[[datetime], date]


@dataclass(frozen=True)
class Answers:
    """Experiments that ended in the time shown, by outcome; `run` are those that started in it."""

    run: tuple[Question, ...]
    ended: tuple[Question, ...]
    counted: Counted

    @cached_property
    def outcomes(self) -> Mapping[str, int]:
        return Counter(one.outcome for one in self.ended)

    @property
    def answered(self) -> int:
        return sum(one.is_answered for one in self.ended)

    @property
    def share(self) -> float | None:
        """The share of the ended that gave an answer, a no included; None where none ended."""
        return self.answered / len(self.ended) if self.ended else None


@dataclass(frozen=True)
class Iteration:
    """An answered experiment with its days: from the idea, and from the start, to the outcome."""

    question: Question
    on: date
    days: int
    days_since_start: int


@dataclass(frozen=True)
class Iterations:
    each: tuple[Iteration, ...]
    counted: Counted

    @cached_property
    def at(self) -> Mapping[float, float]:
        """Days from idea to outcome by share; empty for fewer than five."""
        return percentiles([one.days for one in self.each])

    @cached_property
    def at_since_start(self) -> Mapping[float, float]:
        return percentiles([one.days_since_start for one in self.each])


def answers(questions: Sequence[Question], period: Period, *, day_of: DayOf) -> Answers:
    """Count what was started and what ended; each by its own day, so that the two are not parts of one another."""
    run = tuple(one for one in questions if one.started_at and period.holds(day_of(one.started_at)))
    ended = _ended(questions, period, day_of)
    still = tuple(one.key for one in questions if one.ended_at is None)
    return Answers(run, ended, counted((one.key for one in ended), _reasons({STILL_OPEN: still})))


def iterations(questions: Sequence[Question], period: Period, *, days: Days, day_of: DayOf) -> Iterations:
    """Count the days, both ends included, from the idea to the outcome of the experiments that gave an answer."""
    ended = _ended(questions, period, day_of)
    each = tuple(_iteration(one, days, day_of) for one in ended if one.is_answered)
    still = tuple(one.key for one in questions if one.ended_at is None)
    none = tuple(one.key for one in ended if not one.is_answered)
    return Iterations(each, counted((one.question.key for one in each), _reasons({STILL_OPEN: still, NO_ANSWER: none})))


def _ended(questions: Sequence[Question], period: Period, day_of: DayOf) -> tuple[Question, ...]:
    return tuple(one for one in questions if one.ended_at and period.holds(day_of(one.ended_at)))


def _iteration(one: Question, days: Days, day_of: DayOf) -> Iteration:
    ended_at = one.ended_at or one.written_at
    on, started = day_of(ended_at), day_of(one.started_at or ended_at)
    return Iteration(one, on, max(days(day_of(one.written_at), on), 1), max(days(started, on), 1))


def _reasons(found: Mapping[str, tuple[str, ...]]) -> list[LeftOut]:
    return [LeftOut(reason, keys) for reason, keys in found.items() if keys]
