from django.urls import path

from assay.digests.views import letters, reading

app_name = "digests"
urlpatterns = [
    path("digest", reading.workspace, name="workspace"),
    path("digest/letters", letters.choices, name="choices"),
    path("digest/letters/trial", letters.trial, name="trial"),
    path("workspace/letters", letters.letters, name="letters"),
    path("projects/<str:key>/digest", reading.of_project, name="of-project"),
    path("projects/<str:key>/digest/outside", reading.outside, name="outside"),
    path("no-more-letters/<str:token>", letters.ending, name="ending"),
]
