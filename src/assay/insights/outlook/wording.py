"""Why there is no date, and what makes one doubtful, in sentences."""

from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assay.pure.flow import Week
from assay.pure.forecast import Drift, NoForecast
from assay.web.when import day


def too_early(why_not: NoForecast | None, weeks: tuple[Week, ...], *, left: int) -> str:
    """Say what is missing for a date; empty where there is one."""
    if not left:
        return _("Nothing is open.")
    if why_not is None:
        return ""
    if why_not.reason == NoForecast.TOO_FEW_WEEKS:
        return _few_weeks(why_not, weeks)
    if why_not.reason == NoForecast.TOO_FEW_FINISHED and not why_not.has:
        return _no_pace(sum(not week.is_partial for week in weeks))
    if why_not.reason == NoForecast.TOO_FEW_FINISHED:
        return ngettext(
            "Too early: the last weeks show %(has)d finished task, and a forecast needs %(needs)d.",
            "Too early: the last weeks show %(has)d finished tasks, and a forecast needs %(needs)d.",
            why_not.has,
        ) % {"has": why_not.has, "needs": why_not.needs}
    return _("No end in sight: as much comes in as is finished.")


def in_short(why_not: NoForecast | None, *, left: int) -> str:
    """Say the same where there is room for three words, in the middle of a sentence; empty where there is a date."""
    if not left:
        return _("nothing is open")
    if why_not is None:
        return ""
    if why_not.reason == NoForecast.NO_END:
        return _("no end in sight")
    is_idle = why_not.reason == NoForecast.TOO_FEW_FINISHED and not why_not.has
    return _("no pace") if is_idle else _("too early")


def drifts(found: Drift | None) -> str:
    """Warn when the later weeks are unlike the earlier ones; empty when chance alone does as much."""
    if found is None or not found.is_real:
        return ""
    said = {"later": f"{found.later:.1f}", "earlier": f"{found.earlier:.1f}"}
    if found.later < found.earlier:
        return _("Work became slower: %(later)s a week of late, %(earlier)s before. The dates are too early.") % said
    return _("Work became faster: %(later)s a week of late, %(earlier)s before. The dates are too late.") % said


def _no_pace(count: int) -> str:
    return ngettext(
        "No pace: nothing was finished in %(count)d week.", "No pace: nothing was finished in %(count)d weeks.", count
    ) % {"count": count}


def _few_weeks(why_not: NoForecast, weeks: tuple[Week, ...]) -> str:
    if not weeks:
        return _("Too early: nobody has begun yet, and a forecast needs %(needs)d whole weeks of work.") % {
            "needs": why_not.needs
        }
    said = {"needs": why_not.needs, "has": why_not.has, "day": day(_enough_on(why_not, weeks))}
    return (
        ngettext(
            "Too early: there is %(has)d whole week of work, and a forecast needs %(needs)d. Ask again on %(day)s.",
            "Too early: there are %(has)d whole weeks of work, and a forecast needs %(needs)d. Ask again on %(day)s.",
            why_not.has,
        )
        % said
    )


def _enough_on(why_not: NoForecast, weeks: tuple[Week, ...]) -> date:
    """Return the Monday on which the last missing week is over."""
    return weeks[-1].monday + timedelta(weeks=why_not.needs - why_not.has)
