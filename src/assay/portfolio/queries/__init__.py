"""What the pages of the portfolio read."""

from assay.portfolio.queries.fitting import Group
from assay.portfolio.queries.page import PortfolioPage, portfolio_page, rows_of
from assay.portfolio.queries.rows import Row, filled, lines_of

__all__ = ["Group", "PortfolioPage", "Row", "filled", "lines_of", "portfolio_page", "rows_of"]
