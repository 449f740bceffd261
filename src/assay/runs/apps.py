from django.apps import AppConfig


class RunsConfig(AppConfig):
    name = "assay.runs"

    def ready(self) -> None:
        from assay.activity.kinds import register_kind
        from assay.kit.blobs.naming import register_blobs
        from assay.projects.guide import register_panel, register_step
        from assay.rest.errors import register_error
        from assay.runs import events, sealing, searching, silence  # noqa: F401  they register their kinds and jobs
        from assay.runs.announcing import register_announcements
        from assay.runs.carrying import RunCarrier
        from assay.runs.connecting import CONNECT, FIRST_RUN
        from assay.runs.kinds import RUN
        from assay.runs.models import Artifact
        from assay.runs.places import PLACES
        from assay.runs.points import BadPageToken
        from assay.runs.task_pages import show_runs_on_tasks
        from assay.runs.writing import RunIsDeleted
        from assay.search.sources import register_parts, register_source
        from assay.tasks.carrying import register_carrier
        from assay.web.rail import register_rail

        register_announcements()
        register_kind(RUN)
        register_source(searching.RUNS)
        register_parts("experiment", searching.logged_by_runs, {})
        register_step(FIRST_RUN)
        register_panel(CONNECT)
        register_blobs(Artifact)
        register_error(BadPageToken, 400, "bad-cursor")
        register_error(RunIsDeleted, 409, "run-deleted")
        register_carrier(RunCarrier)
        show_runs_on_tasks()
        _let_documents_quote()
        register_rail(*PLACES)


def _let_documents_quote() -> None:
    from assay.documents.quotes import register_quote
    from assay.runs.quoting import RUN
    from assay.runs.quoting_charts import CHART

    register_quote(RUN)
    register_quote(CHART)
