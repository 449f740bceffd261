"""When the project will be done, on the page of its flow; and over all projects how far such dates held."""

from typing import Any

from django.utils.translation import gettext_lazy as lazy

from assay.insights.forecasts import saying
from assay.insights.forecasts.drawn import burn_up
from assay.insights.look import Look
from assay.insights.outlook import Outlook, outlooks_of
from assay.insights.sections.section import Section
from assay.projects.models import Project

DEFINITION = lazy(
    "Every task counts as one. The weeks ahead are taken to be like the whole ones behind, the last 26 at most, each "
    "as likely as any other, and scope grows as it did; the cone holds the days at 50, 85 and 95 %. It takes six whole "
    "weeks with five finished tasks. It is of the whole project, whatever the page is narrowed to."
)


def number(look: Look) -> dict[str, Any] | None:
    return {"outlook": look.outlook[0], "say": saying} if look.outlook else None


def picture(look: Look) -> dict[str, Any] | None:
    return {"chart": burn_up(*look.outlook, look.project)} if look.outlook and look.project else None


def trust(look: Look) -> dict[str, Any] | None:
    """Projects with a forecast, those first whose promises held least."""
    if look.project is not None:
        return None
    found = outlooks_of(look.projects)
    rows: list[tuple[Project, Outlook]] = [(one, found[one.pk]) for one in look.projects if found[one.pk].tries]
    if not rows:
        return None
    rows.sort(key=lambda row: (row[1].hits / row[1].tries, row[0].name))
    hits, tries = (sum(getattr(outlook, name) for _project, outlook in rows) for name in ("hits", "tries"))
    return {"rows": rows, "hits": hits, "tries": tries, "say": saying}


NUMBER = Section(name="forecast", order=5, area="stats", context=number, template="insights/_forecast_number.html")
BURN_UP = Section(name="burn-up", order=5, area="charts", context=picture, title=lazy("Burn-up"), definition=DEFINITION)
TRUST = Section(
    name="trust",
    tab="phases",
    order=90,
    area="wide",
    context=trust,
    template="insights/_trust.html",
    title=lazy("Trust"),
)
