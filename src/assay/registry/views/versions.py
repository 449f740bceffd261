"""The page of one version, its files, and how a logged model becomes one."""

from typing import cast

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assay.accounts.doors import PersonRequest, require, signed_in
from assay.registry.actions import register
from assay.registry.finding import logged_model_of, version_at, version_to_change
from assay.registry.forms import DescriptionForm, RegisterForm, TagForm
from assay.registry.models import ModelVersion, NameTaken
from assay.registry.queries import version_page
from assay.registry.sources import origin_of_logged
from assay.runs.models import LoggedModel
from assay.web.file_answers import file_answer
from assay.web.messages import answer


@require_safe
@signed_in
def version(request: PersonRequest, name: str, number: int) -> HttpResponse:
    return _shown(request, version_at(request, name, number))


@require_POST
@signed_in
def description(request: PersonRequest, name: str, number: int) -> HttpResponse:
    found = version_to_change(request, name, number)
    form = DescriptionForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, description_form=form, status=422)
    found.describe(form.cleaned_data["description"], by=request.person)
    return answer(request, redirect=_url_of(found), text=_("Saved"))


@require_POST
@signed_in
def tags(request: PersonRequest, name: str, number: int) -> HttpResponse:
    """Set a tag."""
    found = version_to_change(request, name, number)
    form = TagForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, tag_form=form, status=422)
    found.set_tag(form.cleaned_data["key"], form.cleaned_data["value"], by=request.person)
    return answer(request, redirect=_url_of(found), text=_("Saved"))


@require_POST
@signed_in
def tag_removal(request: PersonRequest, name: str, number: int) -> HttpResponse:
    found = version_to_change(request, name, number)
    found.remove_tag(request.POST.get("key", ""), by=request.person)
    return answer(request, redirect=_url_of(found), text=_("Saved"))


@require_POST
@signed_in
def deletion(request: PersonRequest, name: str, number: int) -> HttpResponse:
    """Delete the version; its number is never given again."""
    found = version_to_change(request, name, number)
    found.discard(by=request.person)
    said = _("Version %(number)d is deleted.") % {"number": found.number}
    return answer(request, redirect=reverse("registry:model", args=[found.model.name]), text=said)


@require_safe
@signed_in
def artifact(request: PersonRequest, name: str, number: int, path: str) -> HttpResponse:
    """The bytes of a file of the version."""
    found = version_at(request, name, number)
    file = get_object_or_404(found.artifacts, path=found.prefix + path)
    # Django's stubs know no streamed answer as a HttpResponse; to everybody else it is one.
    return cast("HttpResponse", file_answer(file.sha256, name=file.path, size=file.size))


@require_POST
@signed_in
def registration(request: PersonRequest, uid: str, model: str) -> HttpResponse:
    """Register a model that the run logged, under a new name or as the next version of one that is there."""
    logged = logged_model_of(request.person, uid, model)
    require(request.person.can_write)
    form = RegisterForm(request.POST)
    if form.is_valid():
        try:
            made = register(form.cleaned_data["name"], origin_of_logged(logged), by=request.person)
        except NameTaken as error:
            form.add_error("name", str(error))
    if form.errors:
        return _register_form(request, logged, form)
    said = _("%(name)s has version %(number)d now.") % {"name": made.model.name, "number": made.number}
    return answer(request, redirect=_url_of(made), text=said)


def _register_form(request: PersonRequest, logged: LoggedModel, form: RegisterForm) -> HttpResponse:
    request.project = logged.run.task.project if logged.run and logged.run.task else None  # type: ignore[attr-defined]
    return render(request, "registry/register.html", {"form": form, "logged": logged, "run": logged.run}, status=422)


def _shown(
    request: PersonRequest,
    found: ModelVersion,
    *,
    description_form: forms.Form | None = None,
    tag_form: forms.Form | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "page": version_page(found),
        "version": found,
        "model": found.model,
        "description_form": description_form or DescriptionForm(initial={"description": found.description}),
        "tag_form": tag_form or TagForm(),
    }
    return render(request, "registry/version.html", context, status=status)


def _url_of(found: ModelVersion) -> str:
    return reverse("registry:version", args=[found.model.name, found.number])
