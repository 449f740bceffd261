from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "assay.reviews"

    def ready(self) -> None:
        from assay.activity.kinds import register_kind
        from assay.reviews import events  # noqa: F401  they register themselves
        from assay.reviews.kinds import REVIEW
        from assay.reviews.places import PLACES, note_stops_left, review_button
        from assay.reviews.refusals import register_refusals
        from assay.web.page_actions import register_page_action
        from assay.web.rail import register_rail

        register_kind(REVIEW)
        register_refusals()
        register_rail(*PLACES)
        register_page_action(review_button)
        note_stops_left()
