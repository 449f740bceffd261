from django.apps import AppConfig


class DeliverablesConfig(AppConfig):
    name = "assay.deliverables"

    def ready(self) -> None:
        from assay.deliverables import events  # noqa: F401  they register themselves
        from assay.deliverables.models import Attachment
        from assay.deliverables.overview import SECTION, needs_of
        from assay.deliverables.owing import owed_by
        from assay.deliverables.places import PLACES
        from assay.deliverables.planting import gather_deliverables, plant_deliverables
        from assay.deliverables.refusals import register_refusals
        from assay.kit.blobs.naming import register_blobs
        from assay.projects.overview import register_needs, register_section
        from assay.projects.owing import register_owed
        from assay.projects.planting import register_deliverables, register_planter
        from assay.web.rail import register_rail

        _make_known()
        register_blobs(Attachment)
        register_planter(plant_deliverables)
        register_deliverables(gather_deliverables)
        register_owed(owed_by)
        register_section(SECTION)
        register_needs(needs_of)
        register_refusals()
        register_rail(*PLACES)


def _make_known() -> None:
    """Let deliverables be named, found and told of."""
    from assay.activity.feed import register_sayings
    from assay.activity.kinds import register_kind
    from assay.activity.recording import register_reader
    from assay.deliverables.announcing import register_announcements
    from assay.deliverables.following import follow
    from assay.deliverables.kinds import DELIVERABLE
    from assay.deliverables.quoting import DELIVERABLE as DELIVERABLE_QUOTE
    from assay.deliverables.quoting import DELIVERABLES as DELIVERABLES_QUOTE
    from assay.deliverables.saying import said_now
    from assay.deliverables.searching import DELIVERABLES
    from assay.documents.quotes import register_quote
    from assay.search.sources import register_source

    register_kind(DELIVERABLE)
    register_quote(DELIVERABLE_QUOTE)
    register_quote(DELIVERABLES_QUOTE)
    register_source(DELIVERABLES)
    register_reader(follow)
    register_sayings(said_now)
    register_announcements()
