from django.urls import path

from assay.tasks import views

app_name = "tasks"
urlpatterns = [
    path("projects/<str:key>/board", views.board, name="board"),
    path("projects/<str:key>/board/cell", views.board_cell, name="cell"),
    path("projects/<str:key>/tasks/new", views.new, name="new"),
    path("tasks/<str:key>", views.task, name="task"),
    path("tasks/<str:key>/live", views.live, name="live"),
    path("tasks/<str:key>/move", views.move, name="move"),
    path("tasks/<str:key>/column", views.column, name="column"),
    path("tasks/<str:key>/assignee", views.assignee, name="assignee"),
    path("tasks/<str:key>/comments", views.comments, name="comments"),
    path("tasks/<str:key>/edit", views.edit, name="edit"),
]
