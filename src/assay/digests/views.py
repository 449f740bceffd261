"""Digests to read: of all projects, and of one."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assay.accounts.doors import PersonRequest, signed_in
from assay.accounts.models import Workspace
from assay.digests.digest import Digest
from assay.digests.markdown import markdown_of
from assay.digests.queries import asked_week, digest_of, this_week
from assay.digests.weeks import NoSuchWeek, in_words
from assay.projects.finding import project_at
from assay.projects.models import Project
from assay.web.errors import problem


@require_safe
@signed_in
def workspace(request: PersonRequest) -> HttpResponse:
    """The week of all projects that this person may see: `?week=2026-W48`, without it the one going on."""
    return _page(request, request.person.workspace)


@require_safe
@signed_in
def project(request: PersonRequest, key: str) -> HttpResponse:
    """The week of one project."""
    return _page(request, project_at(request, key))


def _page(request: PersonRequest, subject: Workspace | Project) -> HttpResponse:
    current = this_week(request.person.workspace)
    try:
        span = asked_week(request.GET.get("week", ""), request.person.workspace)
    except NoSuchWeek as error:
        return problem(request, 400, message=str(error))
    digest = digest_of(subject, span, reader=request.person)
    if request.GET.get("as") == "markdown":
        return _download(digest)
    context = {
        "digest": digest,
        "days": in_words(span),
        "project": subject if isinstance(subject, Project) else None,
        "here": request.path,
        "weeks": {"current": current.week, "last": current.earlier.week},
        "earlier": span.earlier.week,
        "later": span.later.week if span.first < current.first else "",
    }
    return render(request, "digests/digest.html", context)


def _download(digest: Digest) -> HttpResponse:
    answer = HttpResponse(markdown_of(digest), content_type="text/markdown; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="digest-{digest.span.week}.md"'
    return answer
