from django.urls import path

from assay.notifications import views

app_name = "notifications"
urlpatterns = [
    path("notices/", views.notices, name="notices"),
    path("notices/bell", views.bell, name="bell"),
    path("notices/latest", views.latest, name="latest"),
    path("notices/read", views.read, name="read"),
    path("notices/choices", views.choices, name="choices"),
    path("watching/<str:kind>/<str:name>", views.watch, name="watch"),
    path("watching/<str:kind>/<str:name>/end", views.unwatch, name="unwatch"),
]
