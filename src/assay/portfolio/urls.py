from django.urls import path

from assay.portfolio.views import portfolio, saving

app_name = "portfolio"
urlpatterns = [
    path("", portfolio.portfolio, name="portfolio"),
    path("portfolio/views", saving.views, name="views"),
    path("portfolio/views/<int:pk>/removal", saving.view_removal, name="view_removal"),
]
