from django.urls import path

from assay.runs import views

app_name = "runs"
urlpatterns = [
    path("projects/<str:key>/runs", views.of_project, name="of_project"),
    path("runs/<str:uid>", views.run, name="run"),
    path("runs/<str:uid>/task", views.task, name="task"),
    path("runs/<str:uid>/inbox", views.back_to_inbox, name="back_to_inbox"),
    path("runs/<str:uid>/artifacts/<path:path>", views.artifact, name="artifact"),
    path("runs/<str:uid>/models/<str:model>/artifacts/<path:path>", views.model_artifact, name="model_artifact"),
    path("runs/<str:uid>/preview/<path:path>", views.preview, name="preview"),
    path("inbox/", views.inbox, name="inbox"),
]
