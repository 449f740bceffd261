from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "assay.sharing"

    def ready(self) -> None:
        from assay.digests.outside import register_way_in
        from assay.rest.errors import register_error
        from assay.sharing import events, letters  # noqa: F401  both register themselves
        from assay.sharing.following import way_in
        from assay.sharing.places import PLACE, share_button
        from assay.sharing.things import CannotShare
        from assay.web.page_actions import register_page_action
        from assay.web.rail import register_rail

        register_error(CannotShare, 422, "cannot-share")
        register_rail(PLACE)
        register_way_in(way_in)
        register_page_action(share_button)
