"""What phases, columns and labels share: each name is there once, and changes come one after the other."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from assay.projects.models.column import Column
    from assay.projects.models.label import Label
    from assay.projects.models.metric import MetricDefinition
    from assay.projects.models.phase import Phase
    from assay.projects.models.plan import PlanVersion
    from assay.projects.models.readiness import ReadinessCheck
    from assay.projects.models.stakeholder import Stakeholder


class NameTaken(ValueError):
    """The project has another phase, column or label of this name."""


def hold(part: "Phase | Column | Label | MetricDefinition | Stakeholder | ReadinessCheck | PlanVersion") -> None:
    """Lock the project's row and read `part` again, so that two edits of one workflow follow each other."""
    project = part._meta.get_field("project").related_model
    project._default_manager.select_for_update(no_key=True).get(pk=part.project_id)
    part.refresh_from_db()


def check_free(part: "Phase | Column", name: str) -> None:
    """Raises `NameTaken` when another present one of the project has the name."""
    others = type(part)._default_manager.filter(project=part.project_id, retired_at=None).exclude(pk=part.pk)
    if others.filter(name=name).exists():
        raise NameTaken(_("“%(name)s” is there already. Choose another name.") % {"name": name})
