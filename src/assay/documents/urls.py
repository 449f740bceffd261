from django.urls import path

from assay.documents import views

app_name = "documents"
urlpatterns = [
    path("projects/<str:key>/documents/", views.vault, name="vault"),
    path("projects/<str:key>/documents/new", views.new, name="new"),
    path("projects/<str:key>/documents/trash", views.trash, name="trash"),
    path("projects/<str:key>/documents/files", views.uploads, name="uploads"),
    path("documents/<int:number>", views.document, name="document"),
    path("documents/<int:number>/text", views.text, name="text"),
    path("documents/<int:number>/draft", views.draft, name="draft"),
    path("documents/<int:number>/draft/removal", views.draft_removal, name="draft-removal"),
    path("documents/<int:number>/folder", views.folder, name="folder"),
    path("documents/<int:number>/title", views.title, name="title"),
    path("documents/<int:number>/shelf", views.shelf, name="shelf"),
    path("documents/<int:number>/versions/", views.versions, name="versions"),
    path("documents/<int:number>/versions/<int:version>", views.version, name="version"),
    path("documents/<int:number>/file", views.upload, name="upload"),
    path("documents/<int:number>/versions/<int:version>/notebook", views.notebook, name="notebook"),
    path("documents/<int:number>/versions/<int:version>/file", views.original, name="original"),
    path("documents/<int:number>/versions/<int:version>/restoration", views.restoration, name="restoration"),
    path("documents/<int:number>/preview", views.preview, name="preview"),
    path("documents/<int:number>/quotes", views.quotes, name="quotes"),
    path("documents/<int:number>/quotable", views.quotable_things, name="quotable"),
    path("documents/<int:number>/comments", views.comments, name="comments"),
    path("documents/<int:number>/comments/<int:comment>", views.comment, name="comment"),
    path("documents/<int:number>/comments/<int:comment>/removal", views.comment_removal, name="comment-removal"),
    path("documents/<int:number>/files", views.files, name="files"),
    path("documents/<int:number>/files/<int:file>", views.file, name="file"),
]
