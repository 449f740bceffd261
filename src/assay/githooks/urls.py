from django.urls import path

from assay.githooks import views

app_name = "githooks"
urlpatterns = [
    path("projects/<str:key>/git/", views.hooks, name="hooks"),
    path("git-hooks/<int:number>/removal", views.removal, name="removal"),
    path("hooks/git/<str:uid>", views.hook, name="git-hook"),
]
