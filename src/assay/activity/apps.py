from django.apps import AppConfig


class ActivityConfig(AppConfig):
    name = "assay.activity"

    def ready(self) -> None:
        from assay.activity import jobs  # noqa: F401  the jobs register themselves
