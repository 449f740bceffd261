from django.apps import AppConfig


class DeliverablesConfig(AppConfig):
    name = "assay.deliverables"

    def ready(self) -> None:
        from assay.activity.kinds import register_kind
        from assay.activity.recording import register_reader
        from assay.deliverables import events  # noqa: F401  they register themselves
        from assay.deliverables.announcing import register_announcements
        from assay.deliverables.following import follow
        from assay.deliverables.kinds import DELIVERABLE
        from assay.deliverables.models import Attachment
        from assay.deliverables.owing import owed_by
        from assay.deliverables.planting import gather_deliverables, plant_deliverables
        from assay.deliverables.refusals import register_refusals
        from assay.kit.blobs.naming import register_blobs
        from assay.projects.owing import register_owed
        from assay.projects.planting import register_deliverables, register_planter

        register_kind(DELIVERABLE)
        register_reader(follow)
        register_blobs(Attachment)
        register_planter(plant_deliverables)
        register_deliverables(gather_deliverables)
        register_owed(owed_by)
        register_refusals()
        register_announcements()
