from django.urls import path

from assay.sharing.views import making, outside

app_name = "sharing"
urlpatterns = [
    path("projects/<str:key>/sharing/", making.links, name="links"),
    path("projects/<str:key>/sharing/new", making.new, name="new"),
    path("share-links/<int:number>/renewal", making.renewal, name="renewal"),
    path("share-links/<int:number>/revocation", making.revocation, name="revocation"),
    path("robots.txt", outside.robots, name="robots"),
    path("s/<str:secret>", outside.front, name="by-link"),
    path("s/<str:secret>/<slug:kind>/<str:thing>", outside.thing, name="by-link-thing"),
    path("s/<str:secret>/<slug:kind>/<str:thing>/comments", outside.comments, name="by-link-comments"),
    path("s/<str:secret>/<slug:kind>/<str:thing>/files/<int:file>", outside.file, name="by-link-file"),
]
