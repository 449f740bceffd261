from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "assay.reviews"

    def ready(self) -> None:
        from assay.activity.kinds import register_kind
        from assay.reviews import events  # noqa: F401  they register themselves
        from assay.reviews.kinds import REVIEW
        from assay.reviews.places import PLACES, note_stops_left
        from assay.reviews.refusals import register_refusals
        from assay.web.rail import register_rail

        register_kind(REVIEW)
        register_refusals()
        register_rail(*PLACES)
        note_stops_left()
