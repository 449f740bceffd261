from django.urls import path

from assay.reviews import views

app_name = "reviews"
urlpatterns = [
    path("review", views.now_page, name="now"),
    path("review/waiting", views.waiting, name="waiting"),
    path("reviews/<int:pk>", views.review, name="review"),
    path("reviews/<int:pk>/finish", views.finish, name="finish"),
    path("reviews/<int:pk>/reopening", views.reopening, name="reopening"),
    path("reviews/<int:pk>/document", views.document, name="document"),
    path("reviews/<int:pk>.md", views.markdown, name="markdown"),
    path("reviews/<int:pk>/stops/<int:position>", views.stop, name="stop"),
    path("reviews/<int:pk>/stops/<int:position>/decision", views.decision, name="decision"),
    path("reviews/<int:pk>/stops/<int:position>/later", views.later, name="later"),
]
