"""What phases are for, whatever a team calls them, and how work of such a phase is planned.

Workflows name the kind of each phase; a phase that a team adds is sorted by its name until somebody says otherwise.
"""

from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy


class PhaseKind(models.TextChoices):
    UNDERSTANDING = "understanding", gettext_lazy("Understanding the problem")
    DATA = "data", gettext_lazy("Data")
    EXPERIMENTATION = "experimentation", gettext_lazy("Experimentation")
    EVALUATION = "evaluation", gettext_lazy("Evaluation")
    PRODUCTIZATION = "productization", gettext_lazy("Productization")
    DEPLOYMENT = "deployment", gettext_lazy("Deployment")
    LIVE_TEST = "live-test", gettext_lazy("Live test")
    OPERATION = "operation", gettext_lazy("Operation")
    OTHER = "other", gettext_lazy("Other")


class Nature(models.TextChoices):
    """Exploration is planned by time, as nobody knows what it finds; delivery by what is to be done."""

    EXPLORATION = "exploration", gettext_lazy("Exploration")
    DELIVERY = "delivery", gettext_lazy("Delivery")


_DELIVERY = frozenset({PhaseKind.PRODUCTIZATION, PhaseKind.DEPLOYMENT, PhaseKind.LIVE_TEST, PhaseKind.OPERATION})
# What phases are called in the wild; first come, first served.
_STEMS: Mapping[str, PhaseKind] = {
    "a/b": PhaseKind.LIVE_TEST,
    "live": PhaseKind.LIVE_TEST,
    "pilot": PhaseKind.LIVE_TEST,
    "product": PhaseKind.PRODUCTIZATION,
    "deploy": PhaseKind.DEPLOYMENT,
    "rollout": PhaseKind.DEPLOYMENT,
    "monitor": PhaseKind.OPERATION,
    "mainten": PhaseKind.OPERATION,
    "operat": PhaseKind.OPERATION,
    "evaluat": PhaseKind.EVALUATION,
    "accept": PhaseKind.EVALUATION,
    "result": PhaseKind.EVALUATION,
    "validat": PhaseKind.EVALUATION,
    "model": PhaseKind.EXPERIMENTATION,
    "experiment": PhaseKind.EXPERIMENTATION,
    "train": PhaseKind.EXPERIMENTATION,
    "data": PhaseKind.DATA,
    "business": PhaseKind.UNDERSTANDING,
    "problem": PhaseKind.UNDERSTANDING,
    "research": PhaseKind.UNDERSTANDING,
    "understand": PhaseKind.UNDERSTANDING,
}


def kind_called(name: str) -> PhaseKind:
    """Return what a phase of this name is probably for."""
    called = name.casefold()
    return next((kind for stem, kind in _STEMS.items() if stem in called), PhaseKind.OTHER)


def nature_of(kind: str) -> Nature:
    """Return how a phase of this kind is usually planned."""
    return Nature.DELIVERY if kind in _DELIVERY else Nature.EXPLORATION
