"""Templates of tasks: the team's own in the workspace's settings, and what one fills into a new task's form."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assay.accounts.doors import PersonRequest, require, signed_in
from assay.projects.models import Project
from assay.tasks.forms.templates import TemplateForm
from assay.tasks.icons import KIND_ICONS
from assay.tasks.keys import TaskKind
from assay.tasks.kind_templates import Template
from assay.tasks.kind_templates.built_in import built_in
from assay.tasks.kind_templates.choosing import filled, template_named
from assay.tasks.models import KindTemplate
from assay.tasks.models.kind_template import TemplateTaken, TooManyTemplates
from assay.web.messages import answer

_TYPED = ("kind", "title", "phase", "assignee", "estimate_days", "discipline", "description", "checks")


def begun(request: PersonRequest, project: Project, first: Mapping[str, Any]) -> dict[str, Any]:
    """Return the first values of a new task's form, with those of the template that was asked for."""
    sent = request.POST if request.method == "POST" else request.GET
    typed = dict(first) | {name: sent[name] for name in _TYPED if name in sent} | {"labels": sent.getlist("labels")}
    template = template_named(sent.get("template", ""), request.person)
    return filled(typed, template, project) | {"used": template.name} if template else typed


@require_safe
@signed_in
def templates(request: PersonRequest) -> HttpResponse:
    """All templates that tasks of this workspace can begin with."""
    require(request.person.can_write)
    own = [one.template for one in KindTemplate.objects.visible_to(request.person).by_kind()]
    context = {"own": own, "built_in": built_in(), "icons": KIND_ICONS, "kinds": dict(TaskKind.choices)}
    return render(request, "tasks/templates.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new_template(request: PersonRequest) -> HttpResponse:
    """Write a template, from nothing or from the one that `from` names."""
    require(request.person.can_manage_people)
    model = template_named(request.GET.get("from", ""), request.person) or Template("", TaskKind.TASK.value, "")
    form = TemplateForm.of(model, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            KindTemplate.add(form.facts, by=request.person)
        except (TemplateTaken, TooManyTemplates) as error:
            form.add_error("name", str(error))
        else:
            return answer(request, redirect=reverse("tasks:templates"), text=_("Saved. New tasks can begin with it."))
    return _page(request, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def template(request: PersonRequest, pk: int) -> HttpResponse:
    """Edit a template of the team."""
    found = _to_change(request, pk)
    form = TemplateForm.of(found.template, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            found.edit(form.facts, by=request.person)
        except TemplateTaken as error:
            form.add_error("name", str(error))
        else:
            return answer(request, redirect=reverse("tasks:templates"), text=_("Saved."))
    return _page(request, form, found)


@require_POST
@signed_in
def template_removal(request: PersonRequest, pk: int) -> HttpResponse:
    found = _to_change(request, pk)
    found.remove(by=request.person)
    text = _("The template %(name)s is gone. Tasks made from it stay as they are.") % {"name": found.name}
    return answer(request, redirect=reverse("tasks:templates"), text=text)


def _to_change(request: PersonRequest, pk: int) -> KindTemplate:
    mine = KindTemplate.objects.filter(workspace_id=request.person.workspace_id)
    found = get_object_or_404(mine.select_related("workspace"), pk=pk)
    require(request.person.can_manage_people, _("Owners and leads change the team's templates."))
    return found


def _page(request: PersonRequest, form: TemplateForm, found: KindTemplate | None) -> HttpResponse:
    return render(request, "tasks/template.html", {"form": form, "found": found}, status=422 if form.errors else 200)
