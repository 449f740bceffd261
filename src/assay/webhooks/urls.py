from django.urls import path

from assay.webhooks import views

app_name = "webhooks"
urlpatterns = [
    path("workspace/webhooks/", views.webhooks, name="webhooks"),
    path("workspace/webhooks/<str:uid>", views.webhook, name="webhook"),
    path("workspace/webhooks/<str:uid>/removal", views.removal, name="removal"),
    path("workspace/webhooks/<str:uid>/test", views.test, name="test"),
]
