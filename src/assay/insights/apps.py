from django.apps import AppConfig


class InsightsConfig(AppConfig):
    name = "assay.insights"

    def ready(self) -> None:
        from assay.activity.recording import register_reader
        from assay.insights import jobs  # noqa: F401  the jobs register themselves
        from assay.insights.forecasts.shown import OVERVIEW, PHASE
        from assay.insights.keeping import keep, keep_all
        from assay.insights.lengths import lengths_of
        from assay.insights.works import works_of
        from assay.projects.overview import register_section
        from assay.projects.phase_sections import register_phase_section
        from assay.projects.phase_times import register_phase_times
        from assay.projects.planning.lengths import register_lengths
        from assay.tasks.phase_times import phase_times

        register_reader(keep, of_all=keep_all, of_past=keep_all)
        register_phase_times(works_of, phase_times)  # those of `tasks`, what lists ask for remembered
        register_lengths(lengths_of)
        register_section(OVERVIEW)
        register_phase_section(PHASE)
        _show_places()


def _show_places() -> None:
    from assay.insights.places import PLACES
    from assay.insights.sections.ageing import AGEING
    from assay.insights.sections.ages import AGES
    from assay.insights.sections.answers import ANSWERED, ITERATIONS
    from assay.insights.sections.cumulative import CUMULATIVE
    from assay.insights.sections.cycle import CONTROL_CHART, CYCLE
    from assay.insights.sections.forecast import BURN_UP, NUMBER, TRUST
    from assay.insights.sections.models import MODELS, PERFORMANCE_OVER_TIME
    from assay.insights.sections.numbers import NUMBERS
    from assay.insights.sections.phases import PHASES
    from assay.insights.sections.returns import RETURNS
    from assay.insights.sections.section import register_sections
    from assay.insights.sections.spent import SPENT
    from assay.insights.sections.throughput import THROUGHPUT
    from assay.web.rail import register_rail

    register_rail(*PLACES)
    register_sections(*NUMBERS, CYCLE, CUMULATIVE, SPENT, AGEING, THROUGHPUT, CONTROL_CHART, PHASES, AGES, RETURNS)
    register_sections(NUMBER, BURN_UP, TRUST)
    register_sections(ANSWERED, ITERATIONS, PERFORMANCE_OVER_TIME, MODELS)
