"""What a page of insights is made of. Domains and modules register their parts in `AppConfig.ready()`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from django.utils.functional import Promise

from assay.insights.figures.counted import Counted
from assay.insights.look import Look

Area = Literal["stats", "charts", "wide"]
Tab = Literal["flow", "phases", "team", "models"]


@dataclass(frozen=True, kw_only=True)
class Section:
    """A part of the page. `context` returns what the template needs, or None to show nothing.

    `stats` hold one `stat(…)` each, `charts` stand in two columns, `wide` over the whole width below them. A chart
    stands under `chart` in the context, and its `name` is that of the section, by which its files are asked for.
    `counted` are the tasks a figure rests on: they get a page of their own, and `definition` stands on both.
    What `rests_on` ways or experiments is changed by nothing but these, the calendar and the question: over many
    projects it is drawn once for each state of them. A figure of experiments tells nothing of other tasks.
    """

    name: str
    order: int
    area: Area
    context: Callable[[Look], dict[str, Any] | None]
    template: str = "insights/_figure.html"
    tab: Tab = "flow"
    title: str | Promise = ""
    definition: str | Promise = ""
    counted: Callable[[Look], Counted] | None = None
    rests_on: Literal["", "ways", "experiments"] = ""

    def counted_in(self, look: Look) -> Counted | None:
        """Return what the figure counts; the tasks that are no items of flow at all are among the others."""
        found = self.counted(look) if self.counted else None
        if found is None or self.rests_on == "experiments":
            return found
        return Counted(found.keys, (*found.left_out, *look.put_away))


_sections: list[Section] = []


def register_sections(*sections: Section) -> None:
    """Add parts to the pages of insights."""
    _sections.extend(sections)


def sections(tab: Tab) -> list[Section]:
    return sorted((one for one in _sections if one.tab == tab), key=lambda one: one.order)


def section_named(name: str) -> Section | None:
    return next((one for one in _sections if one.name == name), None)


def figures() -> list[Section]:
    """Return the parts that say which items they count."""
    return sorted((one for one in _sections if one.counted), key=lambda one: (one.tab, one.order))
