"""How far a project has come, on its overview: a number, and the picture. And the picture for people outside."""

from typing import Any

from django.template.loader import render_to_string
from markupsafe import Markup

from assay.accounts.models import Person
from assay.experiments.best_chart import best_chart, change_in_a_week, counted, plain_chart
from assay.experiments.queries.best_so_far import BestSoFar, best_so_far
from assay.projects.models import Project
from assay.projects.overview import Section


def best_number(project: Project, _reader: Person) -> dict[str, Any] | None:
    """The best value of the primary metric beside its target; nothing without one."""
    found = _once(project)
    return {"best": found, "change": change_in_a_week(found)} if found else None


def best_picture(project: Project, reader: Person) -> dict[str, Any] | None:
    """The picture; without a primary metric an invitation for those who may define one."""
    found = _once(project)
    if found is None:
        return {"best": None} if project.can_be_edited_by(reader) else None
    chart = best_chart(found) if found.tries else None
    return {"best": found, "chart": chart, "counted": counted(found)}


def plain_picture(project: Project) -> Markup:
    """The picture as a page for people outside shows it: no names of runs, no links. Empty without a try.

    The key of a program says nothing to them: without a title in plain words the metric is not shown.
    """
    found = _plain(project)
    if found is None or not found.tries:
        return Markup("")
    context = {"chart": plain_chart(found)}
    return Markup(render_to_string("experiments/_best_plain.html", context))  # noqa: S704 - a template of ours


def plain_number(project: Project) -> Markup:
    """The best value and its target for people outside, as a `stat`. Empty without a titled primary metric."""
    found = _plain(project)
    if found is None:
        return Markup("")
    context = {"best": found, "change": change_in_a_week(found)}
    return Markup(render_to_string("experiments/_best_number.html", context))  # noqa: S704 - a template of ours


def _plain(project: Project) -> BestSoFar | None:
    found = _once(project)
    return found if found and found.definition.title else None


def _once(project: Project) -> BestSoFar | None:
    """Number and picture stand on one page: read once for this very object of the project."""
    held = vars(project)
    if "best_so_far" not in held:
        held["best_so_far"] = best_so_far(project)
    found: BestSoFar | None = held["best_so_far"]
    return found


BEST_NUMBER = Section(order=5, area="stats", template="experiments/_best_number.html", context=best_number)
BEST_PICTURE = Section(order=5, area="chart", template="experiments/_best_picture.html", context=best_picture)
