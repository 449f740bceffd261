from django.urls import path

from assay.sharing.views import files, making, outside, signing

app_name = "sharing"
urlpatterns = [
    path("projects/<str:key>/sharing/", making.links, name="links"),
    path("projects/<str:key>/sharing/new", making.new, name="new"),
    path("share-links/<int:number>/renewal", making.renewal, name="renewal"),
    path("share-links/<int:number>/revocation", making.revocation, name="revocation"),
    path("robots.txt", outside.robots, name="robots"),
    path("s/<str:secret>", outside.front, name="by-link"),
    path("s/<str:secret>/following", outside.following, name="by-link-following"),
    # No kind of thing is called `codes`.
    path("s/<str:secret>/codes/<int:number>", signing.code, name="by-link-code"),
    path("s/<str:secret>/<slug:kind>/<str:thing>", outside.thing, name="by-link-thing"),
    path("s/<str:secret>/<slug:kind>/<str:thing>/comments", outside.comments, name="by-link-comments"),
    path("s/<str:secret>/<slug:kind>/<str:thing>/files/<int:file>", files.file, name="by-link-file"),
    path("s/<str:secret>/<slug:kind>/<str:thing>/notebook", files.notebook, name="by-link-notebook"),
    path("s/<str:secret>/deliverable/<int:number>/changes", signing.changes, name="by-link-changes"),
    path("s/<str:secret>/deliverable/<int:number>/signature", signing.signature, name="by-link-signature"),
]
