"""The calendar of the workspace: days on which nobody works."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from assay.accounts.calendar_forms import HolidaysForm
from assay.accounts.doors import PersonRequest, require, signed_in
from assay.accounts.models import Holiday
from assay.web.messages import answer


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def calendar(request: PersonRequest) -> HttpResponse:
    require(request.person.can_manage_people or request.method != "POST")
    form = HolidaysForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        count = Holiday.add(form.cleaned_data["lines"], by=request.person)
        text = ngettext("%(count)d day is new in the calendar.", "%(count)d days are new in the calendar.", count)
        return answer(request, redirect=reverse("accounts:calendar"), text=text % {"count": count})
    holidays = Holiday.objects.visible_to(request.person).in_order()
    context = {"form": form, "holidays": list(holidays)}
    return render(request, "accounts/calendar.html", context, status=422 if form.is_bound else 200)


@require_POST
@signed_in
def removal(request: PersonRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Holiday.objects.visible_to(request.person).select_related("workspace"), pk=pk)
    require(request.person.can_manage_people)
    found.remove(by=request.person)
    text = _("%(name)s is a working day again.") % {"name": found.name}
    return answer(request, redirect=reverse("accounts:calendar"), text=text)
