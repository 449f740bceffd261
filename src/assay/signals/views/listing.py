"""All signals of the workspace and what rests, and all that one rule says of one project."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assay.accounts.doors import PersonRequest, signed_in
from assay.projects.finding import project_at
from assay.signals.lists import Asked, list_of
from assay.signals.of_rule import of_rule as found_of_rule
from assay.signals.rules import BY_SLUG


@require_safe
@signed_in
def listing(request: PersonRequest) -> HttpResponse:
    """By urgency; `project`, `rule`, `urgency` and `mine=1` leave others out, what names nothing leaves nothing out."""
    asked = Asked.from_query(request.GET.dict())
    return render(request, "signals/list.html", {"found": list_of(request.person, asked), "asked": asked})


@require_safe
@signed_in
def of_rule(request: PersonRequest, key: str, rule: str) -> HttpResponse:
    """All tasks and other things of a project of which one rule speaks, and what can be done with all of them."""
    project = project_at(request, key)
    if rule not in BY_SLUG:
        raise Http404
    return render(request, "signals/of_rule.html", {"page": found_of_rule(project, BY_SLUG[rule], request.person)})
