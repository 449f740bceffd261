"""Rules of hand-offs."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assay.accounts.models.person import Discipline
from assay.signals.reading.tasks import TaskRow
from assay.signals.rules.rule import Found, Rule
from assay.signals.rules.tasks import found, to_task, working_days
from assay.signals.scene import Scene
from assay.signals.signal import Urgency
from assay.tasks.models.handoff.answering import PATIENCE_DAYS
from assay.tasks.models.handoff.states import OPEN, HandoffState


def _unanswered(scene: Scene) -> Iterator[Found]:
    for task in scene.tasks:
        if task.handoff_state not in OPEN or task.handoff_waits_since is None:
            continue
        days = scene.team.whole_days_between(task.handoff_waits_since, scene.at)
        if days >= PATIENCE_DAYS:
            says = _("%(task)s was handed over, and %(name)s has not answered for %(count)s.")
            told = says % {"task": task.key, "name": _name(task, scene), "count": working_days(days)}
            action = to_task(task, _("Answer, or offer it to somebody else"), anchor="#handoff")
            yield found(
                task, told, task.handoff_waits_since, action, (*_awaited(task, scene), task.handoff_offered_by_id)
            )


def _awaited(task: TaskRow, scene: Scene) -> list[int]:
    """Whose answer is missing: who offered it, whom it was offered to, or all of that discipline who may accept."""
    if task.handoff_state == HandoffState.ASKED:
        return [task.handoff_offered_by_id] if task.handoff_offered_by_id else []
    if task.handoff_to_person_id:
        return [task.handoff_to_person_id]
    return [one.pk for one in scene.takers(task.project) if one.discipline == task.handoff_to_discipline]


def _name(task: TaskRow, scene: Scene) -> str:
    if task.handoff_to_discipline and task.handoff_state != HandoffState.ASKED:
        return str(Discipline(task.handoff_to_discipline).label)
    person = next((scene.people[number] for number in _awaited(task, scene) if number in scene.people), None)
    return person.name if person else _("Somebody")


RULES = (
    Rule(
        slug="handoff-unanswered",
        name=gettext_lazy("Hand-off unanswered"),
        sentence=gettext_lazy("A task was handed over, and nobody answered for two working days."),
        icon="handoff",
        urgency=Urgency.SOON,
        of="task",
        find=_unanswered,
    ),
)
