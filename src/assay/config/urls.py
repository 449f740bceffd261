"""Every address of Assay. Each domain lists its own nouns; its API stands beside its pages."""

from django.urls import include, path

from assay.config.api import api
from assay.config.health import health

urlpatterns = [
    path("", include("assay.portfolio.urls")),
    path("", include("assay.projects.urls")),
    path("", include("assay.documents.urls")),
    path("", include("assay.tasks.urls")),
    path("", include("assay.deliverables.urls")),
    path("", include("assay.runs.urls")),
    path("", include("assay.experiments.urls")),
    path("", include("assay.registry.urls")),
    path("", include("assay.importers.urls")),
    path("", include("assay.githooks.urls")),
    path("", include("assay.insights.urls")),
    path("", include("assay.signals.urls")),
    path("", include("assay.digests.urls")),
    path("", include("assay.reviews.urls")),
    path("", include("assay.accounts.urls")),
    path("", include("assay.notifications.urls")),
    path("", include("assay.webhooks.urls")),
    path("", include("assay.search.urls")),
    path("", include("assay.web.urls")),
    path("", include("assay.live.urls")),
    path("", include("assay.sharing.urls")),
    path("", include("assay.mlflow.urls")),
    path("health", health, name="health"),
    path("api/v1/", api.urls),
    path("accounts/", include("assay.accounts.allauth_urls")),
    path("", include("assay.accounts.security.urls")),
]

handler400 = "assay.web.views.bad_request"
handler403 = "assay.web.views.forbidden"
handler404 = "assay.web.views.not_found"
handler429 = "assay.accounts.sign_in.too_often"
handler500 = "assay.web.views.server_error"
