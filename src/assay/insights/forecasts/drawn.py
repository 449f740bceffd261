"""The pictures of a forecast."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assay.insights.forecasts import saying
from assay.insights.forecasts.target import WayToTarget
from assay.insights.outlook import Outlook
from assay.insights.outlook.course import Course
from assay.projects.models import Project
from assay.pure.forecast import Chance
from assay.web.charts import Bar, Bars, BurnUp

TARGET = "target"
_SHOWN_TRIES = (5, 10, 20, 30, 50)


def burn_up(outlook: Outlook, course: Course, project: Project) -> BurnUp:
    """Return what was done and what there is to do, with the cone to the days of the end, scope growing as it did."""
    return BurnUp(
        name="burn-up",
        title=saying.finding(outlook),
        note=_note(outlook),
        until=outlook.told_on,
        done=course.done,
        scope=course.scope,
        growth=outlook.growth if outlook.as_is else 0.0,
        pace=outlook.pace if outlook.as_is else 0.0,
        cone=outlook.days,
        wished=project.ends_on,
        blank=_("Nothing to draw before there is a task."),
    )


def _note(outlook: Outlook) -> str:
    if not outlook.days:
        return _("Tasks done, and all there are")
    weeks = len(outlook.whole_weeks)
    said = ngettext("from %(num)d whole week", "from %(num)d whole weeks", weeks) % {"num": weeks}
    held = saying.held(outlook)
    parts = (_("Tasks, the cone %(weeks)s") % {"weeks": said}, saying.others(outlook.days), held[:1].upper() + held[1:])
    return ". ".join(parts)


def chances(way: WayToTarget) -> Bars | None:
    """Return the chance to reach the target after more and more runs; None while it is too early."""
    if not isinstance(way.chances, Chance):
        return None
    tries = sorted({*_SHOWN_TRIES, way.tries})
    found = way.chances.by_tries
    return Bars(
        name=TARGET,
        title=_("The chance to reach %(target)s by further runs")
        % {"target": way.best.definition.shown(way.best.definition.target)},
        note=ngettext(
            "from the gains of the last %(num)d run", "from the gains of the last %(num)d runs", found_in(way)
        )
        % {"num": found_in(way)},
        bars=[
            Bar(
                name=ngettext("%(num)d run", "%(num)d runs", count) % {"num": count},
                value=found[count],
                hue=1 if count == way.tries else 3,
                text=saying.chance_in_words(found[count]),
            )
            for count in tries
        ],
        value_name=_("Chance"),
    )


def found_in(way: WayToTarget) -> int:
    return way.chances.gains if isinstance(way.chances, Chance) else 0
