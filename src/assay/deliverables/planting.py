"""What the phases of a new project owe, from its workflow, and what a template keeps of a project's."""

from collections import defaultdict
from collections.abc import Mapping

from assay.accounts.models import Person
from assay.deliverables.models import Check, Deliverable
from assay.deliverables.models.reviewing import standard_checks
from assay.kit.clock import now
from assay.projects.models import Project
from assay.projects.workflows import Workflow, WorkflowDeliverable
from assay.search.stale import mark_ids


def plant_deliverables(project: Project, workflow: Workflow, by: Person) -> None:
    """Let the phases owe what the workflow lists."""
    phases = {phase.name: phase for phase in project.phases.all()}
    at, number, rows = now(), 0, []
    for phase in workflow.phases:
        for position, one in enumerate(phase.deliverables):
            number += 1
            rows.append(
                Deliverable(
                    project=project,
                    phase=phases[phase.name],
                    number=number,
                    position=position,
                    title=one.title,
                    purpose=one.purpose,
                    kind=one.kind,
                    review=one.review,
                    created_at=at,
                    created_by=by,
                    state_at=at,
                )
            )
    Deliverable.objects.bulk_create(rows)
    mark_ids("deliverable", (str(one.pk) for one in rows))
    Check.objects.bulk_create(check for one in rows if one.review for check in standard_checks(one))


def gather_deliverables(project: Project) -> Mapping[int, tuple[WorkflowDeliverable, ...]]:
    """Return by phase what the project's phases owe, as a workflow would plant it; what is waived is left out."""
    found: dict[int, list[WorkflowDeliverable]] = defaultdict(list)
    for one in Deliverable.objects.wanted().filter(project=project).in_order():
        found[one.phase_id].append(
            WorkflowDeliverable(title=one.title, kind=one.kind, purpose=one.purpose, review=one.review)
        )
    return {phase: tuple(ones) for phase, ones in found.items()}
