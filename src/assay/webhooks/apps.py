from django.apps import AppConfig


class WebhooksConfig(AppConfig):
    name = "assay.webhooks"

    def ready(self) -> None:
        from assay.activity.recording import register_reader
        from assay.web.rail import register_rail
        from assay.webhooks import events, jobs  # noqa: F401  both register themselves
        from assay.webhooks.hearing import hear, hear_all
        from assay.webhooks.places import PLACE

        register_reader(hear, of_all=hear_all)
        register_rail(PLACE)
