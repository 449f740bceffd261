from django.apps import AppConfig


class KitConfig(AppConfig):
    name = "assay.kit"

    def ready(self) -> None:
        from assay.kit import limits, mail, notebooks  # noqa: F401  they register their jobs
        from assay.kit.blobs import sweeping  # noqa: F401  it registers its job
        from assay.kit.blobs.naming import register_blobs
        from assay.kit.models import NotebookPage

        register_blobs(NotebookPage, "html_sha256")
