from assay.portfolio.models.view import MOST_VIEW_NAME, MOST_VIEWS, PortfolioView, TooManyPortfolioViews

__all__ = ["MOST_VIEWS", "MOST_VIEW_NAME", "PortfolioView", "TooManyPortfolioViews"]
