from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "assay.registry"

    def ready(self) -> None:
        from assay.activity.kinds import register_kind
        from assay.registry import events, searching  # noqa: F401  the events register themselves
        from assay.registry.announcing import register_announcements
        from assay.registry.carrying import ModelCarrier
        from assay.registry.kinds import MODEL
        from assay.registry.models import NameTaken
        from assay.registry.naming import BadName
        from assay.registry.places import PLACES
        from assay.registry.run_section import REGISTERED
        from assay.rest.errors import register_error
        from assay.runs.limits import BadValue
        from assay.runs.sections import register_run_section
        from assay.search.sources import register_source
        from assay.tasks.carrying import register_carrier
        from assay.web.rail import register_rail

        register_announcements()
        register_kind(MODEL)
        register_source(searching.MODELS)
        register_error(NameTaken, 409, "name-taken", field="name")
        register_error(BadName, 422, "bad-name", field="name")
        register_error(BadValue, 422, "invalid")
        register_run_section(REGISTERED)
        register_carrier(ModelCarrier)
        register_rail(*PLACES)
