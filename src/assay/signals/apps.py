from django.apps import AppConfig


class SignalsConfig(AppConfig):
    name = "assay.signals"

    def ready(self) -> None:
        from assay.rest.errors import register_error
        from assay.signals import events  # noqa: F401  they register themselves
        from assay.signals.models import BadSnooze, BadThresholds

        register_error(BadSnooze, 422, "bad-snooze")
        register_error(BadThresholds, 422, "invalid")
