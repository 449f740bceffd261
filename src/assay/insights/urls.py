from django.urls import path

from assay.insights.views import forecast

app_name = "insights"
urlpatterns = [
    path("projects/<str:key>/forecast", forecast.forecast, name="forecast"),
    path("projects/<str:key>/phases/<int:pk>/forecast", forecast.phase_forecast, name="phase_forecast"),
]
