"""The pages of models: all of them, those of a project, and one."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assay.accounts.doors import PersonRequest, signed_in
from assay.kit.paging import BadCursor
from assay.projects.finding import project_at
from assay.registry.actions import edit_model
from assay.registry.finding import model_at, model_to_change, version_of
from assay.registry.forms import AliasForm, ModelForm, TagForm
from assay.registry.models import NameTaken, RegisteredModel
from assay.registry.naming import NAME_LENGTH
from assay.registry.queries import model_page, models_table
from assay.web.errors import problem
from assay.web.messages import answer, is_htmx


@require_safe
@signed_in
def models(request: PersonRequest) -> HttpResponse:
    words = _words(request)
    table = models_table(request.person, words=words)
    return render(request, "registry/models.html", {"table": table, "words": words, "project": None})


@require_safe
@signed_in
def of_project(request: PersonRequest, key: str) -> HttpResponse:
    project, words = project_at(request, key), _words(request)
    table = models_table(request.person, project=project, words=words)
    return render(request, "registry/models.html", {"table": table, "words": words, "project": project})


@require_safe
@signed_in
def model(request: PersonRequest, name: str) -> HttpResponse:
    return _shown(request, model_at(request, name))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def edit(request: PersonRequest, name: str) -> HttpResponse:
    """Change name and description."""
    found = model_to_change(request, name)
    if request.method != "POST":
        form = ModelForm(initial={"name": found.name, "description": found.description})
        return _edit_form(request, found, form)
    form = ModelForm(request.POST)
    if form.is_valid():
        try:
            edit_model(found, by=request.person, **form.cleaned_data)
        except NameTaken as error:
            form.add_error("name", str(error))
    if form.errors:
        return _edit_form(request, model_at(request, name), form, status=422)
    return answer(request, redirect=_url_of(found), text=_("Saved"))


@require_POST
@signed_in
def aliases(request: PersonRequest, name: str) -> HttpResponse:
    """Let an alias mean a version."""
    found = model_to_change(request, name)
    form = AliasForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, alias_form=form, status=422)
    alias, number = form.cleaned_data["alias"], form.cleaned_data["version"]
    version_of(request.person, name, number)
    found.set_alias(alias, number, by=request.person)
    said = _("%(alias)s means version %(number)d now.") % {"alias": alias, "number": number}
    return answer(request, redirect=_back(request, found), text=said)


@require_POST
@signed_in
def alias_removal(request: PersonRequest, name: str) -> HttpResponse:
    found = model_to_change(request, name)
    alias = request.POST.get("alias", "")
    found.remove_alias(alias, by=request.person)
    return answer(
        request, redirect=_back(request, found), text=_("No version is called %(alias)s now.") % {"alias": alias}
    )


@require_POST
@signed_in
def tags(request: PersonRequest, name: str) -> HttpResponse:
    """Set a tag."""
    found = model_to_change(request, name)
    form = TagForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, tag_form=form, status=422)
    found.set_tag(form.cleaned_data["key"], form.cleaned_data["value"], by=request.person)
    return answer(request, redirect=_url_of(found), text=_("Saved"))


@require_POST
@signed_in
def tag_removal(request: PersonRequest, name: str) -> HttpResponse:
    found = model_to_change(request, name)
    found.remove_tag(request.POST.get("key", ""), by=request.person)
    return answer(request, redirect=_url_of(found), text=_("Saved"))


@require_POST
@signed_in
def deletion(request: PersonRequest, name: str) -> HttpResponse:
    found = model_to_change(request, name)
    found.discard(by=request.person)
    said = _("The model %(name)s is deleted.") % {"name": found.name}
    return answer(request, redirect=reverse("registry:models"), text=said)


def _shown(
    request: PersonRequest,
    found: RegisteredModel,
    *,
    alias_form: forms.Form | None = None,
    tag_form: forms.Form | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page; htmx, which asks again when the model changes, gets the versions alone."""
    try:
        page = model_page(found, reader=request.person, cursor=request.GET.get("cursor", ""))
    except BadCursor as error:
        return problem(request, 422, message=str(error))
    template = "registry/_versions.html" if is_htmx(request) else "registry/model.html"
    newest = page.rows[0].version.number if page.rows else None
    context = {
        "page": page,
        "model": found,
        "cursor": request.GET.get("cursor", ""),
        "alias_form": alias_form or AliasForm(initial={"version": newest}),
        "tag_form": tag_form or TagForm(),
    }
    return render(request, template, context, status=status)


def _edit_form(request: PersonRequest, found: RegisteredModel, form: forms.Form, *, status: int = 200) -> HttpResponse:
    return render(request, "registry/edit.html", {"form": form, "model": found}, status=status)


def _words(request: PersonRequest) -> str:
    return request.GET.get("q", "").replace("\0", "").strip()[:NAME_LENGTH]


def _url_of(found: RegisteredModel) -> str:
    return reverse("registry:model", args=[found.name])


def _back(request: PersonRequest, found: RegisteredModel) -> str:
    """Return to the version from whose page the form came, else to the model."""
    number = request.POST.get("from", "")
    if number.isascii() and number.isdigit() and len(number) < 10:
        return reverse("registry:version", args=[found.name, int(number)])
    return _url_of(found)
