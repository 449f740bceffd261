from django.apps import AppConfig


class ExperimentsConfig(AppConfig):
    name = "assay.experiments"

    def ready(self) -> None:
        from assay.experiments import jobs  # noqa: F401  the jobs register themselves
        from assay.experiments.gates import may_finish, may_start
        from assay.experiments.overview import ANSWERS, LATEST_RESULTS
        from assay.experiments.queries import page_context
        from assay.experiments.watching import WATCH
        from assay.projects.overview import register_section
        from assay.runs.hooks import register_hook
        from assay.tasks.gates import register_gate
        from assay.tasks.keys import TaskKind
        from assay.tasks.pages import register_page

        register_gate(TaskKind.EXPERIMENT, start=may_start, finish=may_finish)
        register_hook(WATCH)
        register_page(TaskKind.EXPERIMENT, template="experiments/experiment.html", context=page_context)
        register_section(ANSWERS)
        register_section(LATEST_RESULTS)
