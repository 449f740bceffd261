from django.urls import URLPattern, path

from assay.runs import connecting, views

app_name = "runs"


def _files(owner: str, name: str) -> list[URLPattern]:
    """The addresses of the files of a run, or of a model that it logged."""
    return [
        path(f"{owner}/artifacts/<path:path>", views.artifact, name=f"{name}artifact"),
        path(f"{owner}/preview/<path:path>", views.preview, name=f"{name}preview"),
        path(f"{owner}/frame/<path:path>", views.frame, name=f"{name}frame"),
        path(f"{owner}/files", views.files, name=f"{name}files"),
        path(f"{owner}/files/<path:path>", views.files, name=f"{name}files"),
        path(f"{owner}/zip", views.as_zip, name=f"{name}zip"),
        path(f"{owner}/zip/<path:path>", views.as_zip, name=f"{name}zip"),
    ]


urlpatterns = [
    path("projects/<str:key>/connection", connecting.connection, name="connection"),
    path("projects/<str:key>/runs", views.of_project, name="of_project"),
    path("projects/<str:key>/runs.csv", views.as_csv, name="csv"),
    path("projects/<str:key>/runs/columns", views.columns, name="columns"),
    path("projects/<str:key>/runs/keys", views.keys, name="keys"),
    path("projects/<str:key>/runs/views", views.saved_views, name="saved_views"),
    path("projects/<str:key>/runs/views/<int:pk>", views.saved_view, name="saved_view"),
    path("projects/<str:key>/runs/selected/comparison", views.selection.comparison, name="selected_comparison"),
    path("projects/<str:key>/runs/selected/task", views.selection.task, name="selected_task"),
    path("projects/<str:key>/runs/selected/end", views.selection.end, name="selected_end"),
    path("projects/<str:key>/runs/selected/deletion", views.selection.deletion, name="selected_deletion"),
    path("projects/<str:key>/runs/selected/restoration", views.selection.restoration, name="selected_restoration"),
    path("tasks/<str:key>/runs", views.of_task, name="of_task"),
    path("runs/comparison", views.comparison, name="comparison"),
    path("runs/<str:uid>", views.run, name="run"),
    path("runs/<str:uid>/task", views.task, name="task"),
    path("runs/<str:uid>/inbox", views.back_to_inbox, name="back_to_inbox"),
    path("runs/<str:uid>/end", views.end, name="end"),
    path("runs/<str:uid>/stop", views.stop, name="stop"),
    path("runs/<str:uid>/going-on", views.going_on, name="going_on"),
    path("runs/<str:uid>/deletion", views.deletion, name="deletion"),
    path("runs/<str:uid>/restoration", views.restoration, name="restoration"),
    *_files("runs/<str:uid>", ""),
    *_files("runs/<str:uid>/models/<str:model>", "model_"),
    path("inbox/", views.inbox, name="inbox"),
    path("inbox/aside", views.aside, name="aside"),
]
