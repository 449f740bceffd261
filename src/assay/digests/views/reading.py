"""Digests to read: of all projects, and of one."""

from collections.abc import Callable, Collection

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assay.accounts.doors import PersonRequest, signed_in
from assay.accounts.models import Workspace
from assay.digests.digest import About, Digest, Name
from assay.digests.markdown import markdown_of
from assay.digests.plain import plain_digest_of
from assay.digests.queries import ALL_PARTS, asked_week, digest_of, this_week
from assay.digests.queries_of_letters import followers_of
from assay.digests.weeks import NoSuchWeek, Span, in_words
from assay.projects.finding import editable_project_at, project_at
from assay.projects.models import Project
from assay.web.charts import chart_answer
from assay.web.errors import problem
from assay.web.messages import is_htmx
from assay.web.page_actions import PageAction

MARKDOWN = "markdown"
# A page shows what is quick to find, and fetches the rest: what moved, and what waits.
AT_ONCE = (Name.LEARNED, Name.FORECAST)
LATER = {"moved": (Name.MOVED,), "waiting": (Name.STUCK, Name.NEEDS)}


@require_safe
@signed_in
def workspace(request: PersonRequest) -> HttpResponse:
    """The week of all projects that this person may see: `?week=2026-W48`, without it the one going on."""
    home = request.person.workspace
    return _shown(request, home, lambda *asked: _made(request, home, *asked))


@require_safe
@signed_in
def of_project(request: PersonRequest, key: str) -> HttpResponse:
    """The week of one project."""
    project = project_at(request, key)
    return _shown(request, project, lambda *asked: _made(request, project, *asked))


@require_safe
@signed_in
def outside(request: PersonRequest, key: str) -> HttpResponse:
    """The week of a project as its stakeholders get it by mail, for those who may share it."""
    project = editable_project_at(request, key)
    return _shown(request, project, lambda span, _wanted: plain_digest_of(project, span))


def _made(request: PersonRequest, subject: Workspace | Project, span: Span, wanted: Collection[Name]) -> Digest:
    return digest_of(subject, span, reader=request.person, wanted=wanted)


def _wanted(request: PersonRequest) -> Collection[Name]:
    """Return the parts that are asked for: some by a page that has the others; all by who has no JavaScript."""
    asked = request.GET.get("parts", "")
    if request.GET.get("as") == MARKDOWN or (asked and not is_htmx(request)):
        return ALL_PARTS
    return LATER.get(asked, AT_ONCE)


def _shown(
    request: PersonRequest,
    subject: Workspace | Project,
    make: Callable[[Span, Collection[Name]], Digest],
) -> HttpResponse:
    current = this_week(request.person.workspace)
    try:
        span = asked_week(request.GET.get("week", ""), request.person.workspace)
    except NoSuchWeek as error:
        return problem(request, 400, message=str(error))
    digest = make(span, _wanted(request))
    if is_htmx(request) and request.GET.get("parts") in LATER:
        return render(request, "digests/_some.html", {"digest": digest})
    if form := request.GET.get("as"):
        return _download(digest) if form == MARKDOWN else _chart(request, digest, form)
    context = {
        "digest": digest,
        "days": in_words(span),
        "project": subject if isinstance(subject, Project) else None,
        "here": request.path,
        "outside": _other_look(request, subject, digest),
        "followers": followers_of(subject) if isinstance(subject, Project) else [],
        "weeks": {"current": current.week, "last": current.earlier.week},
        "earlier": span.earlier.week,
        "later": span.later.week if span.first < current.first else "",
    }
    return render(request, "digests/digest.html", context)


def _chart(request: PersonRequest, digest: Digest, form: str) -> HttpResponse:
    """Answer with one chart of the digest as a file."""
    found = next((one for one in digest.charts if one.name == request.GET.get("chart")), None)
    if found is None:
        return problem(request, 404)
    return chart_answer(found, form)


def _download(digest: Digest) -> HttpResponse:
    answer = HttpResponse(markdown_of(digest), content_type="text/markdown; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="digest-{digest.span.week}.md"'
    return answer


def _other_look(request: PersonRequest, subject: Workspace | Project, digest: Digest) -> PageAction | None:
    """Lead to the digest as stakeholders get it, and back; for those who may share the project."""
    if not isinstance(subject, Project) or not subject.can_be_edited_by(request.person):
        return None
    is_outside = digest.about is About.STAKEHOLDER
    address = reverse("digests:of-project" if is_outside else "digests:outside", args=[subject.key])
    label = _("As the team reads it") if is_outside else _("As stakeholders get it")
    return PageAction(label, f"{address}?week={digest.span.week}", "eye")
