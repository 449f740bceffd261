from django.urls import path

from assay.projects.views import home, new, overview, settings

app_name = "projects"
urlpatterns = [
    path("", home.home, name="home"),
    path("projects/new", new.new, name="new"),
    path("projects/<str:key>/", overview.overview, name="overview"),
    path("projects/<str:key>/activity", overview.activity, name="activity"),
    path("projects/<str:key>/settings", settings.settings, name="settings"),
    path("projects/<str:key>/members", settings.members, name="members"),
    path("projects/<str:key>/members/<int:pk>/removal", settings.member_removal, name="member_removal"),
    path("projects/<str:key>/labels", settings.labels, name="labels"),
]
