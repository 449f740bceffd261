"""Addresses of the pages of insights: the same question about another time, on another tab, of one figure."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from assay.insights.asked import WEEKS, Asked
from assay.insights.sections.section import Tab
from assay.projects.models import Project


@dataclass(frozen=True)
class Address:
    """Where a page stands; `project` is None for those about all projects."""

    project: Project | None
    asked: Asked
    tab: Tab = "flow"

    @property
    def path(self) -> str:
        return self._path(self.tab)

    @property
    def here(self) -> str:
        return _with(self.path, self.asked.query)

    @property
    def times(self) -> list[tuple[str, str, bool]]:
        """How far back: the words, the address, whether it is shown."""
        asked = self.asked
        return [
            (str(words), _with(self.path, asked.over(name).query), name == asked.weeks_name) for name, words in WEEKS
        ]

    @property
    def tabs(self) -> list[tuple[str, str, bool, str]]:
        """The pages of insights: the words, the address, whether it is shown. A forecast is of one project."""
        names: list[tuple[Tab, str]] = [
            ("flow", _("Flow")),
            ("phases", self._life),
            ("team", _("Team")),
            ("models", _("Models")),
        ]
        found = [(words, _with(self._path(tab), self.asked.query), tab == self.tab, "") for tab, words in names]
        if self.project is not None:
            found.insert(1, (_("Forecast"), reverse("insights:forecast", args=[self.project.key]), False, ""))
        return found

    @property
    def filters(self) -> tuple[str, ...]:
        """What narrows this page: experiments are of one kind, and models of a whole project."""
        names = {"team": ("who", "phase", "days"), "models": ()}.get(self.tab, ("who", "kind", "phase", "days"))
        return tuple(name for name in names if name != "phase" or self.project is not None)

    @property
    def _life(self) -> str:
        return _("Phases") if self.project else _("Projects")

    def of(self, figure: str) -> str:
        """The page of what a figure counts."""
        path = reverse("insights:counted", args=[figure])
        if self.project is not None:
            path = reverse("insights:project_counted", args=[self.project.key, figure])
        return _with(path, self.asked.query)

    def _path(self, tab: Tab) -> str:
        if self.project is None:
            return reverse(f"insights:{tab}")
        return reverse(f"insights:project_{tab}", args=[self.project.key])


def _with(path: str, query: str) -> str:
    return f"{path}?{query}" if query else path
