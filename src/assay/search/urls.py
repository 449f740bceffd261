from django.urls import path

from assay.search import views

app_name = "search"
urlpatterns = [
    path("search", views.search, name="search"),
    path("search/best", views.best_hits, name="best"),
]
