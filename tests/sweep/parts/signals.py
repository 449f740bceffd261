"""A signal that holds and rests: a decision that is due."""

from datetime import timedelta

from django.utils import timezone

from assay.accounts.models import Person
from assay.projects.models import Project
from assay.signals.models import Setting, Snooze
from assay.signals.queries import signals_of

PARAMETERS = {
    "signals/": {"key": "signal_key"},
    "projects/<str:key>/signals/": {"rule": "=decision-due"},
    "snoozes/": {"number": "snooze_pk"},
    "api/v1/signals/snoozes/": {"number": "snooze_pk"},
}
NOTHING = {"signal_key": "decision-due:project:987654321"}


def plant(project: Project, people: dict[str, Person]) -> dict[str, object]:
    owner, today = people["owner"], timezone.localdate()
    Project.objects.filter(pk=project.pk).update(decision_due_on=today)
    project.refresh_from_db()
    Setting.put(owner.workspace, {"stalled_days": 4}, by=owner)
    signal = next(one for one in signals_of([project], person=owner) if one.rule == "decision-due")
    snooze = Snooze.begin(signal, today + timedelta(days=7), "The canary sings.", owner)
    return {"signal_key": signal.key, "snooze_pk": snooze.pk}
