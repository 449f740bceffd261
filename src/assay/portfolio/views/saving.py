"""Views of the portfolio under a name: saved and taken away."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from assay.accounts.doors import PersonRequest, require, signed_in
from assay.portfolio.asking import Asked
from assay.portfolio.models import MOST_VIEW_NAME, PortfolioView, TooManyPortfolioViews
from assay.web.errors import problem
from assay.web.messages import answer


class ViewForm(forms.Form):
    """A view's name, who sees it, and the end of an address."""

    name = forms.CharField(label=gettext_lazy("Name of the view"), max_length=MOST_VIEW_NAME)
    query = forms.CharField(required=False, max_length=2000)
    shared = forms.BooleanField(required=False)

    def clean_query(self) -> str:
        return Asked.from_text(self.cleaned_data["query"]).query


@require_POST
@signed_in
def views(request: PersonRequest) -> HttpResponse:
    """Save how the portfolio looks now under a name."""
    form = ViewForm(request.POST)
    if not form.is_valid():
        wrong = " ".join(str(one) for errors in form.errors.values() for one in errors)
        return problem(request, 422, message=wrong)
    facts = form.cleaned_data
    require(request.person.can_write or not facts["shared"])
    try:
        view = PortfolioView.keep(
            name=facts["name"], query=facts["query"], is_shared=facts["shared"], by=request.person
        )
    except TooManyPortfolioViews as many:
        return problem(request, 422, message=str(many))
    return answer(request, redirect=address_of(view), text=_("Saved the view “%(name)s”.") % {"name": view.name})


@require_POST
@signed_in
def view_removal(request: PersonRequest, pk: int) -> HttpResponse:
    """Take a view away; the projects stay."""
    view = get_object_or_404(PortfolioView.objects.visible_to(request.person), pk=pk)
    require(view.can_be_removed_by(request.person))
    view.delete()
    said = _("Removed the view “%(name)s”.") % {"name": view.name}
    return answer(request, redirect=reverse("portfolio:portfolio"), text=said)


def address_of(view: PortfolioView) -> str:
    return reverse("portfolio:portfolio") + (f"?{view.query}" if view.query else "")
