from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "assay.projects"

    def ready(self) -> None:
        from assay.activity.kinds import register_kind
        from assay.projects.kinds import PROJECT

        register_kind(PROJECT)
