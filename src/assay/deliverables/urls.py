from django.urls import path

from assay.deliverables import views

app_name = "deliverables"
urlpatterns = [
    path("projects/<str:key>/deliverables/", views.listing, name="list"),
    path("deliverables/<str:key>", views.deliverable, name="deliverable"),
]
