"""One page of the portfolio: the rows that fit, what the filter offers, and the saved views."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import islice

from assay.accounts.models import Person
from assay.portfolio.asking import A_PAGE, Asked
from assay.portfolio.models import PortfolioView
from assay.portfolio.queries.fitting import Group, fitting, grouped
from assay.portfolio.queries.rows import Row, filled, rows_seen_by, with_signals, with_work
from assay.projects.models import Phase

Fill = Callable[[list[Row]], list[Row]]


@dataclass(frozen=True)
class PortfolioPage:
    """`found` of `total` projects fit, and `start` to `end` of them are shown."""

    groups: list[Group]
    found: int
    total: int
    start: int
    lead_choices: list[tuple[str, str]]
    phase_choices: list[tuple[str, str]]
    views: list[PortfolioView]

    @property
    def rows(self) -> list[Row]:
        return [row for group in self.groups for row in group.rows]

    @property
    def end(self) -> int:
        return self.start + len(self.rows)

    @property
    def number(self) -> int:
        return self.start // A_PAGE + 1

    @property
    def pages(self) -> int:
        return max(1, -(-self.found // A_PAGE))

    @property
    def numbers(self) -> str:
        """The numbers of the projects that are shown, for what is fetched once the table stands."""
        return ",".join(str(row.project.pk) for row in self.rows)

    @property
    def topics(self) -> str:
        """What an open page listens to: the projects it shows."""
        return " ".join(f"project:{row.project.pk}" for row in self.rows)


def rows_of(person: Person, asked: Asked | None = None) -> list[Row]:
    """Return all projects this person sees that fit, with all a line shows; in as many queries as one takes."""
    rows, asked = with_work(rows_seen_by(person)), asked or Asked()
    rows = with_signals(rows, reader=person) if asked.looks_at_signals else rows
    return filled(fitting(rows, asked, reader=person))


def portfolio_page(person: Person, asked: Asked, *, fill: Fill = filled) -> PortfolioPage:
    """Return fifty of the projects that fit, `fill`ed; a page beyond the last one is the last one.

    The work of all projects is read only when the filter, the order or the groups look at it.
    """
    rows = rows_seen_by(person)
    known = with_work(rows) if asked.looks_at_work else rows
    known = with_signals(known, reader=person) if asked.looks_at_signals else known
    groups = grouped(fitting(known, asked, reader=person), asked.group)
    found = sum(group.total for group in groups)
    start = min(asked.page - 1, max(found - 1, 0) // A_PAGE) * A_PAGE
    shown = _cut(groups, start)
    return PortfolioPage(
        groups=_each(shown, fill if asked.looks_at_work else lambda some: fill(with_work(some))),
        found=found,
        total=len(rows),
        start=start,
        lead_choices=_leads(rows),
        phase_choices=_phases(rows),
        views=list(PortfolioView.objects.visible_to(person).select_related("person").by_name()),
    )


def _leads(rows: list[Row]) -> list[tuple[str, str]]:
    leads = {row.project.lead for row in rows if row.project.lead}
    return sorted(((str(lead.pk), lead.name) for lead in leads), key=lambda choice: choice[::-1])


def _phases(rows: list[Row]) -> list[tuple[str, str]]:
    present = Phase.objects.filter(project__in=[row.project.pk for row in rows], retired_at=None)
    return [(name, name) for name in present.order_by("name").values_list("name", flat=True).distinct()]


def _cut(groups: list[Group], start: int) -> list[Group]:
    """Return the groups with the rows of one page only; groups without any are left out."""
    places = ((place, row) for place, group in enumerate(groups) for row in group.rows)
    shown: dict[int, list[Row]] = {}
    for place, row in islice(places, start, start + A_PAGE):
        shown.setdefault(place, []).append(row)
    return [replace(groups[place], rows=rows) for place, rows in shown.items()]


def _each(groups: list[Group], fill: Fill) -> list[Group]:
    """Return the groups with their rows filled, all of them in one go."""
    rows = iter(fill([row for group in groups for row in group.rows]))
    return [replace(group, rows=list(islice(rows, len(group.rows)))) for group in groups]
