from django.apps import AppConfig


class ImportersConfig(AppConfig):
    name = "assay.importers"

    def ready(self) -> None:
        from assay.activity.kinds import register_kind
        from assay.importers import events, jobs  # noqa: F401  they register themselves
        from assay.importers.kinds import SOURCE
        from assay.importers.models import ChangelogFile, ResultsFile
        from assay.importers.places import PLACE, history_link
        from assay.importers.queries import brought_from
        from assay.importers.results.sent import OtherRun
        from assay.kit.blobs.naming import register_blobs
        from assay.rest.errors import register_error
        from assay.runs.sections import RunSection, register_run_section
        from assay.web.page_actions import register_page_action
        from assay.web.rail import register_rail

        register_kind(SOURCE)
        register_blobs(ResultsFile)
        register_blobs(ChangelogFile)
        register_error(OtherRun, 409, "other-run", field="id")
        register_rail(PLACE)
        register_page_action(history_link)
        register_run_section(RunSection(order=5, template="importers/_origin.html", context=brought_from))
