from django.urls import path

from assay.web import views

app_name = "web"
urlpatterns = [
    path("style", views.style, name="style"),
    path("preview", views.preview, name="preview"),
    path("theme", views.theme, name="theme"),
    path("density", views.density, name="density"),
    path("keys", views.keys, name="keys"),
]
