from django.apps import AppConfig


class BackupConfig(AppConfig):
    name = "assay.backup"

    def ready(self) -> None:
        from assay.backup import nightly  # noqa: F401  it registers its job
