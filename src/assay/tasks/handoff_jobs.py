"""What the clock does to hand-offs: one that nobody answers for two working days is flagged."""

from datetime import datetime, timedelta

from assay.accounts.calendars import Calendar, calendar_of
from assay.kit.clock import now
from assay.kit.jobs import job
from assay.tasks.models import Handoff
from assay.tasks.models.handoff.answering import PATIENCE_DAYS


@job(every_minutes=15)
def flag_unanswered(at: datetime | None = None) -> None:
    """Tell once of each hand-off that has waited for two working days of its workspace."""
    moment = at or now()
    calendars: dict[int, Calendar] = {}
    # Working days are never shorter than days.
    old = Handoff.objects.pending().filter(told_at=None, waits_since__lte=moment - timedelta(days=PATIENCE_DAYS))
    for handoff in old.with_task().order_by("pk"):
        team = handoff.task.project.workspace_id
        calendar = calendars.get(team) or calendars.setdefault(team, calendar_of(None, workspace_id=team))
        days = calendar.whole_days_between(handoff.waits_since, moment)
        if days >= PATIENCE_DAYS:
            handoff.tell_unanswered(days=days, at=moment)
