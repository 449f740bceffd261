from django.apps import AppConfig


class ExperimentsConfig(AppConfig):
    name = "assay.experiments"

    def ready(self) -> None:
        from assay.activity.recording import register_reader
        from assay.experiments import jobs  # noqa: F401  the jobs register themselves
        from assay.experiments.announcing import register_announcements
        from assay.experiments.carrying import ExperimentCarrier
        from assay.experiments.first_steps import CRITERION
        from assay.experiments.gates import register_gates
        from assay.experiments.queries import page_context
        from assay.experiments.scratch_searching import register_words
        from assay.experiments.stopping import ENDING
        from assay.experiments.timeboxes import follow_calendar
        from assay.experiments.watching import WATCH
        from assay.projects.guide import register_step
        from assay.runs.hooks import register_hook
        from assay.tasks.carrying import register_carrier
        from assay.tasks.keys import TaskKind
        from assay.tasks.pages import register_page

        register_announcements()
        register_gates()
        register_carrier(ExperimentCarrier)
        register_hook(WATCH)
        register_hook(ENDING)
        register_words()
        register_reader(follow_calendar)
        register_page(
            TaskKind.EXPERIMENT,
            template="experiments/experiment.html",
            context=page_context,
            short="experiments/_short.html",
        )
        register_step(CRITERION)
        _write_documents()
        _show_places()


def _show_places() -> None:
    from assay.experiments.best_sections import BEST_NUMBER, BEST_PICTURE
    from assay.experiments.overview import ANSWERS, LATEST_RESULTS
    from assay.experiments.places import PLACES
    from assay.experiments.queries.timeboxes import running_timeboxes
    from assay.projects.overview import register_section
    from assay.tasks.timeboxes import register_timeboxes
    from assay.web.rail import register_rail

    register_rail(*PLACES)
    register_timeboxes(running_timeboxes)
    for section in (BEST_NUMBER, ANSWERS, BEST_PICTURE, LATEST_RESULTS):
        register_section(section)


def _write_documents() -> None:
    """Let documents quote experiments, and one write itself of them."""
    from assay.documents import self_written
    from assay.documents.quotes import register_quote
    from assay.experiments.log import LOG
    from assay.experiments.quoting import EXPERIMENTS, RESULTS
    from assay.experiments.quoting_metrics import METRIC

    self_written.register(LOG)
    register_quote(RESULTS)
    register_quote(EXPERIMENTS)
    register_quote(METRIC)
