"""How long something took, in words."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from assay.runs.models import Run


def span_of(run: Run, *, at: datetime) -> str:
    """Return how long the run took, or has been running at `at`."""
    return span(run.duration(at=at))


def span(length: timedelta) -> str:
    """Return a span in its two largest units: `41 s`, `14 m`, `2 h 05 m`, `3 d 4 h`.

    Nothing for one below zero, as the clocks of two machines may disagree.
    """
    seconds = round(length.total_seconds())
    if seconds < 0:
        return ""
    if seconds < 60:
        return _("%(s)d s") % {"s": seconds}
    minutes, hours, days = seconds // 60, seconds // 3600, seconds // 86400
    if hours < 1:
        return _("%(m)d m") % {"m": minutes}
    if days < 1:
        return _("%(h)d h %(m)02d m") % {"h": hours, "m": minutes % 60}
    return _("%(d)d d %(h)d h") % {"d": days, "h": hours % 24}
