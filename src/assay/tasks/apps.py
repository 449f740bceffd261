from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "assay.tasks"

    def ready(self) -> None:
        from assay.accounts.work import register_work
        from assay.kit.blobs.naming import register_blobs
        from assay.projects.occupants import register_occupants
        from assay.projects.planting import register_gatherer, register_kind_names, register_planter
        from assay.pure.task_filter import quoted
        from assay.tasks import events, handoff_jobs, jobs, overrun  # noqa: F401  jobs and events register themselves
        from assay.tasks.column_rules import RULES
        from assay.tasks.filtering.offers import keys_in_words
        from assay.tasks.handing import TaskWork
        from assay.tasks.keys import TaskKind
        from assay.tasks.models import Attachment
        from assay.tasks.places import PLACES
        from assay.tasks.planting import plant_tasks, seeds_of
        from assay.tasks.refusals import register_refusals
        from assay.web.jinja import register_global
        from assay.web.rail import register_rail

        _make_known()
        register_work(TaskWork())
        register_blobs(Attachment)
        register_planter(plant_tasks)
        register_gatherer(seeds_of)
        register_kind_names(TaskKind.choices)
        register_occupants(RULES)
        _tell_of_projects()
        register_refusals()
        register_rail(*PLACES)
        register_global("filter_keys", keys_in_words)
        register_global("filter_value", quoted)


def _tell_of_projects() -> None:
    """Say what the pages of projects show of tasks."""
    from assay.projects.overview import register_counts, register_needs, register_section
    from assay.projects.phase_sections import register_phase_section
    from assay.projects.phase_times import register_phase_times
    from assay.projects.planning.lengths import register_lengths
    from assay.tasks import needs, overview, phase_lengths, phase_section, phase_times

    register_counts(overview.counts_of)
    register_needs(needs.needs_of)
    register_phase_times(phase_times.works_of, phase_times.phase_times)
    register_lengths(phase_lengths.lengths_of)
    register_phase_section(phase_section.TASKS)
    register_phase_section(phase_section.NATURES)
    register_section(overview.STATS)
    register_section(overview.NATURES)


def _make_known() -> None:
    """Let tasks be named, found and told of."""
    from assay.activity.feed import register_sayings
    from assay.activity.kinds import register_kind
    from assay.activity.recording import register_reader
    from assay.documents.quotes import register_quote
    from assay.search.sources import register_source
    from assay.tasks.announcing import register_announcements
    from assay.tasks.handoff_taking import accept_what_is_taken
    from assay.tasks.kinds import TASK
    from assay.tasks.queries.said import said_now
    from assay.tasks.quoting import TASK as TASK_QUOTE
    from assay.tasks.quoting import TASKS as TASKS_QUOTE
    from assay.tasks.searching import TASKS, follow_labels

    register_kind(TASK)
    register_source(TASKS)
    register_reader(follow_labels)
    register_reader(accept_what_is_taken)
    register_sayings(said_now)
    register_quote(TASK_QUOTE)
    register_quote(TASKS_QUOTE)
    register_announcements()
