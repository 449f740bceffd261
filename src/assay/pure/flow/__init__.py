"""Figures of flow, derived from the states items of work went through: no query, no clock."""

from .control import Chart, Limits, NoChart, Signal, control_chart
from .counts import Level, Week, counts_of_days, levels, monday_of, weeks, whole
from .items import (
    ACTIVE,
    DONE,
    QUEUE,
    STATES,
    WAITING,
    Days,
    Finished,
    Item,
    LeftOut,
    Stay,
    calendar_days,
    finished_between,
)
from .times import Ageing, Spent, ageing, percentile, percentiles, spent

__all__ = [
    "ACTIVE",
    "DONE",
    "QUEUE",
    "STATES",
    "WAITING",
    "Ageing",
    "Chart",
    "Days",
    "Finished",
    "Item",
    "LeftOut",
    "Level",
    "Limits",
    "NoChart",
    "Signal",
    "Spent",
    "Stay",
    "Week",
    "ageing",
    "calendar_days",
    "control_chart",
    "counts_of_days",
    "finished_between",
    "levels",
    "monday_of",
    "percentile",
    "percentiles",
    "spent",
    "weeks",
    "whole",
]
