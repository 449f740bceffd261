"""What of a project waits for people by the facts that it says of itself."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.urls import reverse
from django.utils.dateformat import format as formatted
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assay.accounts.models import Person
from assay.projects.models import Project, ReadinessCheck
from assay.projects.overview import Need

SOON = timedelta(days=7)


def is_decision_near(project: Project, *, today: date) -> bool:
    """Whether the next decision is due within a week, or late."""
    return project.decision_due_on is not None and project.decision_due_on <= today + SOON


def needs_of_facts(project: Project, checks: Iterable[ReadinessCheck], reader: Person, *, today: date) -> list[Need]:
    """Return the decision that is due, for who may decide, and the checks whose day has come."""
    needs = []
    if is_decision_near(project, today=today) and project.can_be_edited_by(reader):
        address = reverse("projects:decisions", args=[project.key]) + "?new#record"
        said, due = (f"decision-due:project:{project.pk}",), due_in_words(project.decision_due_on, today)
        needs.append(Need("flag", _("Decide how it goes on"), address, due, 10, said))
    here = reverse("projects:readiness", args=[project.key])
    needs += [
        Need(
            "clock",
            _("Answer: %(name)s") % {"name": check.name},
            f"{here}#check-{check.pk}",
            _note(check, today),
            50,
            (f"readiness-overdue:project:{project.pk}",),
        )
        for check in checks
        if not check.is_settled and check.due_on and check.due_on <= today
    ]
    return needs


def due_in_words(day: date | None, today: date) -> str:
    """Say when something is due, and how late it is."""
    if day is None:
        return ""
    late = (today - day).days
    if late > 0:
        return ngettext("%(count)d day late", "%(count)d days late", late) % {"count": late}
    return _("due today") if not late else _("due %(day)s") % {"day": formatted(day, _("j M"))}


def _note(check: ReadinessCheck, today: date) -> str:
    said = due_in_words(check.due_on, today)
    return f"{check.note}, {said}" if check.note else said
