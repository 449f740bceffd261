from django.apps import AppConfig


class GithooksConfig(AppConfig):
    name = "assay.githooks"

    def ready(self) -> None:
        from assay.githooks import events, jobs  # noqa: F401  both register themselves
        from assay.githooks.models import TooManyHooks
        from assay.githooks.places import PLACE
        from assay.rest.errors import register_error
        from assay.web.rail import register_rail

        register_error(TooManyHooks, 422, "invalid")
        register_rail(PLACE)
