"""The first steps on a project's overview."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assay.accounts.doors import PersonRequest, require, signed_in
from assay.projects.finding import project_at
from assay.projects.guide import steps_of
from assay.web.messages import answer


@require_safe
@signed_in
def guide(request: PersonRequest, key: str) -> HttpResponse:
    """The list alone, as it refreshes by itself; empty when all is done."""
    project = project_at(request, key)
    context = {"project": project, "guide": steps_of(project, reader=request.person)}
    return render(request, "projects/_guide.html", context)


@require_POST
@signed_in
def guide_closure(request: PersonRequest, key: str) -> HttpResponse:
    project = project_at(request, key)
    require(request.person.can_write)
    project.close_guide(by=request.person)
    return answer(request, redirect=reverse("projects:overview", args=[project.key]), text=_("Put away."))
