from django.urls import path

from assay.digests import views

app_name = "digests"
urlpatterns = [
    path("digest", views.workspace, name="workspace"),
    path("projects/<str:key>/digest", views.project, name="project"),
]
