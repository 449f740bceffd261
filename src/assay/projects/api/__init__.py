"""REST: projects, the way they work, and templates."""

from ninja import Router

from assay.projects.api.columns import router as columns
from assay.projects.api.decisions import router as decisions
from assay.projects.api.labels import router as labels
from assay.projects.api.metrics import router as metrics
from assay.projects.api.phase_lengths import router as phase_lengths
from assay.projects.api.phase_times import router as phase_times
from assay.projects.api.phases import router as phases
from assay.projects.api.plans import router as plans
from assay.projects.api.projects import router as projects
from assay.projects.api.readiness import router as readiness
from assay.projects.api.stakeholders import router as stakeholders
from assay.projects.api.workflows import router as workflows

router = Router(tags=["Projects"])
_PARTS = (
    *(projects, stakeholders, readiness, decisions, metrics, phases, phase_times),
    *(columns, labels, workflows, plans, phase_lengths),
)
for part in _PARTS:
    router.add_router("", part)
