"""Verdicts: judge criteria by what runs logged, and stop conditions while they log."""

from .facts import Baseline, RunFacts, SeriesFacts
from .judgement import Gauge, Judgement, Part, State, Verdict
from .judging import judge
from .overall import overall
from .stopping import FiredPart, Firing, first_firing
from .windows import Point, SeriesWindow

__all__ = [
    "Baseline",
    "FiredPart",
    "Firing",
    "Gauge",
    "Judgement",
    "Part",
    "Point",
    "RunFacts",
    "SeriesFacts",
    "SeriesWindow",
    "State",
    "Verdict",
    "first_firing",
    "judge",
    "overall",
]
