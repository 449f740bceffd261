from django.urls import path

from assay.signals import views

app_name = "signals"
urlpatterns = [
    path("signals", views.listing, name="list"),
    path("signals/<str:key>/snooze", views.snooze, name="snooze"),
    path("snoozes/<int:number>/removal", views.recall, name="recall"),
    path("projects/<str:key>/signals", views.of_project, name="of_project"),
    path("projects/<str:key>/signals/<slug:rule>", views.of_rule, name="of_rule"),
    path("tasks/<str:key>/signals", views.of_task, name="of_task"),
    path("signal-marks", views.marks, name="marks"),
    path("workspace/signals", views.thresholds, name="thresholds"),
]
