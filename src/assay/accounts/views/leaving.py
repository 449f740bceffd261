"""Leaving the workspace, or removing somebody: one page that asks what becomes of the open tasks."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assay.accounts.doors import PersonRequest, require, signed_in
from assay.accounts.forms import LeavingForm
from assay.accounts.leaving import NoSuccessor, end_access, successors_of
from assay.accounts.models import Person
from assay.accounts.models.person import LastOwner, RoleRefused
from assay.accounts.work import open_work_of
from assay.web.messages import answer


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def removal(request: PersonRequest, pk: int) -> HttpResponse:
    """End the access of somebody, one's own too; a GET asks first."""
    person = get_object_or_404(Person.objects.visible_to(request.person).select_related("user", "workspace"), pk=pk)
    require(person.can_be_removed_by(request.person), _("Only an owner removes people."))
    form = LeavingForm(request.POST if request.method == "POST" else None, successors=successors_of(person))
    if person.left_at is not None or not (form.is_bound and form.is_valid()):
        return _page(request, person, form)
    try:
        end_access(person, by=request.person, **form.wanted)
    except (RoleRefused, LastOwner) as error:
        return _page(request, person, form, refused=str(error))
    except NoSuccessor as error:
        form.add_error("to", str(error))
        return _page(request, person, form)
    if person.pk == request.person.pk:
        return answer(request, redirect=reverse("projects:home"))
    text = _("%(name)s has no access any more.") % {"name": person.name}
    return answer(request, redirect=reverse("accounts:people"), text=text)


def _page(request: PersonRequest, person: Person, form: LeavingForm, *, refused: str = "") -> HttpResponse:
    context = {"one": person, "form": form, "refused": refused, "open_tasks": open_work_of(person)}
    status = 409 if refused or person.left_at else 422 if form.is_bound else 200
    return render(request, "accounts/leaving.html", context, status=status)
