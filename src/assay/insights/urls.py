from django.urls import path

from assay.insights.views import counted, forecast, pages

app_name = "insights"
urlpatterns = [
    path("insights", pages.flow, name="flow"),
    path("insights/projects", pages.phases, name="phases"),
    path("insights/team", pages.team, name="team"),
    path("insights/models", pages.models, name="models"),
    path("insights/counted/<str:figure>", counted.counted, name="counted"),
    path("projects/<str:key>/insights", pages.flow_of_project, name="project_flow"),
    path("projects/<str:key>/insights/phases", pages.phases_of_project, name="project_phases"),
    path("projects/<str:key>/insights/team", pages.team_of_project, name="project_team"),
    path("projects/<str:key>/insights/models", pages.models_of_project, name="project_models"),
    path("projects/<str:key>/insights/counted/<str:figure>", counted.counted_of_project, name="project_counted"),
    path("projects/<str:key>/forecast", forecast.forecast, name="forecast"),
    path("projects/<str:key>/phases/<int:pk>/forecast", forecast.phase_forecast, name="phase_forecast"),
]
