"""Verdicts: judge criteria by what runs logged, and stop conditions while they log."""

from .estimates import Estimate, Method
from .facts import DEVELOPMENT, Baseline, Marks, RunFacts, SeriesFacts
from .judgement import Gauge, Judgement, Part, State, Verdict
from .judging import judge
from .overall import overall
from .repeats import Configuration, Kind, configurations
from .stopping import FiredPart, Firing, first_firing
from .windows import Point, SeriesWindow

__all__ = [
    "DEVELOPMENT",
    "Baseline",
    "Configuration",
    "Estimate",
    "FiredPart",
    "Firing",
    "Gauge",
    "Judgement",
    "Kind",
    "Marks",
    "Method",
    "Part",
    "Point",
    "RunFacts",
    "SeriesFacts",
    "SeriesWindow",
    "State",
    "Verdict",
    "configurations",
    "first_firing",
    "judge",
    "overall",
]
