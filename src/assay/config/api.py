"""The REST API: its frame with every domain's router."""

from assay.accounts.api import router as accounts
from assay.deliverables.api import router as deliverables
from assay.digests.api import router as digests
from assay.documents.api import router as documents
from assay.documents.api_comments import router as document_comments
from assay.documents.api_files import router as document_files
from assay.experiments.api import router as experiments
from assay.experiments.log_api import router as experiment_log
from assay.experiments.scratch_api import router as scratch
from assay.githooks.api import router as githooks
from assay.importers.api import router as importers
from assay.importers.changelog_api import router as changelogs
from assay.insights.api import router as insights
from assay.notifications.api import router as notifications
from assay.portfolio.api import router as portfolio
from assay.projects.api import router as projects
from assay.registry.api import router as registry
from assay.rest.frame import make_api
from assay.reviews.api import router as reviews
from assay.runs.api import router as runs
from assay.runs.api_stopping import router as stopping
from assay.search.api import router as search
from assay.sharing.api import router as sharing
from assay.signals.api import router as signals
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
    changelogs,
    githooks,
    insights,
    signals,
    portfolio,
    digests,
    reviews,
    sharing,
):
    api.add_router("", router)
