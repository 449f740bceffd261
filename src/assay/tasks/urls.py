from django.urls import path

from assay.tasks import views

app_name = "tasks"
urlpatterns = [
    path("board", views.everywhere, name="everywhere"),
    path("board/cell", views.cell_everywhere, name="cell-everywhere"),
    path("board/lanes", views.lanes_everywhere, name="lanes-everywhere"),
    path("projects/<str:key>/board", views.board, name="board"),
    path("projects/<str:key>/board/cell", views.board_cell, name="cell"),
    path("projects/<str:key>/board/lanes", views.lanes, name="lanes"),
    path("projects/<str:key>/tasks/new", views.new, name="new"),
    path("tasks/<str:key>", views.task, name="task"),
    path("tasks/<str:key>/beside", views.beside, name="beside"),
    path("tasks/<str:key>/live", views.live, name="live"),
    path("tasks/<str:key>/move", views.move, name="move"),
    path("tasks/<str:key>/column", views.column, name="column"),
    path("tasks/<str:key>/assignee", views.assignee, name="assignee"),
    path("tasks/<str:key>/comments", views.comments, name="comments"),
    path("tasks/<str:key>/edit", views.edit, name="edit"),
    path("tasks/<str:key>/parts", views.parts, name="parts"),
    path("tasks/<str:key>/links", views.links, name="links"),
    path("tasks/<str:key>/linkable", views.linkable, name="linkable"),
    path("tasks/<str:key>/links/<int:number>/removal", views.link_removal, name="link-removal"),
    path("tasks/<str:key>/checklist", views.checklist, name="checklist"),
    path("tasks/<str:key>/checklist/<int:number>", views.check, name="check"),
    path("tasks/<str:key>/attachments", views.attachments, name="attachments"),
    path("tasks/<str:key>/attachments/<int:number>", views.attachment, name="attachment"),
    path("tasks/<str:key>/attachments/<int:number>/removal", views.attachment_removal, name="attachment-removal"),
    path("tasks/<str:key>/shelf", views.shelf, name="shelf"),
    path("tasks/<str:key>/kind", views.kind, name="kind"),
    path("tasks/<str:key>/copies", views.copies, name="copies"),
    path("tasks/<str:key>/undo", views.undo_events, name="undo"),
    path("projects/<str:key>/trash", views.trash, name="trash"),
    path("undo", views.undo_last, name="undo-last"),
]
