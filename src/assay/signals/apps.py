from django.apps import AppConfig


class SignalsConfig(AppConfig):
    name = "assay.signals"

    def ready(self) -> None:
        from assay.projects.overview import register_section
        from assay.rest.errors import register_error
        from assay.signals import events  # noqa: F401  they register themselves
        from assay.signals.models import BadSnooze, BadThresholds
        from assay.signals.models.setting import note_numbers
        from assay.signals.overview import BESIDE
        from assay.signals.places import PLACES
        from assay.tasks.asides import register_aside
        from assay.web.rail import register_rail

        note_numbers()
        register_rail(*PLACES)
        register_section(BESIDE)
        register_aside("signals:of_task", marks="signals:marks")
        register_error(BadSnooze, 422, "bad-snooze")
        register_error(BadThresholds, 422, "invalid")
