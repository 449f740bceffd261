from django.urls import path

from assay.portfolio.views import people, portfolio, saving, timeline

app_name = "portfolio"
urlpatterns = [
    path("", portfolio.portfolio, name="portfolio"),
    path("portfolio/timeline", timeline.timeline, name="timeline"),
    path("portfolio/people", people.people, name="people"),
    path("portfolio/needs", portfolio.needs, name="needs"),
    path("portfolio/learned", portfolio.learned, name="learned"),
    path("portfolio/views", saving.views, name="views"),
    path("portfolio/views/<int:pk>/removal", saving.view_removal, name="view_removal"),
]
