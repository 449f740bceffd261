"""A digest of a workspace or of a project, as one reader may see it."""

from collections.abc import Collection, Sequence
from datetime import tzinfo

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assay.accounts.models import Person, Workspace
from assay.digests.ahead import ahead, dated
from assay.digests.digest import About, Digest, Name, Part
from assay.digests.drawn import charts_of_project, charts_of_projects
from assay.digests.learned import learned
from assay.digests.moved import moved
from assay.digests.scope import Scope
from assay.digests.waiting import waiting
from assay.digests.weeks import Span, today_in, week_named, week_of, zone_of
from assay.insights.outlook import outlooks_of
from assay.kit.clock import now
from assay.notifications.models import Watch
from assay.projects.models import Project, ProjectMember
from assay.web.charts import Drawable

ALL_PARTS = tuple(Name)


def this_week(workspace: Workspace) -> Span:
    """Return the week that is going on in the workspace."""
    return week_of(today_in(zone_of(workspace)))


def asked_week(name: str, workspace: Workspace) -> Span:
    """Return the week of this name, or the one going on for no name. Raises `NoSuchWeek`."""
    return week_named(name) if name else this_week(workspace)


def digest_of(
    subject: Workspace | Project, span: Span, *, reader: Person, wanted: Collection[Name] = ALL_PARTS
) -> Digest:
    """Return what happened in these days in a project, or in all projects of a workspace that the reader may see.

    Pages ask for some parts at a time; charts come with the forecast.
    """
    zone = zone_of(reader.workspace)
    if isinstance(subject, Project):
        scope = Scope([subject], span, zone)
        address = reverse("digests:of-project", args=[subject.key])
        about, title, url = About.PROJECT, subject.name, f"{address}?week={span.week}"
    else:
        scope = Scope(projects_of(reader), span, zone)
        about, title, url = About.WORKSPACE, subject.name, _address_of_all(span)
    return Digest(about, title, span, *_made(scope, reader, about, wanted), told_at=now(), url=url)


def digest_of_projects(projects: Sequence[Project], span: Span, *, reader: Person, title: str, zone: tzinfo) -> Digest:
    """Return what happened in several projects; all of them must be visible to the reader."""
    made = _made(Scope(projects, span, zone), reader, About.WORKSPACE, ALL_PARTS)
    return Digest(About.WORKSPACE, title, span, *made, told_at=now(), url=_address_of_all(span))


def projects_of(reader: Person) -> list[Project]:
    return list(Project.objects.visible_to(reader).select_related("workspace").by_name())


def followed_by(reader: Person) -> list[Project]:
    """Return the projects that somebody leads, is named on or watches."""
    watched = Watch.objects.filter(person=reader, subject_kind="project").values_list("subject_id", flat=True)
    numbers = [int(one) for one in watched if one.isdecimal()]
    named = ProjectMember.objects.filter(person=reader).values("project")
    mine = Project.objects.visible_to(reader).filter(Q(lead=reader) | Q(pk__in=named) | Q(pk__in=numbers))
    return list(mine.select_related("workspace").by_name())


def _address_of_all(span: Span) -> str:
    return reverse("digests:workspace") + f"?week={span.week}"


def _made(
    scope: Scope, reader: Person, about: About, wanted: Collection[Name]
) -> tuple[tuple[Part, ...], str, tuple[Drawable, ...]]:
    """Return the wanted parts, the gist of them, and the charts.

    What is stuck and when it will be done is told as of now; of weeks long past nobody knows it.
    """
    parts: list[Part] = []
    charts: tuple[Drawable, ...] = ()
    if Name.LEARNED in wanted:
        parts.append(learned(scope))
    if Name.MOVED in wanted:
        parts.append(moved(scope))
    if scope.is_now and {Name.STUCK, Name.NEEDS} & set(wanted):
        parts += waiting(scope, reader)
    if Name.FORECAST in wanted:
        outlooks = outlooks_of(scope.projects) if scope.is_now else {}
        parts += [ahead(scope, outlooks)] if scope.is_now else []
        is_one = about is About.PROJECT
        charts = (
            charts_of_project(scope, scope.projects[0])
            if is_one
            else charts_of_projects(scope, dated(scope, outlooks) if outlooks else [])
        )
    return tuple(parts), gist_of(parts), charts


def gist_of(parts: Sequence[Part]) -> str:
    """Say how much there is in one sentence."""
    said = [text for one in parts if (text := _counted(one.name, len(one.lines) + one.more))]
    return ", ".join(said) or _("A quiet week: nothing was decided, signed or done.")


def _counted(name: Name, count: int) -> str:
    """Say how much a part holds; nothing for none."""
    if not count or name is Name.FORECAST:
        return ""
    words = {
        Name.LEARNED: ngettext("%(count)d thing learned", "%(count)d things learned", count),
        Name.MOVED: ngettext("%(count)d step forward", "%(count)d steps forward", count),
        Name.STUCK: ngettext("%(count)d stuck", "%(count)d stuck", count),
        Name.NEEDS: ngettext("%(count)d needs you", "%(count)d need you", count),
    }
    return words[name] % {"count": count}
