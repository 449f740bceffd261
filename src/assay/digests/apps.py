from django.apps import AppConfig


class DigestsConfig(AppConfig):
    name = "assay.digests"

    def ready(self) -> None:
        from assay.digests import events, jobs  # noqa: F401  both register themselves
        from assay.digests.actions import CannotSend
        from assay.digests.places import PLACES, digest_button
        from assay.digests.weeks import NoSuchWeek
        from assay.rest.errors import register_error
        from assay.web.page_actions import register_page_action
        from assay.web.rail import register_rail

        register_error(NoSuchWeek, 422, "no-such-week", field="week")
        register_error(CannotSend, 409, "no-mail")
        register_rail(*PLACES)
        register_page_action(digest_button)
