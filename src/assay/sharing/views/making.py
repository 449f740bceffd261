"""Making links: for whom, what, until when; all of a project's, renewed and ended."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assay.accounts.doors import PersonRequest, require, signed_in
from assay.kit.mail import has_mail
from assay.projects.finding import editable_project_at
from assay.projects.models import Project
from assay.sharing.actions import renew, share_with, share_with_somebody_new
from assay.sharing.forms import RevocationForm, ShareForm
from assay.sharing.models import ShareLink
from assay.sharing.models.wish import USUAL_DAYS
from assay.sharing.progress import has_plain_measure
from assay.sharing.queries import links_of
from assay.sharing.things import VIEW, CannotShare, Name, Thing, found
from assay.web.errors import problem
from assay.web.messages import answer


@require_safe
@signed_in
def links(request: PersonRequest, key: str) -> HttpResponse:
    """All links of the project: who has one, what it opens, when they looked."""
    project = editable_project_at(request, key)
    context = {"project": project, "links": links_of(project, request.person), "has_mail": has_mail()}
    return render(request, "sharing/links.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new(request: PersonRequest, key: str) -> HttpResponse:
    """Share a thing: `?kind=document&thing=7`; without, the project as its stakeholders see it."""
    project = editable_project_at(request, key)
    thing = _thing(request, project)
    form = ShareForm(request.POST if request.method == "POST" else None, project=project, opens=[thing.name])
    if form.is_bound and form.is_valid():
        try:
            link, secret = _shared(project, form, request)
        except CannotShare as error:
            form.add_error(None, str(error))
        else:
            return _show(request, link, secret, by_mail=form.cleaned_data.get("by_mail", False))
    is_view = thing.name.kind == VIEW
    context = {"project": project, "form": form, "thing": thing, "is_view": is_view}
    context["lacks_measure"] = is_view and not has_plain_measure(project)
    return render(request, "sharing/new.html", context, status=422 if form.is_bound else 200)


@never_cache
@require_POST
@signed_in
def renewal(request: PersonRequest, number: int) -> HttpResponse:
    """Make a lost link anew; the one before stops working."""
    link, by_mail = _found(request, number), "by_mail" in request.POST and has_mail()
    try:
        secret = renew(link, days=USUAL_DAYS, by_mail=by_mail, by=request.person)
    except CannotShare as error:
        return problem(request, 409, message=str(error))
    return _show(request, link, secret, by_mail=by_mail)


@require_POST
@signed_in
def revocation(request: PersonRequest, number: int) -> HttpResponse:
    """End the link at once."""
    link, form = _found(request, number), RevocationForm(request.POST)
    if not form.is_valid():
        return problem(request, 422, message=str(form.errors["reason"][0]))
    link.revoke(reason=form.cleaned_data["reason"], by=request.person)
    told = _("The link of %(name)s opens nothing any more.") % {"name": link.stakeholder.name}
    return answer(request, redirect=reverse("sharing:links", args=[link.project.key]), text=told)


def _thing(request: PersonRequest, project: Project) -> Thing:
    """The thing that the address names, if it is of this project and can be shared. Raises `Http404`."""
    wanted = Name(request.GET.get("kind", VIEW), request.GET.get("thing", str(project.pk)))
    things = found([wanted], project=project, reader=request.person)
    if not things or things[0].found is None:
        raise Http404
    return things[0]


def _shared(project: Project, form: ShareForm, request: PersonRequest) -> tuple[ShareLink, str]:
    given = form.cleaned_data
    by_mail = given.get("by_mail", False)
    if given["known"] is not None:
        return share_with(given["known"], form.wish, by_mail=by_mail, by=request.person)
    return share_with_somebody_new(
        project, given["name"], given["email"], form.wish, by_mail=by_mail, by=request.person
    )


def _found(request: PersonRequest, number: int) -> ShareLink:
    """A link of a project that this person may share; also one of a project where they may not is not found."""
    links = ShareLink.objects.visible_to(request.person).select_related("project", "stakeholder")
    link = get_object_or_404(links, pk=number)
    require(link.project.can_be_edited_by(request.person))
    return link


def _show(request: PersonRequest, link: ShareLink, secret: str, *, by_mail: bool) -> HttpResponse:
    request.project = link.project  # type: ignore[attr-defined]
    address = request.build_absolute_uri(reverse("sharing:by-link", args=[secret]))
    context = {"link": link, "project": link.project, "address": address, "by_mail": by_mail}
    return render(request, "sharing/made.html", context)
