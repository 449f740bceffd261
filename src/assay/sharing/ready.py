"""When it will be ready, in words that need no course in statistics: never one day alone, none while too early."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assay.insights.outlook import Outlook, outlooks_of
from assay.projects.models import Project
from assay.pure.forecast.pace import LEAST_WEEKS
from assay.web.when import day


@dataclass(frozen=True)
class Ready:
    """What stands on the page: a day with what is as likely as not, and how far such days held."""

    name: str
    value: str
    note: str
    basis: str = ""


def ready_of(project: Project) -> Ready | None:
    """Return when the project is ready; None before anybody began, and when nothing is left to do."""
    found = outlooks_of([project])[project.pk]
    if not found.left or not found.weeks:
        return None
    if found.days:
        return _dated(found)
    name = _("Ready")
    if found.as_is:
        today = {"day": day(found.as_is[85]), "surely": day(found.as_is[95])}
        told = _("New work comes in as fast as it is done. What is known today: by %(day)s, at the latest %(surely)s")
        return Ready(name, _("no day yet"), told % today, _basis(found))
    weeks = len(found.whole_weeks)
    if weeks < LEAST_WEEKS:
        text = ngettext(
            "The team has worked on it for %(num)d whole week; a day can be named after %(needs)d",
            "The team has worked on it for %(num)d whole weeks; a day can be named after %(needs)d",
            weeks,
        )
        return Ready(name, _("too early to say"), text % {"num": weeks, "needs": LEAST_WEEKS})
    return Ready(name, _("no day yet"), _("Too little was finished in the last weeks to name a day"))


def _dated(found: Outlook) -> Ready:
    days = {chance: day(on) for chance, on in found.days.items()}
    note = _("with luck %(even)s, almost surely by %(sure)s") % {"even": days[50], "sure": days[95]}
    return Ready(_("Ready, 85 %% sure by") % {}, days[85], note, _basis(found))


def _basis(found: Outlook) -> str:
    """Say where the day comes from, and how often such days held."""
    told = _("The days come from what the team finished in the last weeks.")
    if found.tries:
        text = _("Of %(tries)s such promises in the past %(hits)s held.")
        told += " " + text % {"hits": found.hits, "tries": found.tries}
    if found.drifts:
        told += " " + _("The pace changed lately, so take them with care.")
    return told
