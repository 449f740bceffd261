from django.apps import AppConfig


class PortfolioConfig(AppConfig):
    name = "assay.portfolio"

    def ready(self) -> None:
        from assay.portfolio.models import TooManyPortfolioViews
        from assay.portfolio.places import PORTFOLIO
        from assay.rest.errors import register_error
        from assay.web.rail import register_rail

        register_rail(PORTFOLIO)
        register_error(TooManyPortfolioViews, 422, "invalid")
