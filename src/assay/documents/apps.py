from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "assay.documents"

    def ready(self) -> None:
        from assay.activity.feed import register_sayings
        from assay.activity.kinds import register_kind
        from assay.documents import events, jobs  # noqa: F401  both register themselves
        from assay.documents.frames import notebook_frame
        from assay.documents.kinds import DOCUMENT
        from assay.documents.models import DocumentFile, Version
        from assay.documents.places import PLACES
        from assay.documents.refusals import register_refusals
        from assay.documents.saying import said_now
        from assay.documents.searching import DOCUMENTS
        from assay.documents.self_written import SELF_WRITTEN
        from assay.kit.blobs.naming import register_blobs
        from assay.search.sources import register_source
        from assay.web.jinja import register_global
        from assay.web.rail import register_rail

        register_kind(DOCUMENT)
        register_kind(SELF_WRITTEN)
        register_sayings(said_now)
        register_source(DOCUMENTS)
        register_blobs(DocumentFile)
        register_blobs(Version)
        register_refusals()
        register_rail(*PLACES)
        register_global("notebook_frame", notebook_frame)
