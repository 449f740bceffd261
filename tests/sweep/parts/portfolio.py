"""A saved view of the portfolio."""

from assay.accounts.models import Person
from assay.portfolio.models import PortfolioView
from assay.projects.models import Project

PARAMETERS: dict[str, dict[str, str]] = {
    "portfolio/views/": {"pk": "portfolio_view_pk"},
    "api/v1/portfolio/views/": {"number": "portfolio_view_pk"},
}


def plant(project: Project, people: dict[str, Person]) -> dict[str, object]:
    made = PortfolioView.keep(name="All", query="group=phase", is_shared=False, by=people["owner"])
    return {"portfolio_view_pk": made.pk}
