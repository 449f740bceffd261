from django.apps import AppConfig


class InsightsConfig(AppConfig):
    name = "assay.insights"

    def ready(self) -> None:
        from assay.activity.recording import register_reader
        from assay.insights import jobs  # noqa: F401  the jobs register themselves
        from assay.insights.forecasts.shown import OVERVIEW, PHASE
        from assay.insights.keeping import keep, keep_all
        from assay.projects.overview import register_section
        from assay.projects.phase_sections import register_phase_section

        register_reader(keep, of_all=keep_all, of_past=keep_all)
        register_section(OVERVIEW)
        register_phase_section(PHASE)
