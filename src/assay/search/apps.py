from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "assay.search"

    def ready(self) -> None:
        from assay.activity.recording import register_reader
        from assay.search import jobs  # noqa: F401  the jobs register themselves
        from assay.search.indexing import hear, hear_all
        from assay.web.topbar import register_finder

        register_reader(hear, of_all=hear_all)
        register_finder("search/_finder.html")
