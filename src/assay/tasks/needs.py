"""What of a project's tasks waits for people: hand-offs, what is blocked, what outlives its estimate."""

from datetime import date, datetime

from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assay.accounts.models import Person
from assay.projects.models import Project
from assay.projects.overview import Need
from assay.tasks.models import Handoff, Task
from assay.tasks.models.handoff.states import OPEN

MOST = 6
_HANDED = Q(handoff__state__in=OPEN)
_BLOCKED = Q(blocked_at__isnull=False)
# As the clock told it: of the estimate that stands now.
_OVERRAN = Q(overrun_told_days__isnull=False, overrun_told_days=F("estimate_days"))


def needs_of(project: Project, reader: Person) -> list[Need]:
    """Return what waits longest first, a few of it, in one query."""
    tasks = Task.objects.visible_to(reader).filter(project=project).open().filter(_HANDED | _BLOCKED | _OVERRAN)
    facts = ("project", "handoff", "handoff__to_person")
    found = tasks.select_related(*facts).order_by("blocked_at", "started_at", "pk")[:MOST]
    today = timezone.localdate()
    return [_need(task, today=today) for task in found]


def _need(task: Task, *, today: date) -> Need:
    address = reverse("tasks:task", args=[task.key])
    handoff: Handoff | None = getattr(task, "handoff", None)
    if handoff is not None and handoff.state in OPEN:
        title = _("Hand-off to %(name)s waits: %(title)s") % {"name": handoff.to.name, "title": task.title}
        return Need(
            "handoff", title, address, _since(task, handoff.waits_since, today), 20, _said(task, "handoff-unanswered")
        )
    if task.blocked_at is not None:
        title = _("%(title)s waits for %(reason)s") % {"title": task.title, "reason": task.blocked_reason}
        return Need("lock", title, address, _since(task, task.blocked_at, today), 30, _said(task, "blocked"))
    note = _("%(key)s outlives its estimate: split it or help") % {"key": task.key}
    return Need("clock", task.title, address, note, 40, _said(task, "over-estimate", "over-five-days"))


def _said(task: Task, *rules: str) -> tuple[str, ...]:
    return tuple(f"{rule}:task:{task.pk}" for rule in rules)


def _since(task: Task, moment: datetime, today: date) -> str:
    count = (today - timezone.localdate(moment)).days
    if not count:
        return _("%(key)s, since today") % {"key": task.key}
    return ngettext("%(key)s, %(count)d day", "%(key)s, %(count)d days", count) % {"key": task.key, "count": count}
