"""One page of the portfolio: the rows that fit, what the filter offers, and the saved views."""

from dataclasses import dataclass, replace
from itertools import islice

from assay.accounts.models import Person
from assay.portfolio.asking import A_PAGE, Asked
from assay.portfolio.models import PortfolioView
from assay.portfolio.queries.fitting import Group, fitting, grouped
from assay.portfolio.queries.rows import Row, filled, lines_of


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
    def topics(self) -> str:
        """What an open page listens to: the projects it shows."""
        return " ".join(f"project:{row.project.pk}" for row in self.rows)


def rows_of(person: Person, asked: Asked | None = None) -> list[Row]:
    """Return all projects this person sees that fit, with all a line shows; in ten queries, however many."""
    return filled(fitting(lines_of(person), asked or Asked(), reader=person))


def portfolio_page(person: Person, asked: Asked) -> PortfolioPage:
    """Return fifty of the projects that fit; a page beyond the last one is the last one."""
    lines = lines_of(person)
    groups = grouped(fitting(lines, asked, reader=person), asked.group)
    found = sum(group.total for group in groups)
    start = min(asked.page - 1, max(found - 1, 0) // A_PAGE) * A_PAGE
    leads = {row.project.lead for row in lines if row.project.lead}
    phases = {phase.name for row in lines for phase in row.current}
    return PortfolioPage(
        groups=_filled(_cut(groups, start)),
        found=found,
        total=len(lines),
        start=start,
        lead_choices=sorted(((str(lead.pk), lead.name) for lead in leads), key=lambda choice: choice[::-1]),
        phase_choices=[(name, name) for name in sorted(phases)],
        views=list(PortfolioView.objects.visible_to(person).select_related("person").by_name()),
    )


def _cut(groups: list[Group], start: int) -> list[Group]:
    """Return the groups with the rows of one page only; groups without any are left out."""
    places = ((place, row) for place, group in enumerate(groups) for row in group.rows)
    shown: dict[int, list[Row]] = {}
    for place, row in islice(places, start, start + A_PAGE):
        shown.setdefault(place, []).append(row)
    return [replace(groups[place], rows=rows) for place, rows in shown.items()]


def _filled(groups: list[Group]) -> list[Group]:
    rows = iter(filled([row for group in groups for row in group.rows]))
    return [replace(group, rows=list(islice(rows, len(group.rows)))) for group in groups]
