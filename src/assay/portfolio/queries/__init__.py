"""What the pages of the portfolio read."""

from assay.portfolio.queries.fitting import Group
from assay.portfolio.queries.learned import Learned, learned_by
from assay.portfolio.queries.needs import Needs, needs_of
from assay.portfolio.queries.page import PortfolioPage, portfolio_page, rows_of
from assay.portfolio.queries.people import Hands, hands_of
from assay.portfolio.queries.rows import Row, filled, with_outlooks, with_work
from assay.portfolio.queries.timeline import timeline_of

__all__ = [
    "Group",
    "Hands",
    "Learned",
    "Needs",
    "PortfolioPage",
    "Row",
    "filled",
    "hands_of",
    "learned_by",
    "needs_of",
    "portfolio_page",
    "rows_of",
    "timeline_of",
    "with_outlooks",
    "with_work",
]
