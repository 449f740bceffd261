"""When it will be done: the dates of projects, told as of now."""

from collections.abc import Iterator, Mapping, Sequence

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assay.digests.digest import Line, Name, Part, part_of
from assay.digests.scope import Scope
from assay.insights.outlook import CHANCES, Outlook
from assay.insights.outlook.shape import LIKELY
from assay.projects.models import Project
from assay.web.when import day

MOST, MOST_NAMED = 30, 5


def ahead(scope: Scope, outlooks: Mapping[int, Outlook]) -> Part:
    """Return a line for each project that has a date, the nearest first; the others are counted."""
    open_ones = [(one, outlooks[one.pk]) for one in scope.projects if not outlooks[one.pk].is_done]
    lines = [_dated(project, outlook, scope) for project, outlook in dated(scope, outlooks)]
    lines += _endless([project for project, outlook in open_ones if outlook.is_endless])
    lines += _undated([one for one in open_ones if not one[1].days and not one[1].is_endless], scope)
    return part_of(Name.FORECAST, _("Forecast"), lines, blank=_("No task is open."), most=MOST)


def dated(scope: Scope, outlooks: Mapping[int, Outlook]) -> list[tuple[Project, Outlook]]:
    """Return the projects that have a date, the nearest first."""
    found = [(one, outlooks[one.pk]) for one in scope.projects if outlooks[one.pk].days]
    return sorted(found, key=lambda one: (one[1].days[LIKELY], one[0].name))


def range_in_words(outlook: Outlook) -> str:
    """Say the other days: `50 % sure by 1 April, 95 % by 2 May`."""
    early, late = CHANCES[0], CHANCES[-1]
    said = {"early": early, "first": day(outlook.days[early]), "late": late, "last": day(outlook.days[late])}
    return _("%(early)d\N{NO-BREAK SPACE}%% sure by %(first)s, %(late)d\N{NO-BREAK SPACE}%% by %(last)s") % said


def held_in_words(outlook: Outlook) -> str:
    """Say how far such dates held; nothing before one could."""
    if not outlook.tries:
        return ""
    return _("such dates held %(hits)d of %(tries)d times") % {"hits": outlook.hits, "tries": outlook.tries}


def _dated(project: Project, outlook: Outlook, scope: Scope) -> Line:
    said = {"chance": LIKELY, "day": day(outlook.days[LIKELY])}
    return Line(
        _("Done by %(day)s, %(chance)d\N{NO-BREAK SPACE}%% sure") % said,
        scope.noted(project.pk, range_in_words(outlook), held_in_words(outlook), outlook.drifts),
        reverse("projects:overview", args=[project.key]),
        icon="calendar",
    )


def _endless(projects: Sequence[Project]) -> list[Line]:
    return [
        Line(
            _("No end in sight: more comes in than is done"),
            project.name,
            reverse("projects:overview", args=[project.key]),
            icon="warning",
            state="not-proven",
        )
        for project in projects
    ]


def _undated(found: Sequence[tuple[Project, Outlook]], scope: Scope) -> Iterator[Line]:
    """One line for each reason: what is missing where it is one project, else which ones they are."""
    alike: dict[str, list[tuple[Project, Outlook]]] = {}
    for one in found:
        alike.setdefault(one[1].in_short, []).append(one)
    for in_short, some in alike.items():
        if len(some) == 1:
            [(project, outlook)] = some
            yield Line(outlook.too_early, scope.noted(project.pk), icon="clock")
        else:
            yield Line(capfirst(in_short), _named([project for project, _outlook in some]), icon="clock")


def _named(projects: Sequence[Project]) -> str:
    named = [project.name for project in projects[:MOST_NAMED]]
    others = len(projects) - len(named)
    if others:
        named.append(ngettext("and %(count)d other", "and %(count)d others", others) % {"count": others})
    return ", ".join(named)
