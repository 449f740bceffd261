from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "assay.tasks"

    def ready(self) -> None:
        from assay.activity.kinds import register_kind
        from assay.projects.overview import register_counts, register_current_phase, register_section
        from assay.projects.planting import register_planter
        from assay.rest.errors import register_error
        from assay.tasks import overview
        from assay.tasks.kinds import TASK
        from assay.tasks.models.task.creating import NotOfThisProject, TooLong
        from assay.tasks.models.task.moving import ReasonMissing, WrongBoard
        from assay.tasks.places import PLACES
        from assay.tasks.planting import plant_tasks
        from assay.web.rail import register_rail

        register_kind(TASK)
        register_planter(plant_tasks)
        register_counts(overview.counts_of)
        register_current_phase(overview.current_phases)
        register_section(overview.STATS)
        register_error(TooLong, 422, "invalid", field="estimate_days")
        register_error(NotOfThisProject, 422, "invalid")
        register_error(WrongBoard, 422, "invalid", field="column")
        register_error(ReasonMissing, 422, "invalid", field="reason")
        for place in PLACES:
            register_rail(place)
