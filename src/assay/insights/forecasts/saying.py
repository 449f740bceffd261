"""What a forecast says, in sentences for those who work on it."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assay.insights.forecasts.corrected import Corrected
from assay.insights.forecasts.target import WayToTarget
from assay.insights.forecasts.what_if import Change, Told
from assay.insights.outlook import Outlook
from assay.web.when import day


def finding(outlook: Outlook) -> str:
    """Say the whole in a line; the other days stand beside it."""
    if outlook.is_endless:
        return _("No end in sight: %(came)s come in a week, %(done)s are finished") % _paces(outlook)
    if not outlook.days:
        return outlook.too_early.rstrip(".")
    said = _paces(outlook) | {"likely": day(outlook.days[85])}
    if not outlook.growth:
        return _("At this pace done by %(likely)s with 85 %% chance") % said
    return _("Done by %(likely)s with 85 %% chance: %(done)s tasks a week are finished, %(came)s come in") % said


def _paces(outlook: Outlook) -> dict[str, str]:
    return {"came": f"{outlook.growth:.1f}", "done": f"{outlook.pace:.1f}"}


def all_days(days: Mapping[int, date]) -> str:
    """Return the three days in their order."""
    return ", ".join(f"{chance} %: {day(on)}" for chance, on in days.items())


def others(days: Mapping[int, date]) -> str:
    """Return what stands below the day at 85 %."""
    return _("50 %%: %(even)s, 95 %%: %(sure)s") % {"even": day(days[50]), "sure": day(days[95])}


def held(outlook: Outlook) -> str:
    """Say how often such promises held before."""
    if not outlook.tries:
        return _("no promise of the past to hold it against yet")
    ahead = ngettext("%(num)d week ahead", "%(num)d weeks ahead", outlook.horizon) % {"num": outlook.horizon}
    said = {"hits": outlook.hits, "tries": outlook.tries, "ahead": ahead}
    return _("promised at 85 %% and %(ahead)s, %(hits)s of %(tries)s held") % said


def how_counted(outlook: Outlook) -> str:
    """Say how the days came about."""
    weeks = len(outlook.whole_weeks)
    said = ngettext("from %(num)d whole week", "from %(num)d whole weeks", weeks) % {"num": weeks}
    if outlook.unit == 1:
        return _("Counted out %(weeks)s, scope growing as it did.") % {"weeks": said}
    return _("Counted out %(weeks)s, %(unit)d tasks at once, scope growing as it did.") % {
        "weeks": said,
        "unit": outlook.unit,
    }


def changed(change: Change) -> str:
    """Name a change: `Drop the 4 oldest tasks that nobody began`, `Drop 3 tasks, one person more`."""
    parts = [_dropped(change)] if change.dropped else []
    if change.people:
        parts.append(ngettext("one person more", "%(num)d people more", change.people) % {"num": change.people})
    if change.is_closed:
        parts.append(_("nothing more comes in"))
    said = ", ".join(parts)
    return said[:1].upper() + said[1:]


def _dropped(change: Change) -> str:
    count = len(change.dropped)
    if change.choice == "blocked":
        said = ngettext("drop the task that is blocked", "drop the %(num)d tasks that are blocked", count)
    elif change.choice == "oldest":
        said = ngettext("drop the only task that nobody began", "drop the %(num)d oldest that nobody began", count)
    else:
        said = ngettext("drop %(num)d task", "drop %(num)d tasks", count)
    return said % {"num": count}


def sooner(told: Told) -> str:
    """Say what a change brings at 85 %."""
    if told.sooner is None:
        return _("85 %%: %(day)s") % {"day": day(told.days[85])} if told.days else _("still no end")
    if not told.sooner:
        return _("no difference")
    text = ngettext("%(num)d day", "%(num)d days", abs(told.sooner)) % {"num": abs(told.sooner)}
    return (_("%(days)s sooner") if told.sooner > 0 else _("%(days)s later")) % {"days": text}


def time_left(way: WayToTarget) -> str:
    """Say how many runs there is time for, and until when."""
    if way.until is None:
        return _("Nobody named an end; that many runs are only an example.")
    ends = {"decision": _("the decision is due"), "end": _("the project shall end"), "plan": _("the plan ends")}
    said = {"day": day(way.until), "why": ends[way.why], "pace": f"{way.a_week:.1f}"}
    return _("Until %(day)s, when %(why)s, at %(pace)s runs a week.") % said


def chance_in_words(chance: float) -> str:
    """Write a chance in whole percent; what is next to certain or impossible says so."""
    if chance > 0.99:
        return _("over 99 %%") % {}
    return _("under 1 %%") % {} if chance < 0.01 else f"{chance * 100:.0f} %"


def pace_of_phase(outlook: Outlook) -> str:
    """Say at which pace the phase goes."""
    if not outlook.is_of_project:
        return _("At its own pace, %(pace)s a week.") % {"pace": f"{outlook.pace:.1f}"}
    if not outlook.ahead:
        return _("At the pace of the project, %(pace)s a week.") % {"pace": f"{outlook.pace:.1f}"}
    text = ngettext(
        "At the pace of the project, %(pace)s a week, after the %(num)d open task of earlier phases.",
        "At the pace of the project, %(pace)s a week, after the %(num)d open tasks of earlier phases.",
        outlook.ahead,
    )
    return text % {"pace": f"{outlook.pace:.1f}", "num": outlook.ahead}


def corrected_weeks(found: Corrected) -> str:
    """Say how long the phase will take, as phases do here."""
    return _("Likely %(middle)s weeks, with care %(careful)s") % {
        "middle": f"{found.middle:.1f}",
        "careful": f"{found.careful:.1f}",
    }


def corrected_from(found: Corrected) -> str:
    """Say what the estimate was multiplied by, and why."""
    if found.by is None:
        return ""
    ratios = {"middle": f"{found.by.middle:.2g}", "careful": f"{found.by.careful:.2g}", "num": found.by.n}
    said = ratios | {"planned": found.estimate.said}
    if found.by.is_own:
        return (
            _(
                "Meant to take %(planned)s; of %(num)d finished phases of this kind half took up to %(middle)s times "
                "their estimate, four in five up to %(careful)s times."
            )
            % said
        )
    return (
        _(
            "Meant to take %(planned)s; of %(num)d finished phases of all kinds half took up to %(middle)s times "
            "their estimate, four in five up to %(careful)s times. Of this kind too few are finished."
        )
        % said
    )
