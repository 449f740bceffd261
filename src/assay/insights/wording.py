"""Words for what figures say of themselves."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assay.insights.figures.answers import NO_ANSWER, STILL_OPEN
from assay.insights.figures.counted import IS_DONE, NOT_BEGUN
from assay.insights.figures.spent import NEVER_CAME_BACK, NO_TIME
from assay.insights.ways import IN_TRASH, UNFINISHED
from assay.pure.flow.items import NOT_DONE, OUTSIDE
from assay.pure.numbers import short_number

_REASONS = {
    NOT_DONE: gettext_lazy("not done"),
    OUTSIDE: gettext_lazy("finished outside the time shown"),
    NOT_BEGUN: gettext_lazy("not begun"),
    IS_DONE: gettext_lazy("done"),
    NO_TIME: gettext_lazy("went straight to done, so no time passed"),
    NEVER_CAME_BACK: gettext_lazy("never came back"),
    STILL_OPEN: gettext_lazy("without an outcome yet"),
    NO_ANSWER: gettext_lazy("stopped, so there is no answer"),
    IN_TRASH: gettext_lazy("in the trash"),
    UNFINISHED: gettext_lazy("put into the archive unfinished"),
}


def reason_in_words(reason: str) -> str:
    """Say why items are not counted."""
    return str(_REASONS.get(reason, reason))


def in_days(days: float) -> str:
    return ngettext("%(days)s day", "%(days)s days", round(days)) % {"days": short_number(days)}


def in_hours(hours: float) -> str:
    """Say a time of the clock in the unit that fits."""
    if hours < 1:
        return _("under an hour")
    if hours < 48:
        return ngettext("%(count)s hour", "%(count)s hours", round(hours)) % {"count": round(hours)}
    return in_days(round(hours / 24, 1))


def in_percent(share: float) -> str:
    return _("%(percent)d %%") % {"percent": round(share * 100)}


def in_whole_weeks(count: int) -> str:
    return ngettext("%(count)d whole week", "%(count)d whole weeks", count) % {"count": count}


def in_tasks(count: int) -> str:
    return ngettext("%(count)d task", "%(count)d tasks", count) % {"count": count}
