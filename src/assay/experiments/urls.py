from django.urls import path

from assay.experiments import views

app_name = "experiments"
urlpatterns = [
    path("library", views.all_experiments, name="library"),
    path("library/related", views.related, name="related"),
    path("projects/<str:key>/library", views.project_experiments, name="project_library"),
    path("projects/<str:key>/best", views.best, name="best"),
    path("documents/kept/<str:key>-experiment-log", views.log, name="log"),
    path("documents/kept/<str:key>-experiment-log.md", views.log_as_markdown, name="log-markdown"),
    path("projects/<str:key>/scratch", views.scratch, name="scratch"),
    path("projects/<str:key>/scratch/<int:number>/experiment", views.scratch_experiment, name="scratch_experiment"),
    path("projects/<str:key>/scratch/<int:number>/end", views.scratch_end, name="scratch_end"),
    path("tasks/<str:key>/experiment", views.plan, name="plan"),
    path("projects/<str:key>/criteria-names", views.names, name="names"),
    path("tasks/<str:key>/baselines", views.baselines, name="baselines"),
    path("tasks/<str:key>/readings/<str:field>", views.reading, name="reading"),
    path("tasks/<str:key>/start", views.start, name="start"),
    path("tasks/<str:key>/criteria", views.criteria, name="criteria"),
    path("tasks/<str:key>/hard-stop", views.hard_stop, name="hard_stop"),
    path("tasks/<str:key>/timebox", views.extension, name="extension"),
    path("tasks/<str:key>/conclusion", views.conclusion, name="conclusion"),
    path("tasks/<str:key>/keepable", views.keepable, name="keepable"),
    path("tasks/<str:key>/reopening", views.reopening, name="reopening"),
    path("tasks/<str:key>/next-steps/<int:number>/task", views.step_task, name="step_task"),
    path("tasks/<str:key>/marked-runs", views.mark_runs, name="mark_runs"),
    path("tasks/<str:key>/marked-runs/<int:number>/undo", views.unmark_runs, name="unmark_runs"),
    path("tasks/<str:key>/verdict", views.verdict, name="verdict"),
]
