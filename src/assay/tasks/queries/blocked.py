"""How long a task has been blocked, and by what, in words."""

from datetime import datetime

from django.utils.translation import gettext as _

from assay.accounts.calendars import Calendar
from assay.web.when import days


def blocked_in_words(since: datetime | None, reason: str, calendar: Calendar, *, at: datetime) -> str:
    """Count whole working days; nothing for what is not blocked."""
    if since is None:
        return ""
    count = calendar.whole_days_between(since, at)
    said = {"days": days(count), "reason": reason}
    if count:
        return _("Blocked %(days)s: %(reason)s") % said
    if calendar.day_of(since) == calendar.day_of(at):
        return _("Blocked since today: %(reason)s") % said
    return _("Blocked: %(reason)s") % said
