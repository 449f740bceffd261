from django.urls import path

from assay.projects.views import columns, guide, home, labels, new, overview, phases, settings, templates, workflow

app_name = "projects"
urlpatterns = [
    path("", home.home, name="home"),
    path("projects/new", new.new, name="new"),
    path("projects/<str:key>/", overview.overview, name="overview"),
    path("projects/<str:key>/activity", overview.activity, name="activity"),
    path("projects/<str:key>/mentionable", overview.mentionable, name="mentionable"),
    path("projects/<str:key>/guide", guide.guide, name="guide"),
    path("projects/<str:key>/guide/closure", guide.guide_closure, name="guide_closure"),
    path("projects/<str:key>/settings", settings.settings, name="settings"),
    path("projects/<str:key>/members", settings.members, name="members"),
    path("projects/<str:key>/members/<int:pk>/removal", settings.member_removal, name="member_removal"),
    path("projects/<str:key>/workflow", workflow.workflow, name="workflow"),
    path("projects/<str:key>/columns", workflow.columns, name="columns"),
    path("projects/<str:key>/columns/<int:pk>", columns.column, name="column"),
    path("projects/<str:key>/columns/<int:pk>/position", columns.column_position, name="column_position"),
    path("projects/<str:key>/columns/<int:pk>/retirement", columns.column_retirement, name="column_retirement"),
    path("projects/<str:key>/columns/<int:pk>/return", columns.column_return, name="column_return"),
    path("projects/<str:key>/phases", workflow.phases, name="phases"),
    path("projects/<str:key>/phases/<int:pk>", phases.phase, name="phase"),
    path("projects/<str:key>/phases/<int:pk>/position", phases.phase_position, name="phase_position"),
    path("projects/<str:key>/phases/<int:pk>/retirement", phases.phase_retirement, name="phase_retirement"),
    path("projects/<str:key>/phases/<int:pk>/return", phases.phase_return, name="phase_return"),
    path("projects/<str:key>/labels", workflow.labels, name="labels"),
    path("projects/<str:key>/labels/<int:pk>", labels.label, name="label"),
    path("projects/<str:key>/labels/<int:pk>/removal", labels.label_removal, name="label_removal"),
    path("projects/<str:key>/template", templates.template, name="save_template"),
    path("workspace/workflows", templates.workflows, name="workflows"),
    path("workspace/workflows/<str:slug>", templates.workflow_page, name="template"),
    path("workspace/workflows/<str:slug>/removal", templates.workflow_removal, name="template_removal"),
]
