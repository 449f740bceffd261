"""The names of phases in words that need no course in machine learning."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assay.projects.models import Phase


@dataclass(frozen=True)
class PlainPhase:
    """`name` stands on the strip, `doing` in the sentence that says what happens now."""

    name: str | Promise
    doing: str | Promise


_QUESTION = PlainPhase(_("Question"), _("Finding the right question"))
_DATA = PlainPhase(_("Data"), _("Looking at the data"))
_PREPARATION = PlainPhase(_("Data"), _("Preparing the data"))
_MODEL = PlainPhase(_("Model"), _("Building the model"))
_CHECK = PlainPhase(_("Check"), _("Checking whether it is good enough"))
_ENGINEERING = PlainPhase(_("Engineering"), _("Making it ready for daily use"))
_LAUNCH = PlainPhase(_("Launch"), _("Bringing it into use"))
_LIVE_TEST = PlainPhase(_("Live test"), _("Testing it in real use"))
_RESULT = PlainPhase(_("Result"), _("Reading the result"))
_CARE = PlainPhase(_("Care"), _("Watching over it"))
_HANDOVER = PlainPhase(_("Handover"), _("Handing it over"))

_KNOWN = {
    **dict.fromkeys(("research", "business understanding", "problem definition"), _QUESTION),
    **dict.fromkeys(("data exploration", "data understanding", "data acquisition and understanding"), _DATA),
    **dict.fromkeys(("data prep", "data preparation"), _PREPARATION),
    **dict.fromkeys(("modeling", "modelling", "experimentation"), _MODEL),
    "evaluation": _CHECK,
    **dict.fromkeys(("productization", "productionization", "productionize"), _ENGINEERING),
    **dict.fromkeys(("deploy", "deployment"), _LAUNCH),
    "a/b testing": _LIVE_TEST,
    "results analysis": _RESULT,
    **dict.fromkeys(("monitor", "maintenance"), _CARE),
    "customer acceptance": _HANDOVER,
}


def plain_phase(phase: Phase) -> PlainPhase:
    """Return the phase in plain words; one that a team named itself keeps its name."""
    return _KNOWN.get(phase.name.casefold(), PlainPhase(phase.name, phase.name))
