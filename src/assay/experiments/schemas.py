"""What the API of experiments takes and gives."""

from datetime import date, datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from assay.rest.paging import PageAsked

State = Literal["draft", "started", "concluded"]


class Line(Schema):
    """A success criterion or a stop condition, with what was found last."""

    text: str
    amended: bool
    withdrawn: bool
    reason: str


class EstimateOut(Schema):
    """How sure a value is. `method` is point, mean, folds, paired, unpaired, wilson or mcnemar.

    `n` counts runs, or cases where the method is wilson; `kind` says what the runs differ by; `low` and `high` are
    the interval, `p` a test's; `tries` are the different settings that were measured.
    """

    method: str
    kind: str
    n: int
    low: float | None
    high: float | None
    confidence: float | None
    p: float | None
    runs: list[int] = Field(description="The numbers of the runs the value is made of.")
    tries: int


class CriterionOut(Line):
    state: str
    value: float | None
    estimate: EstimateOut | None
    threshold: float | None
    run: str | None
    because: str


class StopOut(Line):
    fired_at: datetime | None
    run: str | None
    value: float | None
    step: int | None
    because: str


class VerdictOut(Schema):
    """`state` is empty before the start."""

    state: str
    title: str
    met: int
    criteria: int
    runs: int
    judged_at: datetime | None
    lines: list[CriterionOut]


class ExperimentRow(Schema):
    key: str
    title: str
    state: State
    verdict: str
    outcome: str
    decide_on: date | None


class NextStepOut(Schema):
    """A step of the conclusion; `task` is the key of the task it became, if it did."""

    id: int
    text: str
    kind: str
    task: str | None


class Resources(Schema):
    """Hours and money; what is left out is not planned, or not known."""

    gpu_hours: float | None = Field(default=None, ge=0, le=1e9)
    cpu_hours: float | None = Field(default=None, ge=0, le=1e9)
    hours: float | None = Field(default=None, ge=0, le=1e9)
    cost: float | None = Field(default=None, ge=0, le=1e9)


class ExtensionOut(Schema):
    days: int
    because: str
    at: datetime
    by: str


class ExperimentOut(ExperimentRow):
    hypothesis: str
    baseline: dict[str, float]
    baseline_run: str | None
    baseline_note: str
    makes_baseline: bool
    stops_hard: bool
    timebox_days: int | None
    extensions: list[ExtensionOut]
    parameters: dict[str, str]
    resources: Resources
    hardware: str
    planned_data: str
    notebook: str
    started_at: datetime | None
    concluded_at: datetime | None
    proposed: str
    outcome_because: str
    kept: str
    kept_because: str
    kept_things: list[str]
    observations: str
    learnings: str
    next_steps: list[NextStepOut]
    version: int
    criteria: list[CriterionOut]
    stop_conditions: list[StopOut]
    checks: list[str]
    result: VerdictOut
    notes: list[str] = Field(default=[], description="Splits in a line that was just saved and that no run has logged.")


class PlanIn(Schema):
    """The whole plan as it shall be. Lines are texts in the criteria language."""

    hypothesis: str = ""
    criteria: list[str] = []
    stop_conditions: list[str] = []
    baseline: dict[str, float] = {}
    baseline_run: int | None = Field(default=None, ge=1, description="The number of a run.")
    baseline_note: str = ""
    makes_baseline: bool = False
    timebox_days: int | None = 5
    parameters: dict[str, str] = Field(default={}, description="A value, a range (1..10), a list (a, b), or any.")
    resources: Resources = Resources()
    hardware: str = ""
    planned_data: str = ""
    notebook: str = ""
    version: int | None = None


class AmendmentIn(Schema):
    """The lines that shall count from now on, and why they change."""

    criteria: list[str]
    stop_conditions: list[str] = []
    reason: str


class RepeatsIn(Schema):
    """Runs by uid; `how` is repeats (of one another), alone, or auto (as they say themselves)."""

    runs: list[str] = Field(min_length=1, max_length=200)
    how: Literal["repeats", "alone", "auto"]


class PlaceIn(Schema):
    """Runs by uid, and where they were measured; empty for what they say themselves."""

    runs: list[str] = Field(min_length=1, max_length=200)
    environment: str


class NextStepIn(Schema):
    """A step; with a kind of task it becomes one, linked to the experiment, else it stays a note."""

    text: str = Field(max_length=200)
    kind: str = ""


class ConclusionIn(Schema):
    """`outcome_because` is asked when the outcome differs from what the runs propose."""

    outcome: str
    learnings: str
    outcome_because: str = ""
    kept: str = ""
    kept_because: str = ""
    kept_things: list[Annotated[str, Field(max_length=300)]] = Field(default=[], max_length=20)
    observations: str = ""
    next_steps: list[NextStepIn] = []


class ExtensionIn(Schema):
    """Working days more, and why."""

    days: int = Field(ge=1, le=10)
    because: str = Field(max_length=300)


class ReopeningIn(Schema):
    because: str = Field(max_length=300, description="Why the decision is taken back; it stays beside the old one.")


class FollowUpIn(Schema):
    kind: str = Field(description="The kind of task that the step becomes.")


class HardStopIn(Schema):
    on: bool


class ExperimentsAsked(PageAsked):
    project: str = ""
    state: State | None = None
