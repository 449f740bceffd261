"""Doing to many tasks what is done to one: each by its own verb and under its own rule."""

from assay.tasks.bulk.acts import ACTS, ValueUnknown, act_named
from assay.tasks.bulk.doing import MOST, Outcome, Refused, do_to_all, undo_all
from assay.tasks.bulk.finding import receiver, tasks_of, unknown
from assay.tasks.bulk.offers import offers_for

__all__ = [
    "ACTS",
    "MOST",
    "Outcome",
    "Refused",
    "ValueUnknown",
    "act_named",
    "do_to_all",
    "offers_for",
    "receiver",
    "tasks_of",
    "undo_all",
    "unknown",
]
