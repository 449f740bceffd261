"""Whether questions that were asked in a review were answered."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Max

from assay.activity.models import Event
from assay.deliverables.models import Comment as DeliverableComment
from assay.reviews.models import Stop
from assay.tasks.models import Comment


def answers_to(asked: list[Stop]) -> dict[int, str]:
    """Return who answered, by the number of the stop: the person asked said something there afterwards."""
    on_tasks = {int(stop.thing) for stop in asked if stop.kind == "task"}
    on_deliverables = {int(stop.thing) for stop in asked if stop.kind == "deliverable"}
    shown = ("person_id", "created_at", "person__name")
    of_tasks = Comment.objects.present().filter(task__in=on_tasks)
    of_deliverables = DeliverableComment.objects.present().filter(deliverable__in=on_deliverables)
    said = {
        "task": list(of_tasks.values_list("task_id", *shown)) if on_tasks else [],
        "deliverable": list(of_deliverables.values_list("deliverable_id", *shown)) if on_deliverables else [],
    }
    return {
        stop.pk: name
        for stop in asked
        for thing, person, at, name in said.get(stop.kind, [])
        if str(thing) == stop.thing and person == stop.told.get("person") and at > stop.decided_at
    }


def last_signs(asked: list[Stop]) -> dict[int, datetime]:
    """Return when the person asked about a project last did anything there since, by the number of the stop.

    The question stands in a decision, below which nobody writes an answer.
    """
    of_projects = [stop for stop in asked if stop.kind == "project" and stop.told.get("person")]
    if not of_projects:
        return {}
    people = {stop.told["person"] for stop in of_projects}
    done = Event.objects.filter(project_id__in={stop.project_id for stop in of_projects}, person__in=people)
    rows = done.order_by().values_list("project_id", "person").annotate(last=Max("at"))
    last: Mapping[tuple[int, int], datetime] = {(project, person): at for project, person, at in rows}
    found = ((stop, last.get((stop.project_id, stop.told["person"]))) for stop in of_projects)
    return {stop.pk: at for stop, at in found if at and stop.decided_at and at > stop.decided_at}
