from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "assay.projects"

    def ready(self) -> None:
        from assay.activity.kinds import register_kind
        from assay.projects import models, searching
        from assay.projects.first_steps import INVITE, STARTED
        from assay.projects.guide import register_step
        from assay.projects.kinds import PROJECT
        from assay.projects.places import PLACES
        from assay.rest.errors import register_error
        from assay.search.sources import register_projects, register_source
        from assay.web.rail import register_rail

        register_kind(PROJECT)
        register_source(searching.PROJECTS)
        register_projects(searching.visible_projects)
        register_error(models.BadKey, 422, "bad-key", field="key")
        register_error(models.KeyTaken, 409, "key-taken", field="key")
        register_error(models.LabelTaken, 409, "label-taken", field="name")
        register_error(models.NotInWorkspace, 422, "not-in-workspace", field="lead")
        register_error(models.CannotLead, 422, "cannot-lead", field="lead")
        register_error(models.NameTaken, 409, "name-taken", field="name")
        register_error(models.WorkflowTaken, 409, "name-taken", field="name")
        register_error(models.LastPhase, 409, "last-phase")
        register_error(models.ColumnNeeded, 409, "column-needed")
        register_error(models.ColumnHeld, 409, "column-held")
        register_error(models.TooManyColumns, 409, "too-many-columns")
        register_step(STARTED)
        register_step(INVITE)
        for place in PLACES:
            register_rail(place)
