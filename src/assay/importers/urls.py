from django.urls import path

from assay.importers.views import changelogs, exports, results, sources

app_name = "importers"
urlpatterns = [
    path("imports/changelogs", changelogs.changelogs, name="changelogs"),
    path("imports/changelogs/<int:pk>", changelogs.changelog, name="changelog"),
    path("projects/<str:key>/exports", exports.exports, name="exports"),
    path("projects/<str:key>/exports/<str:kind>", exports.export, name="export"),
    path("projects/<str:key>/imports", sources.imports, name="imports"),
    path("projects/<str:key>/imports/results", results.results, name="results"),
    path("projects/<str:key>/imports/results/<int:pk>", results.columns, name="columns"),
    path("projects/<str:key>/imports/<int:pk>", sources.source, name="source"),
    path("projects/<str:key>/imports/<int:pk>/passes", sources.passes, name="passes"),
    path("projects/<str:key>/imports/<int:pk>/pause", sources.pause, name="pause"),
    path("projects/<str:key>/imports/<int:pk>/resumption", sources.resumption, name="resumption"),
    path("projects/<str:key>/imports/<int:pk>/removal", sources.removal, name="removal"),
]
