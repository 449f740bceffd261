from django.apps import AppConfig


class ImportersConfig(AppConfig):
    name = "assay.importers"

    def ready(self) -> None:
        from assay.importers import events, jobs  # noqa: F401  they register themselves
