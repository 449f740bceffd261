from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "assay.projects"

    def ready(self) -> None:
        from assay.activity.kinds import register_kind
        from assay.projects.kinds import PROJECT
        from assay.projects.models import BadKey, CannotLead, KeyTaken, LabelTaken, NotInWorkspace
        from assay.projects.places import PLACES
        from assay.rest.errors import register_error
        from assay.web.rail import register_rail

        register_kind(PROJECT)
        register_error(BadKey, 422, "bad-key", field="key")
        register_error(KeyTaken, 409, "key-taken", field="key")
        register_error(LabelTaken, 409, "label-taken", field="name")
        register_error(NotInWorkspace, 422, "not-in-workspace", field="lead")
        register_error(CannotLead, 422, "cannot-lead", field="lead")
        for place in PLACES:
            register_rail(place)
