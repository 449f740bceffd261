from django.apps import AppConfig


class RunsConfig(AppConfig):
    name = "assay.runs"

    def ready(self) -> None:
        from assay.activity.kinds import register_kind
        from assay.rest.errors import register_error
        from assay.runs import events, jobs  # noqa: F401  both register themselves
        from assay.runs.kinds import RUN
        from assay.runs.places import PLACES
        from assay.runs.points import BadPageToken
        from assay.web.rail import register_rail

        register_kind(RUN)
        register_error(BadPageToken, 400, "bad-cursor")
        for place in PLACES:
            register_rail(place)
