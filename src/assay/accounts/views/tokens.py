"""A person's own API tokens."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from assay.accounts.doors import PersonRequest, signed_in
from assay.accounts.forms import TokenForm
from assay.accounts.models import Token
from assay.web.messages import answer


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def tokens(request: PersonRequest) -> HttpResponse:
    form = TokenForm(request.POST if request.method == "POST" else None, initial={"key": request.GET.get("key")})
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        token, secret = Token.create_for(
            request.person, name=said["name"], scope=said["scope"], expires_at=form.expires_at
        )
        context = {"token": token, "secret": secret, "address": settings.BASE_URL, "key": said["key"]}
        return render(request, "accounts/token_made.html", context)
    mine = Token.objects.visible_to(request.person).kept().order_by("-pk")
    return render(request, "accounts/tokens.html", {"form": form, "tokens": mine}, status=422 if form.is_bound else 200)


@require_POST
@signed_in
def revocation(request: PersonRequest, pk: int) -> HttpResponse:
    token = get_object_or_404(Token.objects.visible_to(request.person), pk=pk)
    token.revoke(by=request.person)
    text = _("The token %(name)s works no more.") % {"name": token.name}
    return answer(request, redirect=reverse("accounts:tokens"), text=text)
