"""What the API of experiments takes and gives."""

from datetime import date, datetime
from typing import Literal

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


class CriterionOut(Line):
    state: str
    value: float | None
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


class ExperimentRow(Schema):
    key: str
    title: str
    state: State
    verdict: str
    outcome: str
    decide_on: date | None


class ExperimentOut(ExperimentRow):
    hypothesis: str
    baseline: dict[str, float]
    baseline_run: str | None
    baseline_note: str
    makes_baseline: bool
    timebox_days: int | None
    started_at: datetime | None
    concluded_at: datetime | None
    kept: str
    observations: str
    learnings: str
    next_steps: str
    version: int
    criteria: list[CriterionOut]
    stop_conditions: list[StopOut]
    checks: list[str]
    result: VerdictOut


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
    checks: list[str] = []
    version: int | None = None


class AmendmentIn(Schema):
    """The lines that shall count from now on, and why they change."""

    criteria: list[str]
    stop_conditions: list[str] = []
    reason: str


class ConclusionIn(Schema):
    outcome: str
    learnings: str
    kept: str = ""
    observations: str = ""
    next_steps: str = ""


class Asked(PageAsked):
    project: str = ""
    state: State | None = None
