from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "assay.projects"

    def ready(self) -> None:
        from assay.activity.kinds import register_kind
        from assay.projects import searching
        from assay.projects.announcing import register_announcements
        from assay.projects.first_steps import INVITE, STARTED
        from assay.projects.guide import register_step
        from assay.projects.kinds import DECISION, PLAN, PROJECT
        from assay.projects.metric_words import metric_in_words
        from assay.projects.places import PLACES
        from assay.projects.refusals import register_refusals
        from assay.search.sources import register_projects, register_source
        from assay.web.jinja import register_global
        from assay.web.rail import register_rail

        register_global("metric_in_words", metric_in_words)
        register_kind(PROJECT)
        register_kind(PLAN)
        register_kind(DECISION)
        register_source(searching.PROJECTS)
        register_source(searching.DECISIONS)
        register_projects(searching.visible_projects)
        register_refusals()
        register_announcements()
        register_step(STARTED)
        register_step(INVITE)
        register_rail(*PLACES)
