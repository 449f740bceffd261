"""What programs ask insights, and what they are told."""

from datetime import date, datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from assay.tasks.keys import TaskKind


class InsightsAsked(Schema):
    """How far back, in which days, of which work; `who=me` is only your own."""

    weeks: Literal["6", "12", "all"] = "12"
    days: Literal["working", "calendar"] = "working"
    who: Literal["", "me"] = ""
    kind: TaskKind | Literal[""] = ""


class InsightsOfProjectAsked(InsightsAsked):
    phase: Annotated[int, Field(gt=0, lt=2**63)] | None = None


class LeftOutShown(Schema):
    """Tasks that a figure does not count, and why."""

    reason: str
    keys: list[str]


class CountedShown(Schema):
    """The tasks of a figure by key, and all others with the reason."""

    keys: list[str]
    left_out: list[LeftOutShown]


class FinishedShown(Schema):
    key: str
    on: date
    days: int


class CycleTimesShown(Schema):
    """`percentiles` are days by percent, empty below five tasks."""

    percentiles: dict[int, int]
    finished: list[FinishedShown]
    counted: CountedShown


class SignalShown(Schema):
    """`kind` is above, below, or run: eight in a row on one side of the mean. `keys` are the tasks of it, in order."""

    kind: str
    keys: list[str]


class ControlShown(Schema):
    """Mean and natural limits of the cycle times; null below ten tasks."""

    mean: float
    low: float | None
    high: float
    signals: list[SignalShown]


class WeekOfWork(Schema):
    monday: date
    count: int
    is_partial: bool


class ThroughputShown(Schema):
    """`a_week` is the mean of the whole weeks, null before the first one is over; the usual range needs five."""

    a_week: float | None
    low: int | None
    high: int | None
    weeks: list[WeekOfWork]


class LevelShown(Schema):
    """How many tasks lay in each state at the end of a day; the blocked are among them."""

    day: date
    queue: int
    active: int
    waiting: int
    done: int
    blocked: int


class AgeShown(Schema):
    """`share` of the finished took no longer; null where too few were finished."""

    key: str
    days: int
    state: str
    share: float | None


class TimeSpentShown(Schema):
    """Hours of the clock of the finished tasks; `efficiency` is the share in work, null where no time passed."""

    active: float
    waiting: float
    blocked: float
    put_back: float
    efficiency: float | None
    counted: CountedShown


class ReturnShown(Schema):
    key: str
    times: int


class ReturnsShown(Schema):
    reopened: list[ReturnShown]
    put_back: list[ReturnShown]


class AnswersShown(Schema):
    """`run` started in the time shown, `ended` by outcome; a stop is no answer."""

    run: int
    ended: dict[str, int]
    answered: int
    share: float | None
    counted: CountedShown


class IterationShown(Schema):
    key: str
    on: date
    days: int
    days_since_start: int


class IterationsShown(Schema):
    """Days from idea to outcome of experiments that gave an answer."""

    percentiles: dict[int, int]
    each: list[IterationShown]


class WentLiveShown(Schema):
    """A version of a model at its first time in use; `project` is null for a model of none."""

    model: str
    version: int
    project: str | None
    at: datetime
    how: str


class InsightsShown(Schema):
    """Every figure of the pages of insights, from `first` to today, both included."""

    first: date
    today: date
    days: str
    cycle_time: CycleTimesShown
    control: ControlShown | None
    throughput: ThroughputShown
    flow: list[LevelShown]
    ageing: list[AgeShown]
    time_spent: TimeSpentShown
    returns: ReturnsShown
    experiments: AnswersShown
    iterations: IterationsShown
    models_deployed: list[WentLiveShown]
