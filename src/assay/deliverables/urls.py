from django.urls import path

from assay.deliverables import views

app_name = "deliverables"
urlpatterns = [
    path("projects/<str:key>/deliverables/", views.listing, name="list"),
    path("projects/<str:key>/deliverables/new", views.new, name="new"),
    path("deliverables/<str:key>", views.deliverable, name="deliverable"),
    path("deliverables/<str:key>/facts", views.facts, name="facts"),
    path("deliverables/<str:key>/position", views.position, name="position"),
    path("deliverables/<str:key>/waiver", views.waiver, name="waiver"),
    path("deliverables/<str:key>/waiver/removal", views.waiver_removal, name="waiver-removal"),
    path("deliverables/<str:key>/attachments", views.attachments, name="attachments"),
    path("deliverables/<str:key>/attachments/<int:number>/removal", views.attachment_removal, name="detach"),
    path("deliverables/<str:key>/files/<int:number>", views.file, name="file"),
    path("deliverables/<str:key>/sharing", views.sharing, name="sharing"),
    path("deliverables/<str:key>/comments", views.comments, name="comments"),
    path("deliverables/<str:key>/comments/<int:number>", views.comment, name="comment"),
    path("deliverables/<str:key>/comments/<int:number>/removal", views.comment_removal, name="comment-removal"),
    path("deliverables/<str:key>/signers", views.signers, name="signers"),
    path("deliverables/<str:key>/signers/<int:number>/removal", views.signer_removal, name="signer-removal"),
    path("deliverables/<str:key>/signatures", views.signatures, name="signatures"),
    path("deliverables/<str:key>/signatures/<int:number>/revocation", views.revocation, name="revocation"),
    path("deliverables/<str:key>/checks", views.checks, name="checks"),
    path("deliverables/<str:key>/checks/<int:number>", views.check, name="check"),
    path("deliverables/<str:key>/checks/<int:number>/removal", views.check_removal, name="check-removal"),
    path("deliverables/<str:key>/reviewers", views.reviewers, name="reviewers"),
    path("deliverables/<str:key>/approval", views.approval, name="approval"),
]
