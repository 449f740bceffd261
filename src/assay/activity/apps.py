from django.apps import AppConfig


class ActivityConfig(AppConfig):
    name = "assay.activity"

    def ready(self) -> None:
        from assay.activity import jobs  # noqa: F401  the jobs register themselves
        from assay.activity.references import linked, references
        from assay.web.finishing import register_finish
        from assay.web.markdown import register_markdown

        register_markdown(references)
        register_finish(linked)
