from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "assay.tasks"

    def ready(self) -> None:
        from assay.activity.kinds import register_kind
        from assay.projects.planting import register_planter
        from assay.tasks.kinds import TASK
        from assay.tasks.planting import plant_tasks

        register_kind(TASK)
        register_planter(plant_tasks)
