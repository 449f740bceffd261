"""The REST API: its frame with every domain's router."""

from assay.accounts.api import router as accounts
from assay.deliverables.api import router as deliverables
from assay.documents.api import router as documents
from assay.documents.api_comments import router as document_comments
from assay.documents.api_files import router as document_files
from assay.experiments.api import router as experiments
from assay.experiments.log_api import router as experiment_log
from assay.experiments.scratch_api import router as scratch
from assay.githooks.api import router as githooks
from assay.importers.api import router as importers
from assay.notifications.api import router as notifications
from assay.projects.api import router as projects
from assay.registry.api import router as registry
from assay.rest.frame import make_api
from assay.runs.api import router as runs
from assay.runs.api_stopping import router as stopping
from assay.search.api import router as search
from assay.sharing.api import router as sharing
from assay.tasks.api import router as tasks

api = make_api()
for router in (
    accounts,
    notifications,
    search,
    projects,
    documents,
    document_comments,
    document_files,
    tasks,
    deliverables,
    runs,
    stopping,
    experiments,
    scratch,
    experiment_log,
    registry,
    importers,
    githooks,
    sharing,
):
    api.add_router("", router)
