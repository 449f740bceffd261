from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "assay.notifications"

    def ready(self) -> None:
        from assay.activity.kinds import register_kind
        from assay.activity.recording import register_reader
        from assay.notifications import jobs  # noqa: F401  the jobs register themselves
        from assay.notifications.hearing import hear, hear_all
        from assay.notifications.places import PLACE
        from assay.notifications.queries import unread_topics
        from assay.notifications.topics import NOTICES
        from assay.web.jinja import register_global
        from assay.web.rail import register_rail
        from assay.web.topbar import register_topbar

        register_kind(NOTICES)
        register_reader(hear, of_all=hear_all)
        register_global("unread_topics", unread_topics)
        register_topbar("notifications/_bell.html")
        register_rail(PLACE)
